package dev.parlour.room.web;

import dev.parlour.game.GameRegistration;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.room.HtmlViews;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomView;
import dev.parlour.room.app.Games;
import gg.jte.Content;
import gg.jte.output.StringOutput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The fragments of pages that are open, by the templates that made the pages. */
@ApplicationScoped
class LiveFragments implements HtmlViews {
  @Inject Site site;
  @Inject Games games;

  private final HtmlViews cards = new CardFragments();

  @Override
  public Map<String, String> shared(Publication p, Role role, Locale locale) {
    return texts(site.rooms().shared(page(locale), folder(p), role, p.shared(role)));
  }

  @Override
  public Map<String, String> you(Publication p, Viewer v, Locale locale) {
    RoomView.Seen own = p.own(v);
    return own.you() == null
        ? Map.of()
        : texts(site.rooms().you(page(locale), folder(p), p.shared(v.role()), own));
  }

  @Override
  public HtmlViews cards() {
    return cards;
  }

  /** Those of the page of one's tables. */
  private final class CardFragments implements HtmlViews {
    @Override
    public Map<String, String> shared(Publication p, Role role, Locale locale) {
      return texts(site.cards().shared(page(locale), folder(p), role, Card.Now.of(p, role)));
    }

    @Override
    public Map<String, String> you(Publication p, Viewer v, Locale locale) {
      RoomView.Seen own = p.own(v);
      return own.you() == null
          ? Map.of()
          : texts(site.cards().you(page(locale), folder(p), Card.Now.of(p, v.role()), own));
    }

    @Override
    public HtmlViews cards() {
      return this;
    }
  }

  String folder(Publication p) {
    return games
        .find(p.game())
        .map(GameRegistration::templates)
        .orElseThrow(() -> new IllegalStateException("a room of an unknown game: " + p.game()));
  }

  private Page page(Locale locale) {
    return new Page(Texts.of(locale), site.assets(), "/", null);
  }

  private static Map<String, String> texts(Map<String, Content> fragments) {
    Map<String, String> texts = new LinkedHashMap<>();
    fragments.forEach(
        (id, content) -> {
          StringOutput out = new StringOutput(4096);
          content.writeTo(out);
          texts.put(id, out.toString());
        });
    return texts;
  }
}
