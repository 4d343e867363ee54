package dev.parlour.testkit.canary.room.web;

/** Breaks the whitelist of {@code room.web}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
