package dev.parlour.room.web;

import dev.parlour.game.Rejection;
import java.util.Arrays;
import java.util.Locale;

/**
 * What every template gets besides its own model: language, texts, addresses. Fragments that go
 * over a socket are made for many people at once, so nothing here belongs to one person but the
 * token against forged forms, which only whole pages have.
 *
 * @param assets turns a path below {@code /static} into its address
 * @param path where this page is, with its query; the language switch leads back to it
 * @param csrf the token for forms; null in fragments
 * @param who is signed in; null for nobody, and in fragments
 */
public record Page(Texts texts, Assets assets, String path, String csrf, Who who) {
  /** Stands for nothing in any script, so that no text has it. */
  private static final String INSERTED = "\uE000";

  /** Somebody who is signed in, as their pages name them. */
  public record Who(String name, String avatar) {}

  /** A sentence before and after what is put into it. */
  public record Around(String before, String after) {}

  /** Where nobody is signed in. */
  public Page(Texts texts, Assets assets, String path, String csrf) {
    this(texts, assets, path, csrf, null);
  }

  public String t(String key, Object... with) {
    return texts.get(key, with);
  }

  /**
   * A sentence around its last argument, for one that needs markup of its own: what is not in the
   * reader's language must say so, or it is read out with the wrong voice.
   *
   * @param with all arguments but the last
   */
  public Around around(String key, Object... with) {
    Object[] all = Arrays.copyOf(with, with.length + 1);
    all[with.length] = INSERTED;
    String[] parts = t(key, all).split(INSERTED, 2);
    return new Around(parts[0], parts.length > 1 ? parts[1] : "");
  }

  /** The language tag for {@code lang}. */
  public String lang() {
    return texts.locale().getLanguage();
  }

  public String number(long n) {
    return texts.number(n);
  }

  public String asset(String path) {
    return assets.address(path);
  }

  /** The picture that belongs to a seed. */
  public String avatar(String seed) {
    return Avatar.address(seed);
  }

  /** A refusal in the reader's language; in English where nobody has translated its code yet. */
  public String refusal(Rejection rejection) {
    return texts.orElse("refused." + rejection.code(), rejection.message());
  }

  /** The other languages, for the switch. */
  public Iterable<Locale> otherLanguages() {
    return Texts.LANGUAGES.stream().filter(l -> !l.equals(texts.locale())).toList();
  }

  /** The same page for a game's templates. */
  public Page with(String templates) {
    return new Page(Texts.of(texts.locale(), templates), assets, path, csrf, who);
  }
}
