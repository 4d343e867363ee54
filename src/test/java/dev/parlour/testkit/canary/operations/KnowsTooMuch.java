package dev.parlour.testkit.canary.operations;

/** Breaks the whitelist of {@code operations}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.embedded.Anything forbidden;
}
