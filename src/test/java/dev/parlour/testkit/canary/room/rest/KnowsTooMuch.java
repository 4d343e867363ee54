package dev.parlour.testkit.canary.room.rest;

/** Breaks the whitelist of {@code room.rest}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
