package dev.parlour.testkit.canary.sql;

/** Breaks the whitelist of {@code sql}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
