package dev.parlour.game.pong;

import dev.parlour.shared.Words;
import java.util.List;

/**
 * A side of the court, in the order in which players take them; a court for two has only the first
 * two.
 */
public enum Edge {
  LEFT,
  RIGHT,
  TOP,
  BOTTOM;

  private static final List<Edge> ALL = List.of(LEFT, RIGHT, TOP, BOTTOM);

  static Edge of(int side) {
    return ALL.get(side);
  }

  /** As the views say it. */
  String word() {
    return Words.of(this);
  }
}
