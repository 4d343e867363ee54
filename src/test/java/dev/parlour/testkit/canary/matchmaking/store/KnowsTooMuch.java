package dev.parlour.testkit.canary.matchmaking.store;

/** Breaks the whitelist of {@code matchmaking.store}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
