package dev.parlour.shared;

import java.util.Map;

/**
 * Something that this node needs before it may be given people: whoever knows such a thing offers a
 * bean of this type, and {@code /health/ready} asks them all.
 *
 * <p>It is asked often and must answer at once, from what it knows; it must not throw.
 */
public interface ReadinessProbe {

  /** A word of its own, such as {@code rooms}. */
  String name();

  boolean ready();

  /**
   * Whether Parlour goes on without it, only worse: it is then reported, but the node stays ready.
   */
  default boolean degradedOnly() {
    return false;
  }

  /** What an operator wants to see beside the verdict; nothing secret. */
  default Map<String, String> details() {
    return Map.of();
  }
}
