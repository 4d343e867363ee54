package dev.parlour.testkit.canary.http.store;

/** Breaks the whitelist of {@code http.store}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
