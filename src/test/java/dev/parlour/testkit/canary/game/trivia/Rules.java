package dev.parlour.testkit.canary.game.trivia;

/** Stands for a game. */
public class Rules {}
