package dev.parlour.shared;

/** Where letters of other nodes arrive, one at a time, in the order in which each was sent. */
public interface NodeMail {
  /** Must return at once. */
  void received(String letter);
}
