package dev.parlour.room;

import java.util.List;
import java.util.Locale;

/**
 * What there is to choose from when a room is created: the topics of a quiz, say. Whoever has such
 * choices for a game brings a CDI bean of this type; pages only show them.
 */
public interface GameOptions {
  /**
   * @param value as it stands in the settings
   * @param label in the reader's language
   * @param picture an emoji, or empty
   */
  record Option(String value, String label, String picture) {}

  /** The game's id. */
  String game();

  /** The setting that these are for, such as {@code topic}. */
  String setting();

  List<Option> options(Locale locale);
}
