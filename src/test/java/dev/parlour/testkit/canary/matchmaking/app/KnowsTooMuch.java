package dev.parlour.testkit.canary.matchmaking.app;

/** Breaks the whitelist of {@code matchmaking.app}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
