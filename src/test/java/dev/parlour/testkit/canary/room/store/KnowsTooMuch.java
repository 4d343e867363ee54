package dev.parlour.testkit.canary.room.store;

/** Breaks the whitelist of {@code room.store}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
