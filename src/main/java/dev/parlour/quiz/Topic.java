package dev.parlour.quiz;

import java.util.List;
import java.util.OptionalInt;

/**
 * One line of the topic catalogue.
 *
 * @param id stable, in addresses and settings: lower-case letters, digits and hyphens
 * @param titleEn English title
 * @param titleDe German title
 * @param count how many different questions one request can get in each of the languages; empty if
 *     there is no such limit
 * @param emoji one picture for the page
 * @param languages the languages its questions are written in, such as {@code en}; the first is
 *     used when another one is wished for
 */
public record Topic(
    String id,
    String titleEn,
    String titleDe,
    OptionalInt count,
    String emoji,
    List<String> languages) {

  public Topic {
    languages = List.copyOf(languages);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("topic " + id + " needs a language");
    }
  }

  /**
   * The title for a page in the given language (primary tag): German for {@code de}, otherwise
   * English.
   */
  public String title(String language) {
    return language.equals("de") ? titleDe : titleEn;
  }

  /** Whether any number of questions that a request may name can be had. */
  public boolean unlimited() {
    return count.isEmpty();
  }
}
