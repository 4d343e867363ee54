package dev.parlour.room;

/** In whose name a command comes; established by a token before the room sees the command. */
public sealed interface Actor {
  record Host() implements Actor {}

  record Player(String id) implements Actor {}

  /** Somebody without a seat or rights yet: may ask to join. */
  record Guest() implements Actor {}

  /** The server itself: alarms, recovery, content, expiry. */
  record Server() implements Actor {}

  Actor HOST = new Host();
  Actor GUEST = new Guest();
  Actor SERVER = new Server();

  /**
   * A short text for the log, by which repeated command ids are told apart: two players may use the
   * same id.
   */
  default String key() {
    return switch (this) {
      case Host h -> "host";
      case Player p -> p.id();
      case Guest g -> "guest";
      case Server s -> "server";
    };
  }
}
