package dev.parlour.testkit.canary.matchmaking.jobs;

/** Breaks the whitelist of {@code matchmaking.jobs}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
