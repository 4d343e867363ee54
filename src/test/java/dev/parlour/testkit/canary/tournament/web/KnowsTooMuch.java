package dev.parlour.testkit.canary.tournament.web;

/** Breaks the whitelist of {@code tournament.web}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
