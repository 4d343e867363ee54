package dev.parlour.quiz;

import java.util.List;

/** The languages that generators and the words around written questions exist in. */
enum Language {
  ENGLISH,
  GERMAN;

  static final List<String> TAGS = List.of("en", "de");

  /** German for {@code de}, otherwise English. */
  static Language of(String tag) {
    return tag.equals("de") ? GERMAN : ENGLISH;
  }

  String say(String english, String german) {
    return this == GERMAN ? german : english;
  }
}
