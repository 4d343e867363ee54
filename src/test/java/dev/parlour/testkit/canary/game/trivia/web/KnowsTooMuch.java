package dev.parlour.testkit.canary.game.trivia.web;

/** Breaks the whitelist of {@code game.trivia.web}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
