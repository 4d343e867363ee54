package dev.parlour.testkit.canary.tournament.rest;

/** Breaks the whitelist of {@code tournament.rest}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
