package dev.parlour.tournament.web;

import gg.jte.Content;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Charts and logs as markup, made once for each state of a tournament, language and sheet, however
 * many look. Keeps the {@link #MOST} that were asked for last. Two that ask at once may both draw
 * it. Thread-safe.
 */
@ApplicationScoped
class Charts {
  private static final int MOST = 64;

  /**
   * What a drawing depends on.
   *
   * @param sheet which one; null for the one where something goes on
   */
  record Key(String tournament, long seq, Locale locale, String sheet) {}

  private final Map<Key, String> drawn =
      Collections.synchronizedMap(
          new LinkedHashMap<>(MOST, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
              return size() > MOST;
            }
          });

  Content once(Key key, Supplier<String> draw) {
    String kept = drawn.get(key);
    if (kept == null) {
      kept = draw.get(); // not computeIfAbsent, which would make all others wait for this one
      drawn.put(key, kept);
    }
    String markup = kept;
    return out -> out.writeContent(markup);
  }
}
