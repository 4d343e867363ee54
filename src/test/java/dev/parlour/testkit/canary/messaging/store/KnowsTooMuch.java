package dev.parlour.testkit.canary.messaging.store;

/** Breaks the whitelist of {@code messaging.store}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
