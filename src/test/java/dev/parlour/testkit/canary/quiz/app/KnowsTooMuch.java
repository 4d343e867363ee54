package dev.parlour.testkit.canary.quiz.app;

/** Breaks the whitelist of {@code quiz.app}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
