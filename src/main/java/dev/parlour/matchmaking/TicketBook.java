package dev.parlour.matchmaking;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where tickets and pairings are kept, for all nodes. Everything waits for storage, is one
 * transaction and may be called on any thread. Every method throws {@link Unavailable} where the
 * store cannot be reached; then it may or may not have happened.
 *
 * <p>Whatever changes who waits in a queue's order happens one at a time for that queue: so numbers
 * are given in the order of the commits, the first ones are paired first, and no ticket is in two
 * pairings.
 */
public interface TicketBook {
  /**
   * @param id cannot be guessed; the same one again is the same ticket
   * @param guest null for a client without a cookie
   * @param address a hash of where it comes from
   */
  record Wish(String id, String guest, String address, Queue queue, String name, String avatar) {}

  /**
   * Whose tickets count as present, and how many an address may have.
   *
   * @param players how many make a pairing in this queue
   * @param away whose owner was not heard for so long is not paired
   * @param ticketsOfAddress most living tickets of one address, give or take those that are taken
   *     at the same moment
   */
  record Terms(int players, Duration away, int ticketsOfAddress) {}

  /** What came of entering a queue. */
  sealed interface Entered {
    /**
     * @param again whether it was there before: the same id, or the same browser in the same queue
     * @param made ids of the pairings that came of it, whose rooms the caller makes
     */
    record In(Ticket ticket, boolean again, List<String> made) implements Entered {}

    /** The browser waits or plays in another queue. */
    record Elsewhere(Ticket ticket) implements Entered {}

    record TooMany() implements Entered {}
  }

  Entered enter(Wish wish, Terms terms);

  Optional<Ticket> find(String id);

  /** The ticket of a browser that waits or is paired. */
  Optional<Ticket> livingOf(String guest);

  /**
   * Those of the tickets that there are.
   *
   * @param heard whether their owners give a sign of life with that
   */
  List<Ticket> look(Collection<String> ids, boolean heard);

  /**
   * The owner gives the ticket up; a pairing in which it was breaks. Nothing happens to one that
   * does not live.
   *
   * @return the ticket after it; empty where there is none
   */
  Optional<Ticket> cancel(String id);

  /**
   * Pairs a ticket that waits with the computer.
   *
   * @param waited only where it has waited for so long
   * @return the new pairing's id; empty where it does not wait, or not for long enough
   */
  Optional<String> withComputer(String id, Duration waited);

  /** Pairs whoever can be paired, as {@link #enter} does. Gives the ids of new pairings. */
  List<String> pair(Queue queue, Terms terms);

  Optional<Pairing> pairing(String id);

  /**
   * The room is there: its people are awaited.
   *
   * @param seats the players' ids, by ticket
   * @param arriveWithin from now
   * @return false where the pairing is not {@code MAKING} any more: the room is not wanted
   */
  boolean made(String pairing, String room, Map<String, String> seats, Duration arriveWithin);

  /** All have arrived, and their game has begun. Nothing happens to a pairing that is over. */
  void begun(String pairing);

  /** Everybody is there, but the room is not ready: they are given the same time again. */
  void prolong(String pairing, Duration arriveWithin);

  /**
   * Time is up for a pairing that is {@code OPEN}: from now on it is {@code BREAKING}.
   *
   * @param arrived ids of the tickets whose owners have come
   * @return false where it is not {@code OPEN} any more
   */
  boolean missed(String pairing, Collection<String> arrived);

  /**
   * Ends a pairing that is {@code BREAKING}, after its room was called off: who came, or everybody
   * where somebody left, waits again with the old number and so before all who came later; the
   * others expire.
   *
   * @return ids of the pairings that came of it at once; its tickets as they were put back
   */
  Broken broken(String pairing, Terms terms);

  /**
   * @param requeued those that wait again, or were paired again at once
   */
  record Broken(List<String> requeued, List<String> expired, List<String> made) {}

  /** Its room cannot be made: all its tickets expire. Gives their ids. */
  List<String> failed(String pairing);

  /**
   * Pairings on which somebody has to work, and on which nobody has begun to for a while: whose
   * room is not made, whose time is up, or that break. Each is given to one caller at a time.
   */
  List<String> due(Duration untouched, int most);

  /**
   * Takes tickets out of the queues whose owners have not been heard for so long, or who have
   * waited for so long.
   */
  List<Ticket> expire(Duration away, Duration waited);

  /**
   * What one browser has is another's from now on; in the caller's transaction. Where both have a
   * ticket that lives, the first one's is given up, as {@link #cancel} does.
   *
   * @param to null for nobody: what is over stays without a name
   */
  void moved(String from, String to);

  /** How many wait in each queue in which somebody does. */
  Map<Queue, Integer> waiting();

  /** Deletes what has been over for so long. */
  void forget(Duration over);

  /** Thrown where the store cannot be reached or answers with a fault of its own. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
