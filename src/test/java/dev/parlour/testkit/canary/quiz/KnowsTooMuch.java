package dev.parlour.testkit.canary.quiz;

/** Breaks the whitelist of {@code quiz}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
