package dev.parlour.testkit.canary.game.pong.web;

/** Breaks the whitelist of a game's pages. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
