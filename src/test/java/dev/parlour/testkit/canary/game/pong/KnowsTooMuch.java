package dev.parlour.testkit.canary.game.pong;

/** Breaks the whitelist of a game. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
