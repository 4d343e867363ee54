package dev.parlour.testkit.canary.player.store;

/** Breaks the whitelist of {@code player.store}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
