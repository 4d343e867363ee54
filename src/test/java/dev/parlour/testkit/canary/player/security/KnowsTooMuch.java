package dev.parlour.testkit.canary.player.security;

/** Breaks the whitelist of {@code player.security}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
