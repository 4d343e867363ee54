package dev.parlour.testkit.canary.matchmaking.web;

/** Breaks the whitelist of {@code matchmaking.web}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
