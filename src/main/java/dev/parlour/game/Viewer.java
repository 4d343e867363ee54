package dev.parlour.game;

/** Who looks: decides what a view may hold. */
public sealed interface Viewer {
  record Host() implements Viewer {}

  record Player(String id) implements Viewer {}

  record Spectator() implements Viewer {}

  default Role role() {
    return switch (this) {
      case Host h -> Role.HOST;
      case Player p -> Role.PLAYER;
      case Spectator s -> Role.SPECTATOR;
    };
  }
}
