package dev.parlour.testkit.canary.rating;

/** Breaks the whitelist of {@code rating}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
