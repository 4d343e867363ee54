package dev.parlour.testkit.canary.matchmaking.rest;

/** Breaks the whitelist of {@code matchmaking.rest}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
