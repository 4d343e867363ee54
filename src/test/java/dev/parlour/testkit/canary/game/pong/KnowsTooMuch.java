package dev.parlour.testkit.canary.game.pong;

/** Breaks the whitelist of {@code game.pong}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
