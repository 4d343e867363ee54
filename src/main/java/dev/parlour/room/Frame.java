package dev.parlour.room;

import dev.parlour.game.FrameWriter;
import dev.parlour.game.Motion;
import java.util.function.Function;

/**
 * How things stand at one step of a game in which they move: provisional, the same for everybody in
 * the room, made once and encoded once however many look. Immutable.
 */
public final class Frame {
  private static final int VERSION = 1;

  private final String room;
  private final byte[] bytes;
  private final Object facts;
  private volatile String text;
  private volatile Object placed;

  /**
   * @param bytes for {@code parlour.v1.bin}: a 1, the room's code as six ASCII characters, and what
   *     the game says
   * @param facts for JSON; null where nobody asks
   */
  public Frame(String room, byte[] bytes, Object facts) {
    this.room = room;
    this.bytes = bytes;
    this.facts = facts;
  }

  /**
   * @param withFacts whether somebody reads JSON
   */
  public static Frame of(String room, Motion<?, ?> motion, FrameWriter writer, boolean withFacts) {
    writer.clear().u8(VERSION);
    for (int i = 0; i < room.length(); i++) {
      writer.u8(room.charAt(i));
    }
    motion.frame(writer);
    return new Frame(room, writer.toBytes(), withFacts ? motion.frame() : null);
  }

  public String room() {
    return room;
  }

  /** Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The bytes where sockets take them from, put there by the first who asks; in one form only. */
  @SuppressWarnings("unchecked")
  public <B> B placed(Function<byte[], B> place) {
    Object known = placed;
    if (known == null) {
      known = place.apply(bytes); // two at once place the same
      placed = known;
    }
    return (B) known;
  }

  public Object facts() {
    return facts;
  }

  /** The message in JSON, written by the first who asks. */
  public String text(Function<Frame, String> write) {
    String known = text;
    if (known == null) {
      known = write.apply(this); // two at once write the same
      text = known;
    }
    return known;
  }
}
