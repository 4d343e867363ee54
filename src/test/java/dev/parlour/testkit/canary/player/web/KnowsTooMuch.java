package dev.parlour.testkit.canary.player.web;

/** Breaks the whitelist of {@code player.web}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
