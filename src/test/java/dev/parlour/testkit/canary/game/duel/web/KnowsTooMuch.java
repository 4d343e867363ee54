package dev.parlour.testkit.canary.game.duel.web;

/** Breaks the whitelist of {@code game.duel.web}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
