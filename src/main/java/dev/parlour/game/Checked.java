package dev.parlour.game;

/** A value read from outside, or why it was refused. */
public sealed interface Checked<T> {
  record Good<T>(T value) implements Checked<T> {}

  record Bad<T>(Rejection rejection) implements Checked<T> {}

  static <T> Checked<T> good(T value) {
    return new Good<>(value);
  }

  static <T> Checked<T> bad(String code, String message) {
    return new Bad<>(new Rejection(code, message));
  }
}
