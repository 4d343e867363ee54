package dev.parlour.quiz.app;

import dev.parlour.quiz.QuestionBank;
import dev.parlour.quiz.QuestionLibrary;
import dev.parlour.quiz.QuestionSource;
import dev.parlour.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;

/**
 * Where this server's questions come from: the bank it brings along, an operator's folder of more
 * ({@code quiz.folder}; none), and the generators. A folder with a mistake in it stops the start,
 * with the file and line.
 */
@ApplicationScoped
class QuestionSources {
  @Produces
  @ApplicationScoped
  QuestionSource all() {
    String folder = Settings.ofProcess().text("quiz.folder", "");
    return QuestionLibrary.of(
        folder.isEmpty() ? QuestionBank.shipped() : QuestionBank.shippedAnd(Path.of(folder)));
  }
}
