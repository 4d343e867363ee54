package dev.parlour.testkit.canary.player;

/** Breaks the whitelist of {@code player}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
