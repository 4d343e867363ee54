package dev.parlour.testkit.canary.game.pong.web;

/** Breaks the whitelist of {@code game.pong.web}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
