package dev.parlour.tournament.web;

import dev.parlour.room.web.Texts;
import dev.parlour.tournament.Outcome.How;
import dev.parlour.tournament.TournamentEvent;
import dev.parlour.tournament.TournamentEvent.Announced;
import dev.parlour.tournament.TournamentEvent.Cancelled;
import dev.parlour.tournament.TournamentEvent.CheckInOpened;
import dev.parlour.tournament.TournamentEvent.CheckedIn;
import dev.parlour.tournament.TournamentEvent.Claimed;
import dev.parlour.tournament.TournamentEvent.Entered;
import dev.parlour.tournament.TournamentEvent.Finished;
import dev.parlour.tournament.TournamentEvent.Forgotten;
import dev.parlour.tournament.TournamentEvent.GameEnded;
import dev.parlour.tournament.TournamentEvent.GameOpened;
import dev.parlour.tournament.TournamentEvent.GameVoided;
import dev.parlour.tournament.TournamentEvent.HandedOver;
import dev.parlour.tournament.TournamentEvent.Left;
import dev.parlour.tournament.TournamentEvent.MatchCorrected;
import dev.parlour.tournament.TournamentEvent.MatchDecided;
import dev.parlour.tournament.TournamentEvent.MatchRestarted;
import dev.parlour.tournament.TournamentEvent.MessageSent;
import dev.parlour.tournament.TournamentEvent.Paused;
import dev.parlour.tournament.TournamentEvent.Resumed;
import dev.parlour.tournament.TournamentEvent.RoundPaired;
import dev.parlour.tournament.TournamentEvent.RoundsUndone;
import dev.parlour.tournament.TournamentEvent.Seeded;
import dev.parlour.tournament.TournamentEvent.Started;
import java.util.List;
import java.util.function.UnaryOperator;

/** A tournament's log in words. */
final class LogLines {
  private LogLines() {}

  /**
   * @param name of an entrant by their id, also of one who has left
   */
  static TournamentView.Line line(TournamentEvent event, Texts texts, UnaryOperator<String> name) {
    return new TournamentView.Line(event.at(), text(event, texts, name));
  }

  private static String text(TournamentEvent event, Texts texts, UnaryOperator<String> name) {
    return switch (event) {
      case Announced e -> texts.get("log.announced");
      case HandedOver e -> texts.get("log.handed_over");
      case Entered e ->
          texts.get("log.entered", e.name().isEmpty() ? name.apply(e.entrant()) : e.name());
      case Claimed e -> texts.get("log.claimed", name.apply(e.entrant()));
      case Left e ->
          texts.get(
              e.why().equals("removed") ? "log.removed" : "log.withdrew", name.apply(e.entrant()));
      case Forgotten e -> texts.get("log.forgotten");
      case CheckInOpened e -> texts.get("log.check_in_opened");
      case CheckedIn e -> texts.get("log.checked_in", name.apply(e.entrant()));
      case Seeded e -> texts.get("log.seeded");
      case Started e -> texts.get("log.started", e.seeds().size());
      case RoundPaired e -> texts.get("log.round_paired", e.round());
      case RoundsUndone e -> texts.get("log.rounds_undone", e.from());
      case GameOpened e -> texts.get("log.game_opened", e.match(), e.game());
      case GameEnded e -> texts.get("log.game_ended", e.match(), e.game());
      case GameVoided e -> texts.get("log.game_voided", e.match(), e.game());
      case MatchDecided e -> decided(e, texts, name);
      case MatchCorrected e ->
          e.undone().isEmpty()
              ? texts.get("log.corrected", e.match(), name.apply(e.ranking().getFirst()))
              : texts.get(
                  "log.corrected.undone",
                  e.match(),
                  name.apply(e.ranking().getFirst()),
                  list(e.undone()));
      case MatchRestarted e ->
          e.undone().isEmpty()
              ? texts.get("log.restarted", e.match())
              : texts.get("log.restarted.undone", e.match(), list(e.undone()));
      case Paused e -> texts.get("log.paused");
      case Resumed e -> texts.get("log.resumed");
      case MessageSent e -> texts.get("log.message", e.text());
      case Finished e ->
          e.champion() == null
              ? texts.get("log.finished.nobody")
              : texts.get("log.finished", name.apply(e.champion()));
      case Cancelled e -> texts.get("log.cancelled");
    };
  }

  private static String decided(MatchDecided e, Texts texts, UnaryOperator<String> name) {
    return e.ranking().isEmpty()
        ? texts.get("log.decided.nobody", e.match())
        : texts.get(
            e.how() == How.WALKOVER ? "log.decided.walkover" : "log.decided",
            e.match(),
            name.apply(e.ranking().getFirst()));
  }

  private static String list(List<String> matches) {
    return String.join(", ", matches);
  }
}
