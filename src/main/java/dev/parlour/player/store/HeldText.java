package dev.parlour.player.store;

import dev.parlour.room.Actor;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be held in a room, as text: {@code host} or a seat's id. */
final class HeldText {
  private static final String HOST = "host";

  private HeldText() {}

  static String of(Actor actor) {
    return switch (actor) {
      case Actor.Host h -> HOST;
      case Actor.Player p -> p.id();
      case Actor.Guest g -> throw new IllegalArgumentException("a guest holds nothing");
      case Actor.Server s -> throw new IllegalArgumentException("the server holds nothing");
    };
  }

  static Actor actor(String held) {
    return held.equals(HOST) ? Actor.HOST : new Actor.Player(held);
  }

  /** Several, with a blank between them; the same text for the same actors. */
  static String of(Collection<Actor> actors) {
    return actors.stream().map(HeldText::of).sorted().collect(Collectors.joining(" "));
  }

  static Set<Actor> actors(String held) {
    Set<Actor> actors = new LinkedHashSet<>();
    Arrays.stream(held.split(" ")).map(HeldText::actor).forEach(actors::add);
    return actors;
  }
}
