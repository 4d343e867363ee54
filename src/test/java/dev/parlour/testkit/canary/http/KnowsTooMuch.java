package dev.parlour.testkit.canary.http;

/** Breaks the whitelist of {@code http}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
