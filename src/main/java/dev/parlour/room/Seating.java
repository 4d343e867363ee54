package dev.parlour.room;

import dev.parlour.game.Persistent;
import dev.parlour.game.Seat;
import dev.parlour.shared.Names;
import java.util.Map;
import java.util.Optional;

/**
 * Who sits in a room.
 *
 * @param seats by id, in the order of joining
 * @param keys hash of each seat's token, by seat id; in no view
 * @param names seat id by {@link Names#key}
 * @param next number of the next seat; never goes back, so that no id is given twice
 */
public record Seating(
    Map<String, Seat> seats, Map<String, String> keys, Map<String, String> names, int next) {
  static final Seating EMPTY = new Seating(null, null, null, 1);

  public Seating {
    seats = Persistent.map(seats);
    keys = Persistent.map(keys);
    names = Persistent.map(names);
  }

  public boolean holds(String player) {
    return player != null && seats.containsKey(player);
  }

  boolean taken(String name) {
    return names.containsKey(Names.key(name));
  }

  /** The seat of that name, by {@link Names#key}. */
  public Optional<Seat> named(String name) {
    return Optional.ofNullable(names.get(Names.key(name))).map(seats::get);
  }

  /**
   * The seat whose token has this hash; looks at every seat, so it is for signing in, not for each
   * command.
   */
  public Optional<Seat> provedBy(String key) {
    return keys.entrySet().stream()
        .filter(e -> e.getValue().equals(key))
        .findFirst()
        .map(e -> seats.get(e.getKey()));
  }

  Seating with(Seat seat, String key) {
    return new Seating(
        Persistent.with(seats, seat.id(), seat),
        Persistent.with(keys, seat.id(), key),
        Persistent.with(names, Names.key(seat.name()), seat.id()),
        Math.max(next, seat.number() + 1));
  }

  Seating without(String player) {
    Seat seat = seats.get(player);
    return seat == null
        ? this
        : new Seating(
            Persistent.without(seats, player),
            Persistent.without(keys, player),
            Persistent.without(names, Names.key(seat.name())),
            next);
  }
}
