package dev.parlour.matchmaking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * People who were brought together, or one with the computer.
 *
 * @param room its room's code; null while there is none
 * @param overdue whether its people should have been in the room by now
 * @param tickets in the order of the queue
 */
public record Pairing(
    String id,
    Queue queue,
    boolean computer,
    State state,
    String room,
    boolean overdue,
    List<Ticket> tickets) {
  public enum State {
    /** Its room is being made. */
    MAKING,
    /** Its people are awaited in the room. */
    OPEN,
    /** Somebody did not come or has left: the others must go back. */
    BREAKING,
    OVER
  }

  public Pairing {
    tickets = List.copyOf(tickets);
  }

  /**
   * Who plays with whom: the first so many, the next so many, and so on; who is left over goes on
   * waiting.
   *
   * @param waiting in the order of the queue
   */
  public static <T> List<List<T>> inOrder(List<T> waiting, int players) {
    List<List<T>> groups = new ArrayList<>();
    for (int from = 0; from + players <= waiting.size(); from += players) {
      groups.add(List.copyOf(waiting.subList(from, from + players)));
    }
    return Collections.unmodifiableList(groups);
  }
}
