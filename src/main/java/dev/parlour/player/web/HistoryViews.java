package dev.parlour.player.web;

import dev.parlour.game.Checked;
import dev.parlour.player.GuestId;
import dev.parlour.player.PlayedGame;
import dev.parlour.player.app.PlayHistory;
import dev.parlour.rating.Rating;
import dev.parlour.room.app.Games;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.Texts;
import dev.parlour.shared.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;

/** Says what somebody has played in the reader's language. */
@ApplicationScoped
public class HistoryViews {
  static final String TEXTS = "player";

  private final PlayHistory history;
  private final Games games;

  /** For CDI's proxy. */
  HistoryViews() {
    this(null, null);
  }

  @Inject
  HistoryViews(PlayHistory history, Games games) {
    this.history = history;
    this.games = games;
  }

  /**
   * A page of it. Refuses {@code unavailable}.
   *
   * @param whose an account, or a browser for itself alone
   * @param viewer who looks; null for somebody without a cookie
   * @param before what the address says; what is no id of a game counts as nothing
   * @param page with the texts of {@code player}
   * @param address of the page that shows it, without a query
   */
  public Checked<HistoryView> of(
      GuestId whose, GuestId viewer, String before, Page page, String address) {
    boolean first = before == null || !before.matches("[0-9]{1,18}");
    return switch (history.history(whose, viewer, first ? null : Long.valueOf(before))) {
      case Checked.Bad<PlayHistory.Page> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<PlayHistory.Page>(PlayHistory.Page found) ->
          switch (history.strengths(whose)) {
            case Checked.Bad<List<PlayHistory.Strength>> bad -> new Checked.Bad<>(bad.rejection());
            case Checked.Good<List<PlayHistory.Strength>>(List<PlayHistory.Strength> strengths) ->
                Checked.good(
                    new HistoryView(
                        strengths.stream().map(s -> strength(s, page)).toList(),
                        found.games().stream().map(s -> match(s, page)).toList(),
                        found.next() == null ? null : address + "?before=" + found.next(),
                        first ? null : address));
          };
    };
  }

  private HistoryView.Strength strength(PlayHistory.Strength strength, Page page) {
    return new HistoryView.Strength(
        name(games, strength.game(), page),
        "/ranking/" + strength.game(),
        strength.won(),
        strength.drawn(),
        strength.lost(),
        strength.rating() == null ? null : shown(strength.rating()));
  }

  private HistoryView.Match match(PlayHistory.Seen seen, Page page) {
    PlayedGame game = seen.game();
    String outcome =
        game.outcome() != null
            ? Words.of(game.outcome())
            : game.endedByHost() ? "ended" : "uncounted";
    return new HistoryView.Match(
        name(games, game.game(), page),
        game.at(),
        date(game.at(), page.texts().locale()),
        outcome,
        game.rank(),
        game.players(),
        game.gained() == null ? null : signed(Math.round(game.gained())),
        game.others().stream().map(o -> called(o, page)).toList(),
        Math.max(0, game.players() - 1 - game.others().size()),
        seen.replay(),
        game.room() == null ? null : "/r/" + game.room() + "/results");
  }

  private static String called(PlayedGame.Other other, Page page) {
    if (other.name() == null) {
      return page.t("history.deleted");
    }
    return other.name().isEmpty() ? page.t("history.somebody") : other.name();
  }

  /** The game's name; its id where this server does not have the game any more. */
  static String name(Games games, String game, Page page) {
    return games
        .find(game)
        .map(g -> Texts.of(page.texts().locale(), g.templates()).orElse("game.name", game))
        .orElse(game);
  }

  /**
   * A rating with what it may be off by: two deviations, so that it is right with 95 % certainty.
   * With blanks that do not break.
   */
  static String shown(Rating rating) {
    return Math.round(rating.rating()) + "\u00A0±\u00A0" + Math.round(2 * rating.deviation());
  }

  private static String signed(long change) {
    return change > 0 ? "+" + change : change < 0 ? "−" + -change : "±0";
  }

  private static String date(Instant at, Locale locale) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(locale)
        .format(at.atZone(ZoneOffset.UTC));
  }
}
