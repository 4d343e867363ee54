package dev.parlour.testkit.canary.player.jobs;

/** Breaks the whitelist of {@code player.jobs}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
