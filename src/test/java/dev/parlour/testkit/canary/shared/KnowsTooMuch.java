package dev.parlour.testkit.canary.shared;

/** Breaks the whitelist of {@code shared}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
