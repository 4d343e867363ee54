package dev.parlour.testkit.canary.game.duel;

/** Breaks the whitelist of {@code game.duel}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
