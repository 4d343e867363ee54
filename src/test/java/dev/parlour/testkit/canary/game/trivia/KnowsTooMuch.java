package dev.parlour.testkit.canary.game.trivia;

/** Breaks the whitelist of {@code game.trivia}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
