package dev.parlour.testkit.canary.player.app;

/** Breaks the whitelist of {@code player.app}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
