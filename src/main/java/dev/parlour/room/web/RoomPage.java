package dev.parlour.room.web;

import gg.jte.Content;
import java.util.Collection;

/**
 * A page that follows a room.
 *
 * @param kind {@code player}, {@code host} or {@code screen}
 * @param as the role on the wire
 * @param seat the id of the seat whose own part the page shows; null for none
 * @param beside who else plays from this browser, on the same keyboard; null for nobody
 * @param now the server's clock in milliseconds, so that the first countdown is right before the
 *     socket has measured
 * @param over whether nothing will change any more
 * @param movable whether the place can be taken over to another device
 * @param late by how many seconds who looks at it sees what happens
 * @param origin where people came from; null for nowhere in particular
 * @param refusal of the form before; null for none
 * @param side what stands beside the game where there is room: the host's buttons and the people
 */
public record RoomPage(
    String kind,
    String code,
    String title,
    String as,
    String seat,
    Beside beside,
    long seq,
    long now,
    boolean over,
    boolean movable,
    long late,
    Origin origin,
    String refusal,
    Collection<Content> fragments,
    Collection<Content> side) {
  /** A page that a room belongs to. */
  public record Origin(String address, String title) {}

  /** A second seat. */
  public record Beside(String id, String name) {}
}
