package dev.parlour.testkit.canary.room;

/** Breaks the whitelist of {@code room}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
