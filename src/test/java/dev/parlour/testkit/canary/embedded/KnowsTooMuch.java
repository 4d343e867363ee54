package dev.parlour.testkit.canary.embedded;

/** Breaks the whitelist of {@code embedded}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
