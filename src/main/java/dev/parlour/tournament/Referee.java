package dev.parlour.tournament;

import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.SeededRandom;
import dev.parlour.shared.Names;
import dev.parlour.tournament.Outcome.How;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The rules of tournaments.
 *
 * <p>Life: {@code ANNOUNCED -> CHECK_IN -> RUNNING -> FINISHED}, where check-in may be left out, or
 * {@code CANCELLED} before the end. While it runs it may be paused. A correction of a result can
 * make a finished one run again.
 *
 * <p>A match is played as soon as all in it are known and free. Whoever does not come in time loses
 * it; whoever withdrew has lost all that they still were to play. Where nobody comes, nobody goes
 * on, and the next opponent does without playing. Where more are there than can go on, but too few
 * for the game, the better seeds do. In a match of two, a game that nobody has won alone is played
 * again, but only two of them: then more games won decide, and after them the better seed. In one
 * of more, the better seed goes before an equal.
 *
 * <p>Refusals: {@code unknown_tournament}, {@code not_organiser}, {@code not_allowed}, {@code
 * not_an_entrant}, {@code bad_rules}, {@code bad_title}, {@code bad_start}, {@code bad_name},
 * {@code name_taken}, {@code tournament_full}, {@code too_many_entries}, {@code too_late}, {@code
 * too_few_entrants}, {@code unknown_entrant}, {@code already_claimed}, {@code already_entered},
 * {@code bad_seeds}, {@code not_by_hand}, {@code not_running}, {@code not_paused}, {@code
 * check_in_closed}, {@code unknown_match}, {@code not_playable}, {@code bad_result}, {@code
 * unknown_game}, {@code bad_text}, {@code tournament_over}. Pure.
 */
public final class Referee {
  public static final int LONGEST_TITLE = 80;
  public static final int LONGEST_TEXT = 500;

  /**
   * So many times as many as have a place may enter a tournament, and so many at least; entries
   * stay in the log when people have left again.
   */
  private static final int ENTRIES_A_PLACE = 4;

  private static final int FEWEST_ENTRIES = 100;

  /** So many games beyond those of a match may be drawn. */
  private static final int DRAWS = 2;

  private static final Decision<TournamentEvent> NOTHING = Decision.accepted(List.of());

  private Referee() {}

  /** What a command comes to. Changes nothing. */
  public static Decision<TournamentEvent> decide(
      Tournament t, By by, TournamentCommand command, Instant now) {
    if (t.announced() == null) {
      return command instanceof TournamentCommand.Announce c && by instanceof By.Server
          ? announce(c, now)
          : rejected("unknown_tournament", "There is no such tournament.");
    }
    Optional<Decision<TournamentEvent>> refused = mayNot(by, command);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (t.phase().over() && !lasting(t, command)) {
      return by instanceof By.Server
          ? NOTHING
          : rejected("tournament_over", "This tournament is over.");
    }
    return switch (command) {
      case TournamentCommand.Announce c -> NOTHING; // the same again: its id is derived
      case TournamentCommand.Enter c -> enter(t, ((By.Person) by).key(), c, now);
      case TournamentCommand.Import c -> enter(t, c, now);
      case TournamentCommand.Claim c -> claim(t, c, now);
      case TournamentCommand.Move c -> move(t, c, now);
      case TournamentCommand.Forget c -> forget(t, c, now);
      case TournamentCommand.Withdraw c ->
          entered(t, by).map(e -> leave(t, e, "withdrew", now)).orElseGet(Referee::notAnEntrant);
      case TournamentCommand.Remove c ->
          t.entrant(c.entrant()) == null
              ? unknownEntrant()
              : leave(t, t.entrant(c.entrant()), "removed", now);
      case TournamentCommand.OpenCheckIn c -> openCheckIn(t, now);
      case TournamentCommand.CheckIn c -> checkIn(t, by, now);
      case TournamentCommand.Seed c -> seed(t, c, now);
      case TournamentCommand.Start c -> start(t, now);
      case TournamentCommand.Tick c -> tick(t, now);
      case TournamentCommand.OpenGame c -> openGame(t, c, now);
      case TournamentCommand.EndGame c -> endGame(t, c, now);
      case TournamentCommand.VoidGame c -> voidGame(t, c, now);
      case TournamentCommand.ForgoRoom c -> forgoRoom(t, c, now);
      case TournamentCommand.NoShow c -> noShow(t, c, now);
      case TournamentCommand.Correct c -> correct(t, c, now);
      case TournamentCommand.Restart c -> restart(t, c, now);
      case TournamentCommand.Pause c -> pause(t, now);
      case TournamentCommand.Resume c -> resume(t, now);
      case TournamentCommand.Message c -> message(c, now);
      case TournamentCommand.Cancel c -> settled(t, List.of(new Cancelled("organiser", now)), now);
    };
  }

  private static Optional<Decision<TournamentEvent>> mayNot(By by, TournamentCommand command) {
    return switch (command) {
      case TournamentCommand.Enter c ->
          by instanceof By.Person ? Optional.empty() : Optional.of(notForThem());
      case TournamentCommand.Withdraw c ->
          by instanceof By.Person ? Optional.empty() : Optional.of(notForThem());
      case TournamentCommand.CheckIn c ->
          by instanceof By.Person ? Optional.empty() : Optional.of(notForThem());
      case TournamentCommand.Announce c -> server(by);
      case TournamentCommand.Claim c -> server(by);
      case TournamentCommand.Move c -> server(by);
      case TournamentCommand.Forget c -> server(by);
      case TournamentCommand.Tick c -> server(by);
      case TournamentCommand.OpenGame c -> server(by);
      case TournamentCommand.EndGame c -> server(by);
      case TournamentCommand.VoidGame c -> server(by);
      case TournamentCommand.ForgoRoom c -> server(by);
      case TournamentCommand.NoShow c -> server(by);
      default ->
          by instanceof By.Person
              ? Optional.of(rejected("not_organiser", "Only the organiser can do that."))
              : Optional.empty();
    };
  }

  private static Optional<Decision<TournamentEvent>> server(By by) {
    return by instanceof By.Server ? Optional.empty() : Optional.of(notForThem());
  }

  private static Decision<TournamentEvent> notForThem() {
    return rejected("not_allowed", "That is not for you to say.");
  }

  /** What can be said of a tournament that is over. */
  private static boolean lasting(Tournament t, TournamentCommand command) {
    return command instanceof TournamentCommand.Move
        || command instanceof TournamentCommand.Forget
        || command instanceof TournamentCommand.Claim
        || t.phase() == Phase.FINISHED
            && (command instanceof TournamentCommand.Correct
                || command instanceof TournamentCommand.Restart
                || command instanceof TournamentCommand.Message);
  }

  // ---- before the start

  private static Decision<TournamentEvent> announce(TournamentCommand.Announce c, Instant now) {
    if (c.rules() == null) {
      return rejected("bad_rules", "A tournament needs rules.");
    }
    if (c.rules().checked() instanceof Checked.Bad<Rules> bad) {
      return new Decision.Rejected<>(bad.rejection());
    }
    Optional<String> title = text(c.title(), LONGEST_TITLE);
    if (title.isEmpty()) {
      return rejected("bad_title", "A title has 1 to " + LONGEST_TITLE + " visible characters.");
    }
    if (c.startsAt() != null && c.startsAt().isBefore(now)) {
      return rejected("bad_start", "A tournament cannot start in the past.");
    }
    return Decision.accepted(
        new Announced(
            title.get(),
            c.game(),
            c.settings(),
            c.rules(),
            c.organiser(),
            c.startsAt(),
            c.seed(),
            now));
  }

  private static Decision<TournamentEvent> enter(
      Tournament t, String key, TournamentCommand.Enter c, Instant now) {
    if (t.ownedBy(key).filter(e -> !e.out()).isPresent()) {
      return NOTHING;
    }
    if (!t.phase().open()) {
      return tooLate();
    }
    // What the organiser enters is not counted out: they can still fill a tournament that others
    // have gone in and out of until nobody else may.
    return t.entered() >= Math.max(FEWEST_ENTRIES, ENTRIES_A_PLACE * t.rules().entrants())
        ? rejected(
            "too_many_entries",
            "So many have entered this tournament and left again that it takes no more entries.")
        : entering(t, List.of(new Entry(c.name(), key, c.rating())), now);
  }

  private static Decision<TournamentEvent> enter(
      Tournament t, TournamentCommand.Import c, Instant now) {
    return t.phase().open()
        ? entering(t, c.names().stream().map(n -> new Entry(n, null, null)).toList(), now)
        : tooLate();
  }

  private record Entry(String name, String key, Integer rating) {}

  /** All or none. */
  private static Decision<TournamentEvent> entering(
      Tournament t, List<Entry> entries, Instant now) {
    if (t.entrants().size() + entries.size() > t.rules().entrants()) {
      return rejected("tournament_full", "This tournament takes no more entrants.");
    }
    TreeSet<String> names = new TreeSet<>();
    t.entrants().values().forEach(e -> names.add(Names.key(e.name())));
    List<TournamentEvent> events = new ArrayList<>();
    int number = t.entered();
    for (Entry entry : entries) {
      Optional<String> name = Names.clean(entry.name());
      if (name.isEmpty()) {
        return rejected(
            "bad_name",
            "A name has 1 to "
                + Names.MAX_LENGTH
                + " characters that people can see, and no control characters.");
      }
      if (!names.add(Names.key(name.get()))) {
        return rejected("name_taken", "Somebody in this tournament has that name already.");
      }
      number++;
      events.add(new Entered("e" + number, name.get(), entry.key(), entry.rating(), now));
      if (t.phase() == Phase.CHECK_IN && entry.key() != null) {
        events.add(new CheckedIn("e" + number, now)); // they are there, or they could not enter
      }
    }
    return Decision.accepted(events);
  }

  private static Decision<TournamentEvent> claim(
      Tournament t, TournamentCommand.Claim c, Instant now) {
    Entrant entrant = t.entrant(c.entrant());
    if (entrant == null) {
      return unknownEntrant();
    }
    if (c.key().equals(entrant.key())) {
      return NOTHING;
    }
    if (entrant.key() != null) {
      return rejected("already_claimed", "Somebody has taken this entry already.");
    }
    return t.ownedBy(c.key()).filter(e -> !e.out()).isPresent()
        ? rejected("already_entered", "You have entered this tournament already.")
        : Decision.accepted(new Claimed(c.entrant(), c.key(), now));
  }

  /** Nobody plays twice: where the new key has an entry, the other one leaves. */
  private static Decision<TournamentEvent> move(
      Tournament t, TournamentCommand.Move c, Instant now) {
    List<TournamentEvent> events = new ArrayList<>();
    if (c.from().equals(t.organiser())) {
      events.add(new HandedOver(c.to(), now));
    }
    Optional<Entrant> moved = t.ownedBy(c.from());
    boolean twice = t.ownedBy(c.to()).filter(e -> !e.out()).isPresent();
    if (moved.isPresent()) {
      if (!twice) {
        events.add(new Claimed(moved.get().id(), c.to(), now));
      } else if (!t.phase().over() && !moved.get().out()) {
        events.add(new Left(moved.get().id(), "withdrew", now));
      }
    }
    return settled(t, events, now);
  }

  /** Whoever still plays withdraws; what was played stays, and is nobody's any more. */
  private static Decision<TournamentEvent> forget(
      Tournament t, TournamentCommand.Forget c, Instant now) {
    List<TournamentEvent> events = new ArrayList<>();
    if (c.key().equals(t.organiser())) {
      events.add(new HandedOver(null, now));
    }
    for (Entrant entrant : t.entrants().values()) {
      if (c.key().equals(entrant.key())) {
        if (!t.phase().over() && !entrant.out()) {
          events.add(new Left(entrant.id(), "withdrew", now));
        }
        if (!t.phase().open()) { // else they are not there any more
          events.add(new Forgotten(entrant.id(), now));
        }
      }
    }
    return events.isEmpty() ? NOTHING : settled(t, events, now);
  }

  private static Decision<TournamentEvent> leave(
      Tournament t, Entrant entrant, String why, Instant now) {
    return entrant.out() ? NOTHING : settled(t, List.of(new Left(entrant.id(), why, now)), now);
  }

  private static Decision<TournamentEvent> openCheckIn(Tournament t, Instant now) {
    return switch (t.phase()) {
      case ANNOUNCED -> Decision.accepted(new CheckInOpened(now));
      case CHECK_IN -> NOTHING;
      case RUNNING, FINISHED, CANCELLED -> tooLate();
    };
  }

  private static Decision<TournamentEvent> checkIn(Tournament t, By by, Instant now) {
    Optional<Entrant> entrant = entered(t, by);
    if (entrant.isEmpty()) {
      return notAnEntrant();
    }
    if (entrant.get().checkedIn()) {
      return NOTHING;
    }
    return t.phase() == Phase.CHECK_IN
        ? Decision.accepted(new CheckedIn(entrant.get().id(), now))
        : rejected("check_in_closed", "Check-in is not open.");
  }

  private static Optional<Entrant> entered(Tournament t, By by) {
    return by instanceof By.Person(String key)
        ? t.ownedBy(key).filter(e -> !e.out())
        : Optional.empty();
  }

  private static Decision<TournamentEvent> seed(
      Tournament t, TournamentCommand.Seed c, Instant now) {
    if (!t.phase().open()) {
      return tooLate();
    }
    if (t.rules().seeding() != Seeding.BY_HAND) {
      return rejected("not_by_hand", "This tournament is not seeded by hand.");
    }
    TreeSet<String> named = new TreeSet<>();
    for (String entrant : c.entrants()) {
      if (t.entrant(entrant) == null) {
        return unknownEntrant();
      }
      if (!named.add(entrant)) {
        return rejected("bad_seeds", "Somebody is named twice.");
      }
    }
    return c.entrants().equals(t.byHand())
        ? NOTHING
        : Decision.accepted(new Seeded(c.entrants(), now));
  }

  private static Decision<TournamentEvent> start(Tournament t, Instant now) {
    if (!t.phase().open()) {
      return NOTHING; // it runs
    }
    List<String> seeds = seeds(t);
    return seeds.size() < 2
        ? rejected(
            "too_few_entrants",
            t.phase() == Phase.CHECK_IN
                ? "At least two must have checked in."
                : "At least two must have entered.")
        : settled(t, List.of(new Started(seeds, now)), now);
  }

  /** Who plays, in the order of the seeding. */
  private static List<String> seeds(Tournament t) {
    List<Entrant> playing =
        new ArrayList<>(
            t.entrants().values().stream()
                .filter(e -> t.phase() != Phase.CHECK_IN || e.checkedIn())
                .toList());
    switch (t.rules().seeding()) {
      case ORDER -> {}
      case RATING ->
          playing.sort(
              Comparator.comparing(
                  Entrant::rating, Comparator.nullsLast(Comparator.reverseOrder())));
      case RANDOM -> playing = new SeededRandom(t.announced().seed()).shuffled(playing);
      case BY_HAND ->
          playing.sort(
              Comparator.comparingInt(
                  e -> {
                    int at = t.byHand().indexOf(e.id());
                    return at < 0 ? Integer.MAX_VALUE : at;
                  }));
    }
    return playing.stream().map(Entrant::id).toList();
  }

  private static Decision<TournamentEvent> tick(Tournament t, Instant now) {
    Instant startsAt = t.announced().startsAt();
    if (startsAt == null || !t.phase().open()) {
      return NOTHING;
    }
    if (!now.isBefore(startsAt)) {
      return seeds(t).size() < 2
          ? settled(t, List.of(new Cancelled("too_few", now)), now)
          : start(t, now);
    }
    Duration before = Duration.ofMinutes(t.rules().checkInMinutes());
    return t.phase() == Phase.ANNOUNCED && !before.isZero() && !now.isBefore(startsAt.minus(before))
        ? openCheckIn(t, now)
        : NOTHING;
  }

  // ---- matches

  private static Decision<TournamentEvent> openGame(
      Tournament t, TournamentCommand.OpenGame c, Instant now) {
    Optional<Tournament.Fixture> fixture = fixture(t, c.match());
    if (fixture.isEmpty() || !fixture.get().playable() || t.paused()) {
      return notPlayable();
    }
    Match match = fixture.get().match();
    if (match.running().isPresent()) {
      return match.running().get().room().equals(c.room()) ? NOTHING : notPlayable();
    }
    if (match.games().stream().anyMatch(g -> g.room().equals(c.room()))) {
      return notPlayable(); // a node that is late: that game is over
    }
    List<String> here = here(t, match);
    boolean enough =
        c.seats().size() > match.node().advance()
            && c.seats().size() >= 2
            && here.containsAll(c.seats().keySet());
    if (c.attempt() != match.attempt() || !enough) {
      return notPlayable();
    }
    return Decision.accepted(
        new GameOpened(match.id(), match.games().size() + 1, c.room(), c.seats(), now));
  }

  private static Decision<TournamentEvent> endGame(
      Tournament t, TournamentCommand.EndGame c, Instant now) {
    Optional<Match> found = playedIn(t, c.room());
    if (found.isEmpty()) {
      return rejected("unknown_game", "No game of this tournament is played in that room.");
    }
    Match match = found.get();
    MatchGame game = game(match, c.room());
    if (game.over() || match.decided()) {
      return NOTHING;
    }
    List<TournamentEvent> events = new ArrayList<>();
    GameEnded ended =
        new GameEnded(match.id(), game.number(), c.room(), byEntrant(game, c.result()), now);
    events.add(ended);
    Match after = apply(t, ended).bracket().match(match.id());
    ranking(t, after)
        .ifPresent(r -> events.add(new MatchDecided(match.id(), How.PLAYED, r, List.of(), now)));
    return settled(t, events, now);
  }

  private static List<Placing> byEntrant(MatchGame game, List<Placing> result) {
    Map<String, Placing> byPlayer = new TreeMap<>();
    result.forEach(p -> byPlayer.put(p.player(), p));
    List<Placing> places = new ArrayList<>();
    game.seats()
        .forEach(
            (entrant, player) -> {
              Placing placing = byPlayer.get(player);
              places.add(
                  placing == null // left the game, and so is behind all who did not
                      ? new Placing(entrant, game.seats().size(), 0)
                      : new Placing(entrant, placing.rank(), placing.score()));
            });
    places.sort(Comparator.comparingInt(Placing::rank));
    return places;
  }

  /** Who won, as far as its games say. */
  private static Optional<List<String>> ranking(Tournament t, Match match) {
    List<String> lineUp = match.lineUp();
    List<String> order = new ArrayList<>(lineUp);
    order.sort(Comparator.comparingInt(e -> t.bracket().seeds().indexOf(e)));
    if (lineUp.size() > 2) {
      Map<String, Integer> ranks = new TreeMap<>();
      match.games().getLast().result().forEach(p -> ranks.put(p.player(), p.rank()));
      order.sort(
          Comparator.<String, Boolean>comparing(e -> t.entrant(e).out())
              .thenComparingInt(e -> ranks.getOrDefault(e, Integer.MAX_VALUE)));
      return Optional.of(order);
    }
    Map<String, Integer> wins = match.wins();
    order.sort(Comparator.comparingInt(e -> -wins.get(e)));
    int games = match.games().size();
    return wins.get(order.getFirst()) >= t.rules().needed() || games >= t.rules().bestOf() + DRAWS
        ? Optional.of(order)
        : Optional.empty();
  }

  private static Decision<TournamentEvent> voidGame(
      Tournament t, TournamentCommand.VoidGame c, Instant now) {
    return playedIn(t, c.room())
        .filter(m -> m.running().isPresent() && m.running().get().room().equals(c.room()))
        .map(
            m ->
                Decision.<TournamentEvent>accepted(
                    new GameVoided(m.id(), m.running().get().number(), c.room(), now)))
        .orElse(NOTHING);
  }

  /** Only where the game that the room was made for is still to be played. */
  private static Decision<TournamentEvent> forgoRoom(
      Tournament t, TournamentCommand.ForgoRoom c, Instant now) {
    return fixture(t, c.match())
        .map(Tournament.Fixture::match)
        .filter(m -> m.attempt() == c.attempt() && m.running().isEmpty())
        .filter(m -> game(m, c.room()) == null)
        .map(
            m ->
                Decision.<TournamentEvent>accepted(
                    new GameVoided(m.id(), m.games().size() + 1, c.room(), now)))
        .orElse(NOTHING);
  }

  private static Decision<TournamentEvent> noShow(
      Tournament t, TournamentCommand.NoShow c, Instant now) {
    Optional<Tournament.Fixture> fixture = fixture(t, c.match());
    if (fixture.isEmpty()
        || !fixture.get().playable()
        || t.paused()
        || now.isBefore(fixture.get().since().plusSeconds(t.rules().noShowSeconds()))) {
      return NOTHING;
    }
    Match match = fixture.get().match();
    List<String> there = here(t, match).stream().filter(c.present()::contains).toList();
    return there.size() < Math.max(2, c.least()) || there.size() <= match.node().advance()
        ? settled(t, List.of(walkover(match, there, now)), now)
        : NOTHING; // enough are there to play without the others
  }

  private static MatchDecided walkover(Match match, List<String> there, Instant now) {
    List<String> others = match.lineUp().stream().filter(e -> !there.contains(e)).toList();
    if (there.size() < match.node().advance()) { // of the others nobody can go on in their place
      return new MatchDecided(
          match.id(), there.isEmpty() ? How.NOBODY : How.WALKOVER, there, others, now);
    }
    List<String> ranking = new ArrayList<>(there);
    ranking.addAll(others);
    return new MatchDecided(match.id(), How.WALKOVER, ranking, List.of(), now);
  }

  private static Optional<Tournament.Fixture> fixture(Tournament t, String match) {
    return t.fixtures().stream().filter(f -> f.match().id().equals(match)).findFirst();
  }

  private static List<String> here(Tournament t, Match match) {
    return match.lineUp().stream().filter(e -> !t.entrant(e).out()).toList();
  }

  private static Optional<Match> playedIn(Tournament t, String room) {
    return t.bracket() == null
        ? Optional.empty()
        : t.bracket().all().stream().filter(m -> game(m, room) != null).findFirst();
  }

  private static MatchGame game(Match match, String room) {
    return match.games().stream().filter(g -> g.room().equals(room)).findFirst().orElse(null);
  }

  // ---- the organiser while it runs

  private static Decision<TournamentEvent> correct(
      Tournament t, TournamentCommand.Correct c, Instant now) {
    Match match = t.bracket() == null ? null : t.bracket().match(c.match());
    if (match == null) {
      return unknownMatch();
    }
    List<String> lineUp = match.lineUp();
    if (!match.complete() || lineUp.size() <= match.node().advance()) {
      return notPlayable();
    }
    boolean all =
        c.ranking().size() == lineUp.size()
            && new TreeSet<>(c.ranking()).equals(new TreeSet<>(lineUp));
    if (!all) {
      return rejected("bad_result", "A result names all who are in the match, each once.");
    }
    if (match.decided() && c.ranking().equals(match.outcome().ranking())) {
      return NOTHING;
    }
    MatchCorrected bare = new MatchCorrected(match.id(), c.ranking(), List.of(), now);
    List<String> undone = undone(t, apply(t, bare), match.id());
    return redone(t, match, new MatchCorrected(match.id(), c.ranking(), undone, now), now);
  }

  private static Decision<TournamentEvent> restart(
      Tournament t, TournamentCommand.Restart c, Instant now) {
    Match match = t.bracket() == null ? null : t.bracket().match(c.match());
    if (match == null) {
      return unknownMatch();
    }
    if (!match.complete() || match.lineUp().size() <= match.node().advance()) {
      return notPlayable();
    }
    MatchRestarted bare = new MatchRestarted(match.id(), List.of(), now);
    List<String> undone = undone(t, apply(t, bare), match.id());
    return redone(t, match, new MatchRestarted(match.id(), undone, now), now);
  }

  /** Other matches that had been played, or begun, and have to be played anew. */
  private static List<String> undone(Tournament before, Tournament after, String cause) {
    return before.bracket().all().stream()
        .filter(m -> !m.id().equals(cause))
        .filter(m -> !m.games().isEmpty() || m.decided() && m.outcome().contested())
        .filter(m -> !after.bracket().match(m.id()).slots().equals(m.slots()))
        .map(Match::id)
        .toList();
  }

  /** In a Swiss tournament the rounds behind it are paired as they would have been. */
  private static Decision<TournamentEvent> redone(
      Tournament t, Match match, TournamentEvent event, Instant now) {
    List<TournamentEvent> events = new ArrayList<>(List.of(event));
    if (t.rules().format() == Format.SWISS) {
      Tournament after = apply(t, event);
      for (int round = match.node().round() + 1; round <= after.bracket().rounds(); round++) {
        TournamentEvent next = pairedAnew(after, round, now);
        if (next != null) {
          events.add(next);
          after = apply(after, next);
        }
      }
    }
    return settled(t, events, now);
  }

  /** Null where the round stays as it is. */
  private static TournamentEvent pairedAnew(Tournament t, int round, Instant now) {
    if (!t.bracket().round(round - 1).stream().allMatch(Match::decided)) {
      return new RoundsUndone(round, now);
    }
    List<String> people = new ArrayList<>();
    TreeSet<String> present = new TreeSet<>();
    for (Match match : t.bracket().round(round)) {
      people.addAll(match.lineUp());
      present.add(String.join(" ", new TreeSet<>(match.lineUp())));
    }
    RoundPaired wanted = paired(t, round, people, now);
    TreeSet<String> keys = new TreeSet<>();
    wanted.pairs().forEach(p -> keys.add(String.join(" ", new TreeSet<>(p))));
    if (wanted.bye() != null) {
      keys.add(wanted.bye());
    }
    return keys.equals(present) ? null : wanted;
  }

  private static RoundPaired paired(Tournament t, int round, List<String> people, Instant now) {
    Map<String, Integer> points = new TreeMap<>();
    people.forEach(e -> points.put(e, 0));
    TreeSet<String> met = new TreeSet<>();
    TreeSet<String> rested = new TreeSet<>();
    for (Match match : t.bracket().all()) {
      if (match.node().round() >= round) {
        continue;
      }
      List<String> lineUp = match.lineUp();
      if (lineUp.size() == 2) {
        met.add(Swiss.Pair.key(lineUp.get(0), lineUp.get(1)));
      } else {
        rested.addAll(lineUp);
      }
      if (match.outcome().winner() != null) {
        points.computeIfPresent(match.outcome().winner(), (e, n) -> n + 1);
      }
    }
    List<String> standing = new ArrayList<>(people);
    standing.sort(
        Comparator.<String>comparingInt(e -> -points.get(e))
            .thenComparingInt(e -> t.bracket().seeds().indexOf(e)));
    Swiss.Round made = Swiss.pair(standing, points, met, rested);
    return new RoundPaired(
        round,
        made.pairs().stream().map(p -> List.of(p.one(), p.other())).toList(),
        made.bye(),
        now);
  }

  private static Decision<TournamentEvent> pause(Tournament t, Instant now) {
    if (t.phase() != Phase.RUNNING) {
      return rejected("not_running", "This tournament is not running.");
    }
    return t.paused() ? NOTHING : Decision.accepted(new Paused(now));
  }

  private static Decision<TournamentEvent> resume(Tournament t, Instant now) {
    return t.paused()
        ? Decision.accepted(new Resumed(now))
        : rejected("not_paused", "This tournament is not paused.");
  }

  private static Decision<TournamentEvent> message(TournamentCommand.Message c, Instant now) {
    return text(c.text(), LONGEST_TEXT)
        .map(s -> Decision.<TournamentEvent>accepted(new MessageSent(s, now)))
        .orElseGet(
            () -> rejected("bad_text", "A message has 1 to " + LONGEST_TEXT + " characters."));
  }

  private static Optional<String> text(String raw, int longest) {
    String text = raw == null ? "" : raw.strip();
    boolean odd =
        text.codePoints()
            .anyMatch(
                c ->
                    c != '\n'
                        && (Character.getType(c) == Character.CONTROL
                            || Character.getType(c) == Character.SURROGATE
                            || Character.getType(c) == Character.UNASSIGNED));
    return text.isEmpty() || text.length() > longest || odd ? Optional.empty() : Optional.of(text);
  }

  // ---- what follows by itself

  /** The events, and then all that needs nobody's doing: walkovers, the next round, the end. */
  private static Decision<TournamentEvent> settled(
      Tournament t, List<TournamentEvent> events, Instant now) {
    List<TournamentEvent> all = new ArrayList<>(events);
    Tournament after = t;
    for (TournamentEvent event : events) {
      after = apply(after, event);
    }
    for (TournamentEvent next = next(after, now); next != null; next = next(after, now)) {
      all.add(next);
      after = apply(after, next);
    }
    return Decision.accepted(all);
  }

  /** Null for nothing. */
  private static TournamentEvent next(Tournament t, Instant now) {
    if (t.phase() != Phase.RUNNING) {
      return null;
    }
    for (Tournament.Fixture fixture : t.fixtures()) {
      List<String> here = here(t, fixture.match());
      if (here.size() < 2 || here.size() <= fixture.match().node().advance()) {
        return walkover(fixture.match(), here, now);
      }
    }
    if (!t.bracket().decided()) {
      return null;
    }
    if (t.rules().format() == Format.SWISS) {
      int round = t.bracket().rounds() + 1;
      List<String> people = t.bracket().seeds().stream().filter(e -> !t.entrant(e).out()).toList();
      if (round <= rounds(t) && people.size() > 1) {
        return paired(t, round, people, now);
      }
    }
    return new Finished(champion(t), now);
  }

  /** Swiss: how many rounds there will be; never more than can be paired without meeting again. */
  static int rounds(Tournament t) {
    int entrants = t.bracket().seeds().size();
    int wanted = t.rules().rounds() == 0 ? Swiss.rounds(entrants) : t.rules().rounds();
    return Math.min(wanted, entrants - 1 + entrants % 2);
  }

  private static String champion(Tournament t) {
    if (t.rules().format().knockout()) {
      Match last = t.bracket().all().getLast();
      return last.outcome().how() == How.NOT_NEEDED
          ? t.bracket().match(last.node().again()).outcome().winner()
          : last.outcome().winner();
    }
    return Standings.of(t).stream()
        .filter(s -> !s.out())
        .map(Standing::entrant)
        .findFirst()
        .orElse(null);
  }

  // ---- what has happened

  /** The state after an event. Total for every event in a tournament's log. */
  public static Tournament apply(Tournament t, TournamentEvent event) {
    return switch (event) {
      case Announced e ->
          new Tournament(
              e,
              e.organiser(),
              Phase.ANNOUNCED,
              false,
              Map.of(),
              0,
              List.of(),
              null,
              null,
              null,
              null,
              null,
              e.at());
      case HandedOver e -> t.ownedByOrganiser(e.organiser());
      case Entered e ->
          t.withEntrants(
              Persistent.with(
                  t.entrants(),
                  e.entrant(),
                  new Entrant(e.entrant(), e.name(), e.key(), e.rating(), false, false)),
              t.entered() + 1);
      case Claimed e -> t.with(t.entrant(e.entrant()).owned(e.key()));
      case Forgotten e -> t.with(t.entrant(e.entrant()).forgotten());
      case Left e ->
          t.phase().open()
              ? t.withEntrants(Persistent.without(t.entrants(), e.entrant()), t.entered())
                  .withOrder(t.byHand().stream().filter(i -> !i.equals(e.entrant())).toList())
              : t.with(t.entrant(e.entrant()).gone());
      case CheckInOpened e -> t.to(Phase.CHECK_IN, e.at());
      case CheckedIn e -> t.with(t.entrant(e.entrant()).here());
      case Seeded e -> t.withOrder(e.entrants());
      case Started e -> started(t, e);
      case RoundPaired e ->
          t.with(
              t.bracket()
                  .round(
                      e.round(),
                      new Swiss.Round(
                          e.pairs().stream().map(p -> new Swiss.Pair(p.get(0), p.get(1))).toList(),
                          e.bye()),
                      e.at()));
      case RoundsUndone e -> t.with(t.bracket().before(e.from()));
      case GameOpened e ->
          change(
              t,
              e.match(),
              m ->
                  m.withGames(
                      Persistent.with(
                          m.games(),
                          new MatchGame(
                              e.game(), e.room(), new LinkedHashMap<>(e.seats()), null, e.at()))),
              e.at());
      case GameEnded e ->
          change(
              t,
              e.match(),
              m ->
                  m.withGames(
                      m.games().stream()
                          .map(
                              g ->
                                  g.room().equals(e.room())
                                      ? new MatchGame(
                                          g.number(), g.room(), g.seats(), e.result(), e.at())
                                      : g)
                          .toList()),
              e.at());
      case GameVoided e -> change(t, e.match(), m -> m.without(e.room(), e.at()), e.at());
      case MatchDecided e ->
          change(
              t,
              e.match(),
              m -> m.with(new Outcome(e.how(), e.ranking(), e.absent(), e.at())),
              e.at());
      case MatchCorrected e ->
          change(
              running(t, e.at()),
              e.match(),
              m -> m.with(new Outcome(How.DECREED, e.ranking(), List.of(), e.at())),
              e.at());
      case MatchRestarted e -> change(running(t, e.at()), e.match(), m -> m.anew(e.at()), e.at());
      case Paused e -> t.clocks(true, t.clocksFrom());
      case Resumed e -> t.clocks(false, e.at());
      case MessageSent e -> t.withMessage(e);
      case Finished e -> t.finished(e.champion(), e.at());
      case Cancelled e -> t.cancelled(e.reason(), e.at());
    };
  }

  private static Tournament started(Tournament t, Started e) {
    Tournament running = t.to(Phase.RUNNING, e.at()).clocks(false, e.at());
    TreeSet<String> playing = new TreeSet<>(e.seeds());
    for (Entrant entrant : t.entrants().values()) {
      if (!playing.contains(entrant.id())) {
        running = running.with(entrant.gone());
      }
    }
    return running.with(Bracket.of(Plan.of(t.rules(), e.seeds().size()), e.seeds(), e.at()));
  }

  private static Tournament running(Tournament t, Instant at) {
    return t.phase() == Phase.FINISHED ? t.to(Phase.RUNNING, at) : t;
  }

  private static Tournament change(
      Tournament t, String match, UnaryOperator<Match> change, Instant at) {
    return t.with(t.bracket().with(match, change, at));
  }

  // ---- refusals

  private static Decision<TournamentEvent> tooLate() {
    return rejected("too_late", "This tournament has started.");
  }

  private static Decision<TournamentEvent> unknownEntrant() {
    return rejected("unknown_entrant", "Nobody in this tournament has that id.");
  }

  private static Decision<TournamentEvent> unknownMatch() {
    return rejected("unknown_match", "There is no such match.");
  }

  private static Decision<TournamentEvent> notAnEntrant() {
    return rejected("not_an_entrant", "Only somebody who has entered can do that.");
  }

  private static Decision<TournamentEvent> notPlayable() {
    return rejected("not_playable", "This match cannot be played now.");
  }

  private static Decision<TournamentEvent> rejected(String code, String message) {
    return Decision.rejected(code, message);
  }
}
