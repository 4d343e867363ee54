package dev.parlour.testkit.canary.wire;

/** Breaks the whitelist of {@code wire}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
