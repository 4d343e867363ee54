package dev.parlour.tournament;

/** Who may make tournaments. */
public interface Organisers {
  /**
   * @param key of the browser or account that asks; null for a program without one
   */
  boolean may(String key);
}
