package dev.parlour.matchmaking;

/**
 * Somebody's place in a queue, as it stands now.
 *
 * @param id cannot be guessed
 * @param guest the key of the browser that holds it; null for a client without a cookie
 * @param number its place in the queue for good: smaller ones come first
 * @param name what its owner wants to be called; null for nothing in particular
 * @param avatar seed of the picture; null for none in particular
 * @param note why it is where it is; null where that needs no words
 * @param pairing with whom; null unless it was paired
 * @param room the pairing's room; null while there is none
 * @param seat its player's id there; null while there is none
 * @param computer whether it was paired with the computer
 * @param place counted from 1; 0 unless it waits
 * @param waitedMillis how long it has waited, or had until it was paired or ended
 */
public record Ticket(
    String id,
    String guest,
    Queue queue,
    long number,
    String name,
    String avatar,
    State state,
    Note note,
    String pairing,
    String room,
    String seat,
    boolean computer,
    int place,
    long waitedMillis) {
  public enum State {
    WAITING,
    PAIRED,
    /** Its game has begun. */
    PLAYED,
    EXPIRED,
    CANCELLED;

    /** Whether something may still come of it. */
    public boolean lives() {
      return this == WAITING || this == PAIRED;
    }
  }

  public enum Note {
    /** Waits again, in its old place, because the others did not come. */
    OTHERS_MISSING,
    /** Expired: its owner did not come to the room in time. */
    NOT_ARRIVED,
    /** Expired: its owner was not heard any more. */
    AWAY,
    /** Expired: nobody came for too long. */
    NOBODY_CAME,
    /** Expired: the room could not be made. */
    NO_ROOM
  }

  /** Whether there is a room to go to. */
  public boolean matched() {
    return (state == State.PAIRED || state == State.PLAYED) && room != null && seat != null;
  }
}
