package dev.parlour.testkit.canary.messaging;

/** Breaks the whitelist of {@code messaging}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
