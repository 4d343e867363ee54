package dev.parlour.testkit.canary.tournament;

/** Breaks the whitelist of {@code tournament}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
