package dev.parlour.matchmaking.app;

import dev.parlour.room.app.SeatGrant;

/**
 * A ticket as its owner may see it.
 *
 * @param token proves it; for programs, browsers have their cookie
 * @param status {@code waiting}, {@code matched}, {@code expired} or {@code cancelled}
 * @param place in the queue, from 1; null unless it waits
 * @param waitedMs how long it has waited, or had until it was matched or ended
 * @param computerOffered whether the computer may be taken now
 * @param note a code that says why: {@code others_missing}, {@code not_arrived}, {@code away},
 *     {@code nobody_came}, {@code no_room}; null for nothing to say
 * @param room where to go; null unless it is matched
 * @param player the seat there and its token; null unless it is matched
 */
public record Shown(
    String id,
    String token,
    String game,
    String mode,
    String status,
    Integer place,
    long waitedMs,
    boolean computerOffered,
    String note,
    String room,
    SeatGrant player) {
  public boolean waits() {
    return status.equals("waiting");
  }

  @Override
  public String toString() {
    return "Shown[" + id + " " + status + "]"; // without the tokens, whoever prints it
  }
}
