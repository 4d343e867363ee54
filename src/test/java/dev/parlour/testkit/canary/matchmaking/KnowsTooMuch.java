package dev.parlour.testkit.canary.matchmaking;

/** Breaks the whitelist of {@code matchmaking}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
