package dev.parlour.testkit.canary.quiz.web;

/** Breaks the whitelist of {@code quiz.web}. */
class KnowsTooMuch {
  dev.parlour.testkit.canary.operations.Anything forbidden;
}
