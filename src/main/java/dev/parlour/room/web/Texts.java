package dev.parlour.room.web;

import dev.parlour.shared.Languages;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The texts of the pages in one language: those of every room, and those that a game brings along.
 * Patterns are {@link MessageFormat}s, so the bundles write an apostrophe as ’, which is the right
 * sign anyway.
 */
public final class Texts {
  /**
   * The languages that there are bundles for; the first one is taken where nobody asks for another.
   */
  public static final List<Locale> LANGUAGES = Languages.ALL;

  private static final String ROOM = "dev.parlour.room.web.messages";
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
  private static final Map<String, Texts> MADE = new ConcurrentHashMap<>();

  private final Locale locale;
  private final List<ResourceBundle> bundles;
  private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

  private Texts(Locale locale, List<ResourceBundle> bundles) {
    this.locale = locale;
    this.bundles = bundles;
  }

  /** The texts of rooms alone. */
  public static Texts of(Locale wished) {
    return of(wished, null);
  }

  /**
   * The texts of rooms and of one game.
   *
   * @param templates the game's template folder, as in its registration; its bundle has the same
   *     path below {@code dev/parlour} and is called {@code web/messages}. Null for no game
   */
  public static Texts of(Locale wished, String templates) {
    Locale locale = supported(wished);
    return MADE.computeIfAbsent(
        locale + " " + templates, k -> new Texts(locale, load(locale, templates)));
  }

  private static List<ResourceBundle> load(Locale locale, String templates) {
    ResourceBundle room =
        ResourceBundle.getBundle(ROOM, locale, Texts.class.getClassLoader(), EXACT);
    return templates == null
        ? List.of(room)
        : List.of(
            ResourceBundle.getBundle(
                "dev.parlour." + templates.replace('/', '.') + ".web.messages",
                locale,
                Texts.class.getClassLoader(),
                EXACT),
            room);
  }

  /** The nearest language that there is. */
  public static Locale supported(Locale wished) {
    return wished == null
        ? LANGUAGES.getFirst()
        : LANGUAGES.stream()
            .filter(l -> l.getLanguage().equals(wished.getLanguage()))
            .findFirst()
            .orElse(LANGUAGES.getFirst());
  }

  public Locale locale() {
    return locale;
  }

  /**
   * The text; throws for a key that no bundle has, so that a forgotten text fails a test and not a
   * guest.
   */
  public String get(String key, Object... with) {
    String pattern = find(key);
    if (pattern == null) {
      throw new MissingResourceException("no text for " + key, Texts.class.getName(), key);
    }
    // A MessageFormat is not safe for several threads at once; a copy of a parsed one is cheap.
    return with.length == 0
        ? pattern
        : ((MessageFormat)
                formats.computeIfAbsent(key, k -> new MessageFormat(pattern, locale)).clone())
            .format(with);
  }

  /**
   * The text, or what stands in where there is none: for codes that may come from a newer or
   * foreign part.
   */
  public String orElse(String key, String otherwise) {
    String pattern = find(key);
    return pattern == null ? otherwise : pattern;
  }

  public String number(long n) {
    return NumberFormat.getIntegerInstance(locale).format(n);
  }

  /** The keys that begin like this, of the room and of the game. */
  public SortedSet<String> keys(String prefix) {
    SortedSet<String> keys = new TreeSet<>();
    bundles.forEach(b -> b.keySet().stream().filter(k -> k.startsWith(prefix)).forEach(keys::add));
    return keys;
  }

  private String find(String key) {
    for (ResourceBundle bundle : bundles) {
      if (bundle.containsKey(key)) {
        return bundle.getString(key);
      }
    }
    return null;
  }
}
