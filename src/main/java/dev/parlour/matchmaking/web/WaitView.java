package dev.parlour.matchmaking.web;

/**
 * The page of somebody who waits, or whose waiting has ended.
 *
 * @param status as in {@link dev.parlour.matchmaking.app.Shown}
 * @param choice what they wait for, in the reader's language
 * @param note a code; null for none
 */
public record WaitView(
    String id,
    String status,
    String choice,
    int place,
    long waitedMs,
    boolean computerOffered,
    String note) {
  public boolean waits() {
    return status.equals("waiting");
  }

  /** Minutes and seconds. */
  public String waited() {
    long seconds = waitedMs / 1_000;
    return seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60;
  }
}
