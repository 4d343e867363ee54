package dev.parlour.bench.client;

import java.nio.charset.StandardCharsets;

/**
 * Finds things in JSON text without making a tree of it, since most of what a load tool receives it
 * only has to count. It trusts the text to be JSON: what is none gives nonsense, never an endless
 * loop.
 */
final class Scan {
  private Scan() {}

  /** Where the next character is that is no white space. */
  static int space(byte[] text, int from, int end) {
    int at = from;
    while (at < end && text[at] <= ' ') {
      at++;
    }
    return at;
  }

  /** Behind the closing quote of the text that begins at this quote. */
  static int text(byte[] text, int quote, int end) {
    for (int at = quote + 1; at < end; at++) {
      if (text[at] == '"') {
        return at + 1;
      }
      if (text[at] == '\\') {
        at++;
      }
    }
    return end;
  }

  /** Behind the value that begins here. */
  static int value(byte[] text, int from, int end) {
    if (from >= end) {
      return end;
    }
    byte first = text[from];
    if (first == '"') {
      return text(text, from, end);
    }
    if (first != '{' && first != '[') {
      int at = from;
      while (at < end && text[at] != ',' && text[at] != '}' && text[at] != ']') {
        at++;
      }
      return at;
    }
    int depth = 0;
    for (int at = from; at < end; at++) {
      switch (text[at]) {
        case '"' -> at = text(text, at, end) - 1;
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (--depth == 0) {
            return at + 1;
          }
        }
        default -> {}
      }
    }
    return end;
  }

  /** Where the value of a member of the object that begins here begins; -1 where it has none. */
  static int member(byte[] text, int object, int end, byte[] name) {
    int at = space(text, object + 1, end);
    while (at < end && text[at] == '"') {
      int behind = text(text, at, end);
      int value = space(text, space(text, behind, end) + 1, end);
      if (same(text, at + 1, behind - 1, name)) {
        return value;
      }
      at = next(text, value, end);
    }
    return -1;
  }

  /** The quote of the member behind this value, or something else where there is none. */
  static int next(byte[] text, int value, int end) {
    int comma = space(text, value(text, value, end), end);
    return comma < end && text[comma] == ',' ? space(text, comma + 1, end) : end;
  }

  static boolean same(byte[] text, int from, int to, byte[] name) {
    if (to - from != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (text[from + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** The whole number that begins here; 0 where none does. */
  static long number(byte[] text, int from, int end) {
    boolean negative = from < end && text[from] == '-';
    long number = 0;
    for (int at = negative ? from + 1 : from;
        at < end && text[at] >= '0' && text[at] <= '9';
        at++) {
      number = number * 10 + text[at] - '0';
    }
    return negative ? -number : number;
  }

  /** The text that begins at this quote, without resolving escapes. */
  static String string(byte[] text, int quote, int end) {
    int behind = text(text, quote, end);
    return new String(text, quote + 1, behind - quote - 2, StandardCharsets.UTF_8);
  }

  static byte[] name(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
