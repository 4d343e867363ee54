package dev.parlour.bench.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a server has said, read only as far as somebody asks. One object serves all messages of a
 * thread: it is good only while its listener is being called.
 */
public final class Message {
  /** The types of the contract, and OTHER for what this tool does not know. */
  public enum Type {
    ATTACHED,
    VIEW,
    HTML,
    FRAME,
    COUNTDOWN,
    ACK,
    REJECT,
    DETACHED,
    PONG,
    ERROR,
    OTHER;

    private final byte[] wire = Scan.name(name().toLowerCase(java.util.Locale.ROOT));
  }

  private static final Type[] TYPES = Type.values();

  private static final int TYPE = 0;
  private static final int ROOM = 1;
  private static final int AS = 2;
  private static final int ID = 3;
  private static final int SEQ = 4;
  private static final int CODE = 5;
  private static final int REASON = 6;
  private static final int SHARED = 7;
  private static final int YOU = 8;
  private static final byte[][] NAMES = {
    Scan.name("type"),
    Scan.name("room"),
    Scan.name("as"),
    Scan.name("id"),
    Scan.name("seq"),
    Scan.name("code"),
    Scan.name("reason"),
    Scan.name("shared"),
    Scan.name("you")
  };

  private static final byte[] STATUS = Scan.name("status");

  private byte[] bytes = new byte[4096];
  private int length;
  private final int[] found = new int[NAMES.length]; // where the value begins; 0: not yet found
  private int unread; // a value that was found last, behind which nobody has looked; 0 at first

  Message() {}

  /** A message that is not on its way from a socket, for tests. */
  static Message of(String text) {
    Message message = new Message();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    message.begin(bytes.length);
    System.arraycopy(bytes, 0, message.bytes, 0, bytes.length);
    return message;
  }

  Message read(ByteBuf content) {
    int size = content.readableBytes();
    begin(size);
    content.getBytes(content.readerIndex(), bytes, 0, size);
    return this;
  }

  private void begin(int size) {
    if (bytes.length < size) {
      bytes = new byte[Math.max(size, 2 * bytes.length)];
    }
    length = size;
    unread = 0;
    Arrays.fill(found, 0);
  }

  private int seek(int wanted) {
    while (found[wanted] == 0 && unread < length) {
      int quote =
          unread == 0
              ? Scan.space(bytes, 1, length) // behind the opening brace
              : Scan.next(bytes, unread, length);
      if (quote >= length || bytes[quote] != '"') {
        unread = length;
        break;
      }
      int behind = Scan.text(bytes, quote, length);
      unread = Scan.space(bytes, Scan.space(bytes, behind, length) + 1, length);
      for (int known = 0; known < NAMES.length; known++) {
        if (Scan.same(bytes, quote + 1, behind - 1, NAMES[known])) {
          found[known] = unread;
          break;
        }
      }
    }
    return found[wanted];
  }

  private String string(int name) {
    int at = seek(name);
    return at == 0 || bytes[at] != '"' ? null : Scan.string(bytes, at, length);
  }

  public int length() {
    return length;
  }

  public Type type() {
    int at = seek(TYPE);
    if (at != 0 && bytes[at] == '"') {
      int behind = Scan.text(bytes, at, length);
      for (Type type : TYPES) {
        if (Scan.same(bytes, at + 1, behind - 1, type.wire)) {
          return type;
        }
      }
    }
    return Type.OTHER;
  }

  /** Null where the message is about none, as all texts here. */
  public String room() {
    return string(ROOM);
  }

  public String as() {
    return string(AS);
  }

  public String id() {
    return string(ID);
  }

  public String code() {
    return string(CODE);
  }

  public String reason() {
    return string(REASON);
  }

  /** -1 where there is none. */
  public long seq() {
    int at = seek(SEQ);
    return at == 0 ? -1 : Scan.number(bytes, at, length);
  }

  /** A number in {@code shared}, by the names of the objects around it and its own; else -1. */
  public long sharedNumber(byte[]... path) {
    int at = within(seek(SHARED), path);
    return at <= 0 ? -1 : Scan.number(bytes, at, length);
  }

  /** A text in {@code shared}; null where there is none. */
  public String sharedText(byte[]... path) {
    int at = within(seek(SHARED), path);
    return at <= 0 || bytes[at] != '"' ? null : Scan.string(bytes, at, length);
  }

  /** The room's, in a view; null where there is none. */
  public String status() {
    return sharedText(STATUS);
  }

  /** A number in {@code you}; else -1. */
  public long ownNumber(byte[]... path) {
    int at = within(seek(YOU), path);
    return at <= 0 ? -1 : Scan.number(bytes, at, length);
  }

  /** {@code shared} as text, for whoever needs a tree after all; null where there is none. */
  public String shared() {
    int at = seek(SHARED);
    return at == 0
        ? null
        : new String(bytes, at, Scan.value(bytes, at, length) - at, StandardCharsets.UTF_8);
  }

  private int within(int object, byte[]... path) {
    int at = object;
    for (byte[] name : path) {
      if (at <= 0 || bytes[at] != '{') {
        return -1;
      }
      at = Scan.member(bytes, at, length, name);
    }
    return at;
  }

  /** The whole text; costs a copy. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
