package dev.parlour.room.web;

import java.util.Locale;
import java.util.Map;

/** Pages without a server, also for the features whose pages stand in this frame. */
public final class TestPages {
  private static final Templates TEMPLATES = Templates.compiled();

  private TestPages() {}

  public static Page page(Locale locale) {
    return new Page(Texts.of(locale), new Assets("preview"), "/", "token");
  }

  public static String render(String template, Map<String, Object> with) {
    return TEMPLATES.render(template, with);
  }
}
