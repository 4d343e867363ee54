package dev.parlour.testkit.canary.game.pong;

/** A game that knows another. */
class KnowsTrivia {
  dev.parlour.testkit.canary.game.trivia.Rules borrowed;
}
