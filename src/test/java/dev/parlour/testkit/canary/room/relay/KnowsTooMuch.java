package dev.parlour.testkit.canary.room.relay;

/** Breaks the whitelist of {@code room.relay}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
