package dev.parlour.testkit.canary.realtime;

/** Breaks the whitelist of {@code realtime}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
