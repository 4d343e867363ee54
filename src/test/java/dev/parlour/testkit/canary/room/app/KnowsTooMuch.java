package dev.parlour.testkit.canary.room.app;

/** Breaks the whitelist of {@code room.app}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
