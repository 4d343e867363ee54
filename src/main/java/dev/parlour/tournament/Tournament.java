package dev.parlour.tournament;

import dev.parlour.game.Persistent;
import dev.parlour.tournament.TournamentEvent.Announced;
import dev.parlour.tournament.TournamentEvent.MessageSent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a tournament is. A value; {@link Referee#apply} makes the next one.
 *
 * @param announced how it began; null before
 * @param organiser the key of whom it belongs to; null for a program with a token
 * @param paused no new game begins and no clock runs; games that run go on
 * @param entrants by id, in the order of entering; whoever leaves before the start is not there any
 *     more
 * @param entered how many have ever entered
 * @param byHand the organiser's order
 * @param bracket null before the start
 * @param clocksFrom when it started or went on; no match has waited longer than since then
 * @param message what the organiser said last; null for nothing
 * @param champion null until it is finished, and where nobody came to the last match
 * @param cancelled why; null unless it was
 * @param since when the phase changed last
 */
public record Tournament(
    Announced announced,
    String organiser,
    Phase phase,
    boolean paused,
    Map<String, Entrant> entrants,
    int entered,
    List<String> byHand,
    Bracket bracket,
    Instant clocksFrom,
    MessageSent message,
    String champion,
    String cancelled,
    Instant since) {
  public static final Tournament NONE =
      new Tournament(
          null, null, null, false, null, 0, List.of(), null, null, null, null, null, null);

  public Tournament {
    entrants = Persistent.map(entrants);
    byHand = List.copyOf(byHand);
  }

  public Rules rules() {
    return announced.rules();
  }

  /** Null for nobody. */
  public Entrant entrant(String id) {
    return id == null ? null : entrants.get(id);
  }

  /** With that in place of the names of those who have deleted their accounts; for readers only. */
  public Tournament calling(String forgotten) {
    Tournament called = this;
    for (Entrant entrant : entrants.values()) {
      if (entrant.nameless()) {
        called = called.with(entrant.called(forgotten));
      }
    }
    return called;
  }

  /** Whose entry belongs to a key; one that is still in before one that is out. */
  public Optional<Entrant> ownedBy(String key) {
    if (key == null) {
      return Optional.empty();
    }
    Entrant found = null;
    for (Entrant entrant : entrants.values()) {
      if (key.equals(entrant.key()) && (found == null || found.out())) {
        found = entrant;
      }
    }
    return Optional.ofNullable(found);
  }

  /**
   * A match whose people are all known and that is not decided.
   *
   * @param playable false while somebody in it has another match to play first
   * @param since from when it could be played, or the room of its game was opened
   */
  public record Fixture(Match match, boolean playable, Instant since) {}

  /**
   * All of them, in the order of the plan: whoever is in two plays the first one first. O(matches).
   */
  public List<Fixture> fixtures() {
    if (bracket == null || phase != Phase.RUNNING) {
      return List.of();
    }
    List<Fixture> fixtures = new ArrayList<>();
    TreeSet<String> busy = new TreeSet<>();
    TreeMap<String, Instant> free = new TreeMap<>(); // when somebody's last match ended
    TreeMap<Integer, Instant> rounds = new TreeMap<>(); // when a round ended
    for (Match match : bracket.all()) {
      if (match.decided()) {
        Instant at = match.outcome().at();
        match.lineUp().forEach(e -> free.merge(e, at, Tournament::later));
        rounds.merge(match.node().round(), at, Tournament::later);
      } else if (match.complete()) {
        boolean playable = match.lineUp().stream().noneMatch(busy::contains);
        busy.addAll(match.lineUp());
        fixtures.add(new Fixture(match, playable, since(match, free, rounds)));
      } else {
        busy.addAll(match.lineUp());
      }
    }
    return fixtures;
  }

  private Instant since(Match match, Map<String, Instant> free, Map<Integer, Instant> rounds) {
    if (match.running().isPresent()) {
      return later(clocksFrom, match.running().get().at());
    }
    Instant since = clocksFrom;
    if (match.notBefore() != null) {
      since = later(since, match.notBefore());
    }
    if (!match.games().isEmpty()) {
      since = later(since, match.games().getLast().at());
    }
    for (String entrant : match.lineUp()) {
      since = later(since, free.getOrDefault(entrant, since));
    }
    for (Source source : match.node().sources()) {
      if (source instanceof Source.Place(String from, int rank)) {
        since = later(since, bracket.match(from).outcome().at());
      }
    }
    return rules().format() == Format.SWISS
        ? later(since, rounds.getOrDefault(match.node().round() - 1, since))
        : since;
  }

  /** Where somebody plays, or waits for whoever will play them; empty for nowhere. */
  public Optional<Match> nextOf(String entrant) {
    return bracket == null || phase != Phase.RUNNING
        ? Optional.empty()
        : bracket.all().stream().filter(m -> !m.decided() && m.has(entrant)).findFirst();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  // ---- the next ones

  Tournament to(Phase next, Instant at) {
    return new Tournament(
        announced,
        organiser,
        next,
        false,
        entrants,
        entered,
        byHand,
        bracket,
        clocksFrom,
        message,
        null,
        null,
        at);
  }

  Tournament finished(String by, Instant at) {
    return new Tournament(
        announced,
        organiser,
        Phase.FINISHED,
        false,
        entrants,
        entered,
        byHand,
        bracket,
        clocksFrom,
        message,
        by,
        null,
        at);
  }

  Tournament cancelled(String why, Instant at) {
    return new Tournament(
        announced,
        organiser,
        Phase.CANCELLED,
        false,
        entrants,
        entered,
        byHand,
        bracket,
        clocksFrom,
        message,
        null,
        why,
        at);
  }

  Tournament with(Entrant entrant) {
    return withEntrants(Persistent.with(entrants, entrant.id(), entrant), entered);
  }

  Tournament withEntrants(Map<String, Entrant> next, int ever) {
    return new Tournament(
        announced,
        organiser,
        phase,
        paused,
        next,
        ever,
        byHand,
        bracket,
        clocksFrom,
        message,
        champion,
        cancelled,
        since);
  }

  Tournament with(Bracket next) {
    return new Tournament(
        announced,
        organiser,
        phase,
        paused,
        entrants,
        entered,
        byHand,
        next,
        clocksFrom,
        message,
        champion,
        cancelled,
        since);
  }

  Tournament withOrder(List<String> next) {
    return new Tournament(
        announced,
        organiser,
        phase,
        paused,
        entrants,
        entered,
        next,
        bracket,
        clocksFrom,
        message,
        champion,
        cancelled,
        since);
  }

  Tournament withMessage(MessageSent next) {
    return new Tournament(
        announced,
        organiser,
        phase,
        paused,
        entrants,
        entered,
        byHand,
        bracket,
        clocksFrom,
        next,
        champion,
        cancelled,
        since);
  }

  Tournament ownedByOrganiser(String next) {
    return new Tournament(
        announced,
        next,
        phase,
        paused,
        entrants,
        entered,
        byHand,
        bracket,
        clocksFrom,
        message,
        champion,
        cancelled,
        since);
  }

  Tournament clocks(boolean stand, Instant from) {
    return new Tournament(
        announced, organiser, phase, stand, entrants, entered, byHand, bracket, from, message,
        champion, cancelled, since);
  }
}
