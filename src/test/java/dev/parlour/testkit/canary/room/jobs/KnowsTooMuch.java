package dev.parlour.testkit.canary.room.jobs;

/** Breaks the whitelist of {@code room.jobs}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
