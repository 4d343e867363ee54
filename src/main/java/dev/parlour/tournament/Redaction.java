package dev.parlour.tournament;

import dev.parlour.tournament.TournamentBook.Logged;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is left of events when somebody has deleted their account. Pure. */
public final class Redaction {
  private Redaction() {}

  /** The entries that ever belonged to a key. */
  public static Set<String> entrants(List<Logged> log, String key) {
    Set<String> theirs = new TreeSet<>();
    for (Logged logged : log) {
      switch (logged.event()) {
        case TournamentEvent.Entered e when key.equals(e.key()) -> theirs.add(e.entrant());
        case TournamentEvent.Claimed e when key.equals(e.key()) -> theirs.add(e.entrant());
        default -> {}
      }
    }
    return theirs;
  }

  /**
   * An event without the key, and without the names of those entries.
   *
   * @param theirs see {@link #entrants}
   */
  public static TournamentEvent of(TournamentEvent event, String key, Set<String> theirs) {
    return switch (event) {
      case TournamentEvent.Entered e when theirs.contains(e.entrant()) ->
          new TournamentEvent.Entered(e.entrant(), "", null, null, e.at());
      case TournamentEvent.Claimed e when theirs.contains(e.entrant()) ->
          new TournamentEvent.Claimed(e.entrant(), null, e.at());
      case TournamentEvent.HandedOver e when key.equals(e.organiser()) ->
          new TournamentEvent.HandedOver(null, e.at());
      case TournamentEvent.Announced e when key.equals(e.organiser()) ->
          new TournamentEvent.Announced(
              e.title(), e.game(), e.settings(), e.rules(), null, e.startsAt(), e.seed(), e.at());
      default -> event;
    };
  }
}
