package dev.parlour.testkit.canary.tournament.jobs;

/** Breaks the whitelist of {@code tournament.jobs}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
