package dev.parlour.testkit.canary.game;

/** Breaks the whitelist of {@code game}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
