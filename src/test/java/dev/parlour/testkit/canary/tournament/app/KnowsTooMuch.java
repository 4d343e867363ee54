package dev.parlour.testkit.canary.tournament.app;

/** Breaks the whitelist of {@code tournament.app}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
