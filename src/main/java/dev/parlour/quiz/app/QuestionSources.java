package dev.parlour.quiz.app;

import dev.parlour.quiz.QuestionBank;
import dev.parlour.quiz.QuestionLibrary;
import dev.parlour.quiz.QuestionSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Where this server's questions come from. */
@ApplicationScoped
class QuestionSources {
  @Produces
  @ApplicationScoped
  QuestionSource all() {
    return QuestionLibrary.of(QuestionBank.shipped());
  }
}
