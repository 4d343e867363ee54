package dev.parlour.game;

import java.util.List;

/**
 * What a command comes to: the events that make it true, possibly none, or the reason why not. A
 * rejection changes nothing.
 */
public sealed interface Decision<E> {
  record Accepted<E>(List<E> events) implements Decision<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Rejected<E>(Rejection rejection) implements Decision<E> {}

  @SafeVarargs
  @SuppressWarnings("varargs") // only read, and copied by List.of
  static <E> Decision<E> accepted(E... events) {
    return new Accepted<>(List.of(events));
  }

  static <E> Decision<E> accepted(List<E> events) {
    return new Accepted<>(events);
  }

  static <E> Decision<E> rejected(String code, String message) {
    return new Rejected<>(new Rejection(code, message));
  }
}
