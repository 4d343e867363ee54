package dev.parlour.player;

import dev.parlour.room.Actor;
import java.util.List;
import java.util.Set;

/**
 * Which rooms a browser hosts and which seats it holds. It says what was once given to that
 * browser; whether a seat still exists is for the room to say. Only {@link Actor.Host} and {@link
 * Actor.Player} can be held.
 */
public interface GuestSeats {
  /** Most rooms that {@link #rooms} tells. */
  int RECENT = 50;

  /**
   * Keeps it as long as there is the room; repeating it changes nothing but the name. Nothing is
   * kept for an account that is not there any more.
   */
  void remember(GuestId guest, String room, Actor actor, String name);

  /**
   * What the browser is in the room: nobody, its host, a player, or both; seats that somebody gave
   * up and took anew may be several.
   */
  Set<Actor> in(GuestId guest, String room);

  /** The browser has given it up; idempotent. {@link #holders} still knows of it. */
  void forget(GuestId guest, String room, Actor actor);

  /** Newest first, at most {@link #RECENT}. */
  List<HeldSeat> rooms(GuestId guest);

  /**
   * Who has the seats of a room, one for each seat that anybody has: an account before a browser
   * without one; of accounts the one that had it first, as passing a seat on is no way not to have
   * played it; of browsers who took it last. Also seats that were given up, as leaving is none
   * either, and those of deleted accounts, see {@link GuestId#isDeleted}. Nobody moves one of them
   * to another guest until the caller's transaction has ended.
   */
  List<SeatHolder> holders(String room);
}
