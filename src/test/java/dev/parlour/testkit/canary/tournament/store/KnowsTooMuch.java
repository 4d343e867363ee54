package dev.parlour.testkit.canary.tournament.store;

/** Breaks the whitelist of {@code tournament.store}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
