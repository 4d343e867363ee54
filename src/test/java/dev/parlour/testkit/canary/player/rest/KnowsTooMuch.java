package dev.parlour.testkit.canary.player.rest;

/** Breaks the whitelist of {@code player.rest}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
