package dev.parlour.shared;

import java.util.List;
import java.util.Locale;

/** The languages in which pages can be read. */
public final class Languages {
  /** There are bundles for each; the first one is for everybody who wishes none of them. */
  public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.GERMAN);

  private Languages() {}

  /** The one that fits best. */
  public static Locale best(List<Locale.LanguageRange> wished) {
    Locale found = Locale.lookup(wished, ALL);
    return found == null ? ALL.getFirst() : found;
  }
}
