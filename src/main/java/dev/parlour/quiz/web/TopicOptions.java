package dev.parlour.quiz.web;

import dev.parlour.quiz.QuestionSource;
import dev.parlour.room.GameOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;

/** The topics of a trivia room. */
@ApplicationScoped
class TopicOptions implements GameOptions {
  @Inject QuestionSource source;

  @Override
  public String game() {
    return "trivia";
  }

  @Override
  public String setting() {
    return "topic";
  }

  @Override
  public List<Option> options(Locale locale) {
    return source.topics().stream()
        .map(t -> new Option(t.id(), t.title(locale.getLanguage()), t.emoji()))
        .toList();
  }
}
