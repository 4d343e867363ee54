package dev.parlour.testkit.canary.room.runtime;

/** Breaks the whitelist of {@code room.runtime}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
