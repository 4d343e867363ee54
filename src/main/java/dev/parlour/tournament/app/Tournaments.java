package dev.parlour.tournament.app;

import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Placing;
import dev.parlour.http.ServerSecret;
import dev.parlour.player.AccountDeleted;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestMoved;
import dev.parlour.player.GuestSeats;
import dev.parlour.room.Actor;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.NewRoom;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.SeatGrant;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.app.Tokens;
import dev.parlour.shared.RoomNotice;
import dev.parlour.shared.Settings;
import dev.parlour.shared.Words;
import dev.parlour.tournament.By;
import dev.parlour.tournament.Entrant;
import dev.parlour.tournament.Format;
import dev.parlour.tournament.Match;
import dev.parlour.tournament.MatchGame;
import dev.parlour.tournament.Organisers;
import dev.parlour.tournament.Phase;
import dev.parlour.tournament.Referee;
import dev.parlour.tournament.Rules;
import dev.parlour.tournament.Seeding;
import dev.parlour.tournament.Strengths;
import dev.parlour.tournament.Tournament;
import dev.parlour.tournament.TournamentBook;
import dev.parlour.tournament.TournamentBook.Listed;
import dev.parlour.tournament.TournamentBook.Logged;
import dev.parlour.tournament.TournamentCommand;
import dev.parlour.tournament.TournamentEvent;
import dev.parlour.tournament.TournamentSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The use cases of tournaments, on any node alike: nothing here is kept but in the {@link
 * TournamentBook} and in rooms; what is folded from a log is only remembered.
 *
 * <p>Every change is decided on the newest state and stored only where the log has not grown
 * meanwhile; else it is decided anew. So two nodes that do the same at once do it once.
 *
 * <p>When all of a match are there, {@link #sweep} of some node opens a room for its next game. Its
 * code, tokens and seats are derived from the server's secret and the place of the game in the
 * tournament, so that the same room comes out however often and wherever it is tried. Its result
 * comes as a {@link RoomNotice}, in whose message's transaction it is noted; rooms that should have
 * told theirs long ago are asked by the sweep. Either way it counts once, since the referee knows
 * each room.
 *
 * <p>Refusals are the {@link Referee}'s, and {@code unknown_game}, {@code unknown_mode}, {@code
 * bad_settings}, {@code not_registered}, {@code unauthorized}, {@code unavailable}. Thread-safe.
 */
@ApplicationScoped
public class Tournaments {
  private static final Logger LOG = System.getLogger(Tournaments.class.getName());

  /** So often two may come between each other; each time one of them has got on. */
  private static final int TRIES = 50;

  /** So much of a log is told at once. */
  public static final int LOG_PAGE = 500;

  private static final int REMEMBERED = 200;
  private static final int MOST_AT_ONCE = 100;
  private static final int LISTED = 100;
  private static final Duration SWEPT = Duration.ofMillis(700);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** Refusals that say nothing about what was asked, only about this moment. */
  private static final Set<String> PASSING = Set.of("busy", "moved", "unavailable");

  /**
   * Refusals after which a room will never do for a match: it is over, others have sat down, or its
   * game could not begin with those who have.
   */
  private static final Set<String> SPOILED =
      Set.of("room_closed", "room_over", "room_locked", "room_full", "not_playable");

  private final TournamentBook book;
  private final Rooms rooms;
  private final Games games;
  private final GuestSeats seats;
  private final ServerSecret secret;
  private final Organisers organisers;
  private final Strengths strengths;
  private final TournamentMeter meter;
  private final TournamentSettings settings;
  private final InstantSource clock;

  /** The newest that are known, the one that was asked for last at the end; guarded by itself. */
  private final Map<String, Snapshot> known = new LinkedHashMap<>(16, 0.75f, true);

  /** For the container's proxy. */
  protected Tournaments() {
    this(null, null, null, null, null, null, null, null, null, null);
  }

  @Inject
  Tournaments(
      TournamentBook book,
      Rooms rooms,
      Games games,
      GuestSeats seats,
      ServerSecret secret,
      Organisers organisers,
      Strengths strengths,
      TournamentMeter meter) {
    this(
        book,
        rooms,
        games,
        seats,
        secret,
        organisers,
        strengths,
        meter,
        TournamentSettings.from(Settings.ofProcess()),
        InstantSource.system());
  }

  Tournaments(
      TournamentBook book,
      Rooms rooms,
      Games games,
      GuestSeats seats,
      ServerSecret secret,
      Organisers organisers,
      Strengths strengths,
      TournamentMeter meter,
      TournamentSettings settings,
      InstantSource clock) {
    this.book = book;
    this.rooms = rooms;
    this.games = games;
    this.seats = seats;
    this.secret = secret;
    this.organisers = organisers;
    this.strengths = strengths;
    this.meter = meter;
    this.settings = settings;
    this.clock = clock;
  }

  // ---- making and seeing

  /** The games that tournaments can be played over: those that bring modes along. */
  public List<GameRegistration> games() {
    return games.all().stream().filter(g -> !g.modes().isEmpty()).toList();
  }

  /** Whether the browser or account may make tournaments; a program without one is null. */
  public boolean mayAnnounce(String key) {
    return organisers.may(key);
  }

  /**
   * A tournament that was just made.
   *
   * @param token proves its organiser; told once
   */
  public record Made(Snapshot tournament, String token) {
    @Override
    public String toString() {
      return "Made[" + tournament.id() + "]"; // without the token, whoever prints it
    }
  }

  /**
   * Makes a tournament. The same secrets again give the same one.
   *
   * @param key of the browser or account it shall belong to; null for a program
   */
  public Checked<Made> announce(TournamentWish wish, String key, Secrets secrets) {
    if (!mayAnnounce(key)) {
      return Checked.bad("not_registered", "Sign in to make a tournament.");
    }
    return switch (Contest.of(games, wish)) {
      case Checked.Bad<Contest> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<Contest>(Contest contest) ->
          switch (rules(wish, contest)) {
            case Checked.Bad<Rules> bad -> new Checked.Bad<>(bad.rejection());
            case Checked.Good<Rules>(Rules rules) -> {
              String id = Tokens.hash("tournament " + secrets.hostToken()).substring(0, 22);
              yield switch (perform(
                  id,
                  By.SERVER,
                  new TournamentCommand.Announce(
                      wish.title(),
                      wish.game(),
                      contest.settings(),
                      rules,
                      key,
                      wish.startsAt(),
                      secrets.seed()))) {
                case Checked.Bad<Snapshot> bad -> new Checked.Bad<>(bad.rejection());
                case Checked.Good<Snapshot>(Snapshot made) ->
                    Checked.good(new Made(made, ofOrganiser(id)));
              };
            }
          };
    };
  }

  private Checked<Rules> rules(TournamentWish wish, Contest contest) {
    Optional<Format> format = word(Format.class, wish.format());
    Optional<Seeding> seeding =
        wish.seeding() == null ? Optional.of(Seeding.ORDER) : word(Seeding.class, wish.seeding());
    if (format.isEmpty() || seeding.isEmpty()) {
      return Checked.bad(
          "bad_rules",
          "The format is single_elimination, double_elimination, round_robin or swiss; the seeding"
              + " order, rating, random or by_hand.");
    }
    int seats = contest.seats();
    int most = Math.min(format.get().most(), settings.entrants());
    Rules rules =
        new Rules(
            format.get(),
            or(wish.bestOf(), 1),
            seeding.get(),
            seats,
            or(wish.advance(), seats / 2),
            Boolean.TRUE.equals(wish.thirdPlace()),
            or(wish.rounds(), 0),
            or(wish.entrants(), most),
            or(wish.noShowSeconds(), (int) settings.noShow().toSeconds()),
            or(wish.checkInMinutes(), 0));
    return rules.entrants() > most
        ? Checked.bad("bad_rules", "At most " + most + " may enter such a tournament here.")
        : rules.checked();
  }

  private static int or(Integer said, int usual) {
    return said == null ? usual : said;
  }

  private static <E extends Enum<E>> Optional<E> word(Class<E> type, String word) {
    for (E value : type.getEnumConstants()) {
      if (Words.of(value).equals(word)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** The newest ones. */
  public Checked<List<Listed>> list() {
    return reaching(() -> Checked.good(book.list(LISTED)));
  }

  /** Those in which somebody plays or that they organise, the newest first. */
  public Checked<List<Listed>> of(String key) {
    return reaching(() -> Checked.good(book.of(key, LISTED)));
  }

  /** As it stands now. */
  public Checked<Snapshot> look(String id) {
    return reaching(() -> newest(id).map(Checked::good).orElseGet(Tournaments::unknown));
  }

  /** The one for which a room was opened; refuses {@code unknown_tournament} for any other room. */
  public Checked<Snapshot> ofRoom(String room) {
    return reaching(
        () ->
            book.ofRoom(room)
                .flatMap(this::newest)
                .map(Checked::good)
                .orElseGet(Tournaments::unknown));
  }

  /** So many events of its log behind that place; at most {@link #LOG_PAGE}. */
  public Checked<List<Logged>> log(String id, long after, int most) {
    return reaching(
        () ->
            newest(id).isPresent()
                ? Checked.good(book.read(id, after, Math.min(most, LOG_PAGE)))
                : unknown());
  }

  /** The entrants who are there, by their ids. */
  public Checked<Set<String>> present(Snapshot tournament) {
    return reaching(
        () -> {
          Set<String> keys = book.present(tournament.id(), settings.away());
          Set<String> there = new TreeSet<>();
          for (Entrant entrant : tournament.state().entrants().values()) {
            if (entrant.key() != null && keys.contains(entrant.key())) {
              there.add(entrant.id());
            }
          }
          return Checked.good(there);
        });
  }

  /**
   * What concerns an entrant, who gives a sign of life with that. Refuses {@code not_an_entrant}
   * and {@code unknown_tournament}.
   */
  public Checked<Own> own(String id, Proof proof) {
    return reaching(
        () -> {
          Optional<Snapshot> now = newest(id);
          if (now.isEmpty()) {
            return unknown();
          }
          Optional<Own> own = now.get().own(proof.key());
          if (own.isEmpty()) {
            return Checked.bad("not_an_entrant", "Only somebody who has entered can do that.");
          }
          book.seen(Map.of(id, List.of(proof.key())));
          Own found = own.get();
          return Checked.good(
              found.room() == null
                  ? found
                  : found.with(
                      new Own.Seat(
                          found.player().id(),
                          ofSeat(
                                  id,
                                  now.get().state().bracket().match(found.match()),
                                  found.entrant())
                              .playerToken())));
        });
  }

  /** Whether somebody is its organiser. */
  public boolean organises(Snapshot tournament, Proof proof) {
    return proof.token() != null
        ? MessageDigest.isEqual(
            proof.token().getBytes(StandardCharsets.UTF_8),
            ofOrganiser(tournament.id()).getBytes(StandardCharsets.UTF_8))
        : proof.guest() != null && proof.guest().equals(tournament.state().organiser());
  }

  // ---- people

  /**
   * An entry.
   *
   * @param token proves it; null for a browser, which has its cookie
   */
  public record Entry(Entrant entrant, String token) {
    @Override
    public String toString() {
      return "Entry[" + entrant.id() + "]"; // without the token, whoever prints it
    }
  }

  /**
   * Somebody enters; a browser that is in already gets that entry again.
   *
   * @param guest the browser's key; null for a program, which gets a token
   * @param secrets from which that token is taken
   */
  public Checked<Entry> enter(String id, String name, String guest, Secrets secrets) {
    String token = guest == null ? secrets.playerToken() : null;
    String key = guest == null ? Tokens.hash(token) : guest;
    return reaching(
        () -> {
          Optional<Snapshot> now = newest(id);
          if (now.isEmpty()) {
            return unknown();
          }
          Integer strength = strengths.of(key, now.get().state().announced().game());
          return switch (perform(
              id, new By.Person(key), new TournamentCommand.Enter(name, strength))) {
            case Checked.Bad<Snapshot> bad -> new Checked.Bad<>(bad.rejection());
            case Checked.Good<Snapshot>(Snapshot after) ->
                Checked.good(new Entry(after.entrant(key).orElseThrow(), token));
          };
        });
  }

  /** An entrant withdraws, or says that they are there. */
  public Checked<Snapshot> withdraw(String id, Proof proof) {
    return asPerson(id, proof, new TournamentCommand.Withdraw());
  }

  public Checked<Snapshot> checkIn(String id, Proof proof) {
    return asPerson(id, proof, new TournamentCommand.CheckIn());
  }

  private Checked<Snapshot> asPerson(String id, Proof proof, TournamentCommand command) {
    return proof.key() == null
        ? Checked.bad("unauthorized", "Say who you are, with the token that you were given.")
        : perform(id, new By.Person(proof.key()), command);
  }

  /** The organiser wants something; anybody else is refused as {@code not_organiser}. */
  public Checked<Snapshot> direct(String id, Proof proof, TournamentCommand command) {
    return reaching(
        () -> {
          Optional<Snapshot> now = newest(id);
          if (now.isEmpty()) {
            return unknown();
          }
          By by = organises(now.get(), proof) ? By.ORGANISER : new By.Person(proof.key());
          return perform(id, by, command);
        });
  }

  /**
   * The words by which somebody takes over an entry that the organiser has put there: made for
   * those that are nobody's yet. Only the organiser may know them.
   *
   * @return by entrant
   */
  public Checked<Map<String, String>> claims(String id, Proof proof) {
    return reaching(
        () -> {
          Optional<Snapshot> now = newest(id);
          if (now.isEmpty()) {
            return unknown();
          }
          if (!organises(now.get(), proof)) {
            return Checked.bad("not_organiser", "Only the organiser can do that.");
          }
          Map<String, String> claims = new LinkedHashMap<>();
          for (Entrant entrant : now.get().state().entrants().values()) {
            if (entrant.key() == null) {
              claims.put(entrant.id(), claim(id, entrant.id()));
            }
          }
          return Checked.good(claims);
        });
  }

  /**
   * Somebody takes over an entry.
   *
   * @param claim see {@link #claims}
   */
  public Checked<Entry> claim(String id, String claim, String guest, Secrets secrets) {
    int dot = claim == null ? -1 : claim.indexOf('.');
    String entrant = dot < 1 ? "" : claim.substring(0, dot);
    if (dot < 1
        || !MessageDigest.isEqual(
            claim.getBytes(StandardCharsets.UTF_8),
            claim(id, entrant).getBytes(StandardCharsets.UTF_8))) {
      return Checked.bad("unauthorized", "This link does not prove an entry.");
    }
    String token = guest == null ? secrets.playerToken() : null;
    String key = guest == null ? Tokens.hash(token) : guest;
    return switch (perform(id, By.SERVER, new TournamentCommand.Claim(entrant, key))) {
      case Checked.Bad<Snapshot> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<Snapshot>(Snapshot now) ->
          Checked.good(new Entry(now.state().entrant(entrant), token));
    };
  }

  private String claim(String id, String entrant) {
    return entrant
        + "."
        + Secrets.derived(secret.bytes(), "claim|" + id + "|" + entrant)
            .playerToken()
            .substring(0, 22);
  }

  /**
   * Who had one key has another now: their entries and tournaments go with them. Throws where the
   * store is away.
   */
  public void moved(String from, String to) {
    for (String id : book.idsOf(from)) {
      if (perform(id, By.SERVER, new TournamentCommand.Move(from, to))
          instanceof Checked.Bad<Snapshot> bad) {
        throw new TournamentBook.Unavailable(
            "an entry could not be moved: " + bad.rejection().code(), null);
      }
    }
  }

  /**
   * Somebody has signed in. Behind their transaction, as logs are appended to in transactions of
   * their own; what is missed here is moved when they sign in again in that browser.
   */
  void moved(@Observes(during = TransactionPhase.AFTER_SUCCESS) GuestMoved move) {
    moved(move.from().key(), move.to().key());
  }

  /**
   * Somebody deletes their account; before their transaction ends, and harmless if that fails: who
   * tries again finds nothing left to do. Throws where the store is away, so that nobody is told
   * what is not true.
   */
  void deleted(@Observes AccountDeleted gone) {
    String key = GuestId.of(gone.account()).key();
    for (String id : book.idsOf(key)) {
      if (perform(id, By.SERVER, new TournamentCommand.Forget(key))
          instanceof Checked.Bad<Snapshot> bad) {
        throw new TournamentBook.Unavailable(
            "an entry could not be forgotten: " + bad.rejection().code(), null);
      }
      book.forget(id, key);
    }
  }

  // ---- the one way to change something

  private Checked<Snapshot> perform(String id, By by, TournamentCommand command) {
    return reaching(
        () -> {
          for (int i = 0; i < TRIES; i++) {
            Snapshot before = newest(id).orElseGet(() -> new Snapshot(id, 0, Tournament.NONE));
            switch (Referee.decide(before.state(), by, command, clock.instant())) {
              case Decision.Rejected<TournamentEvent> no -> {
                return new Checked.Bad<>(no.rejection());
              }
              case Decision.Accepted<TournamentEvent>(List<TournamentEvent> events) -> {
                if (events.isEmpty()) {
                  return Checked.good(before);
                }
                Tournament after = before.state();
                for (TournamentEvent event : events) {
                  after = Referee.apply(after, event);
                }
                if (book.append(id, before.seq(), events, after)) {
                  Snapshot now = new Snapshot(id, before.seq() + events.size(), after);
                  remember(now);
                  meter.stored(events);
                  closeLeftRooms(before.state(), after);
                  return Checked.good(now);
                }
              }
            }
          }
          throw new TournamentBook.Unavailable("a tournament does not come to rest", null);
        });
  }

  /** What was folded before, and what has come since then. */
  private Optional<Snapshot> newest(String id) {
    if (id == null || !ID.matcher(id).matches()) {
      return Optional.empty();
    }
    Snapshot before;
    synchronized (known) {
      before = known.get(id);
    }
    long seq = before == null ? 0 : before.seq();
    Tournament state = before == null ? Tournament.NONE : before.state();
    List<Logged> since = book.read(id, seq);
    if (since.isEmpty()) {
      return Optional.ofNullable(before);
    }
    for (Logged logged : since) {
      state = Referee.apply(state, logged.event());
      seq = logged.seq();
    }
    Snapshot now = new Snapshot(id, seq, state);
    remember(now);
    return Optional.of(now);
  }

  private void remember(Snapshot now) {
    synchronized (known) {
      known.merge(now.id(), now, (a, b) -> a.seq() >= b.seq() ? a : b);
      if (known.size() > REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  /** Rooms of games that count no more. What cannot be reached now ends by itself. */
  private void closeLeftRooms(Tournament before, Tournament after) {
    if (before.bracket() == null) {
      return;
    }
    Set<String> still = running(after).keySet();
    running(before)
        .forEach(
            (room, match) -> {
              boolean ended =
                  after.bracket().all().stream()
                      .flatMap(m -> m.games().stream())
                      .anyMatch(g -> g.over() && g.room().equals(room));
              if (!still.contains(room) && !ended) {
                rooms.perform(room, Actor.SERVER, null, new RoomCommand.Close("tournament"));
              }
            });
  }

  private static Map<String, Match> running(Tournament t) {
    Map<String, Match> running = new LinkedHashMap<>();
    if (t.bracket() != null && !t.phase().over()) {
      for (Match match : t.bracket().all()) {
        match.running().ifPresent(g -> running.put(g.room(), match));
      }
    }
    return running;
  }

  // ---- what rooms tell

  /** A room has come to its end; runs in the transaction of the message that says so. */
  void roomEnded(@Observes RoomNotice notice) {
    switch (notice.type()) {
      case "RoomCompleted" -> {
        // without one, which no present release sends, the sweep asks the room
        if (notice.payload().get("result") instanceof List<?> lines) {
          ended(notice.room(), result(lines));
        }
      }
      case "RoomFailed", "RoomClosed" -> ended(notice.room(), null);
      default -> {}
    }
  }

  /**
   * @param result null for none
   * @throws TournamentBook.Unavailable where it could not be stored, so that it comes again
   */
  private void ended(String room, List<Placing> result) {
    Optional<String> id = book.ofRoom(room);
    if (id.isEmpty()) {
      return;
    }
    TournamentCommand command =
        result == null
            ? new TournamentCommand.VoidGame(room)
            : new TournamentCommand.EndGame(room, result);
    if (perform(id.get(), By.SERVER, command) instanceof Checked.Bad<Snapshot> bad
        && PASSING.contains(bad.rejection().code())) {
      throw new TournamentBook.Unavailable("the result of a room could not be stored", null);
    }
  }

  private static List<Placing> result(List<?> lines) {
    List<Placing> result = new ArrayList<>();
    for (Object line : lines) {
      if (line instanceof Map<?, ?> placing
          && placing.get("player") instanceof String player
          && placing.get("rank") instanceof Number rank
          && placing.get("score") instanceof Number score) {
        result.add(new Placing(player, rank.intValue(), score.longValue()));
      }
    }
    return result;
  }

  // ---- what comes round

  /** Once a second on every node; each tournament is looked at by one. */
  public void sweep() {
    for (String id : book.due(SWEPT, MOST_AT_ONCE)) {
      try {
        sweep(id);
      } catch (RuntimeException e) {
        postponed(id, e.toString());
      }
    }
  }

  /** Deletes tournaments in which nothing has happened for a long time. */
  public void tidy() {
    book.forgetQuiet(settings.keep());
  }

  private void sweep(String id) {
    Snapshot now = newest(id).orElseThrow();
    if (now.state().phase().open()) {
      perform(id, By.SERVER, new TournamentCommand.Tick());
      return;
    }
    if (now.state().phase() != Phase.RUNNING) {
      return;
    }
    Set<String> present = book.present(id, settings.away());
    for (Tournament.Fixture fixture : now.state().fixtures()) {
      if (fixture.playable()) {
        if (fixture.match().running().isPresent()) {
          watch(id, now.state(), fixture);
        } else if (!now.state().paused()) {
          gather(id, now.state(), fixture, present);
        }
      }
    }
  }

  private boolean timeIsUp(Tournament t, Tournament.Fixture fixture) {
    return !clock.instant().isBefore(fixture.since().plusSeconds(t.rules().noShowSeconds()));
  }

  /**
   * Opens a room where all are there, or enough when their time is up. Fewer than the game needs
   * would sit in a room that never starts.
   */
  private void gather(String id, Tournament t, Tournament.Fixture fixture, Set<String> present) {
    Match match = fixture.match();
    List<String> playing = match.lineUp().stream().filter(e -> !t.entrant(e).out()).toList();
    List<String> there =
        playing.stream()
            .filter(e -> t.entrant(e).key() != null && present.contains(t.entrant(e).key()))
            .toList();
    boolean timeIsUp = timeIsUp(t, fixture);
    if (there.size() < playing.size() && !timeIsUp) {
      return;
    }
    int least = Contest.least(games, t, match.lineUp().size());
    if (there.size() >= Math.max(least, 2) && there.size() > match.node().advance()) {
      if (stillToPlay(id, match, there)) {
        open(id, t, match, there);
      }
    } else if (timeIsUp) {
      perform(id, By.SERVER, new TournamentCommand.NoShow(match.id(), there, least));
    }
  }

  /**
   * Whether it is so now that rooms of other matches were opened, which takes its time: the
   * organiser may have paused, or somebody withdrawn.
   */
  private boolean stillToPlay(String id, Match match, List<String> entrants) {
    Tournament t = newest(id).orElseThrow().state();
    return t.phase() == Phase.RUNNING
        && !t.paused()
        && match.equals(t.bracket().match(match.id()))
        && entrants.stream().noneMatch(e -> t.entrant(e).out());
  }

  private void open(String id, Tournament t, Match match, List<String> entrants) {
    Map<String, Object> how = Contest.settings(games, t, entrants.size());
    CreateRoom wish =
        new CreateRoom(
            t.announced().game(),
            null,
            how,
            null,
            null,
            Secrets.derived(secret.bytes(), scope("game", id, match)),
            entrants.size());
    switch (rooms.create(wish)) {
      case Checked.Bad<NewRoom> bad -> postponed(id, bad.rejection().code());
      case Checked.Good<NewRoom> good -> seat(id, t, match, entrants, good.value().code());
    }
  }

  private void seat(String id, Tournament t, Match match, List<String> entrants, String room) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String entrant : entrants) {
      Entrant who = t.entrant(entrant);
      switch (rooms.join(
          room,
          who.name(),
          Tokens.hash(id + entrant).substring(0, 12),
          ofSeat(id, match, entrant))) {
        case Checked.Bad<SeatGrant> bad -> {
          notOpened(id, match, room, bad.rejection().code());
          return;
        }
        case Checked.Good<SeatGrant> seat -> {
          given.put(entrant, seat.value().id());
          seats.remember(
              new GuestId(who.key()), room, new Actor.Player(seat.value().id()), who.name());
        }
      }
    }
    Optional<String> open = locked(room, Set.copyOf(given.values()));
    if (open.isPresent()) {
      notOpened(id, match, room, open.get());
      return;
    }
    if (perform(
            id, By.SERVER, new TournamentCommand.OpenGame(match.id(), match.attempt(), room, given))
        instanceof Checked.Bad<Snapshot> bad) {
      notOpened(id, match, room, bad.rejection().code());
    }
  }

  /**
   * From now on nobody else can sit down: once the chart names the room anybody could, and would
   * play for a place in the tournament, or be waited for. Gives why that is not so; empty where it
   * is.
   */
  private Optional<String> locked(String room, Set<String> seated) {
    if (rooms.perform(room, Actor.HOST, null, new RoomCommand.Lock())
        instanceof Checked.Bad<Long> bad) {
      return Optional.of(bad.rejection().code());
    }
    return switch (rooms.facts(room)) {
      case Checked.Bad<RoomFacts> bad -> Optional.of(bad.rejection().code());
      case Checked.Good<RoomFacts>(RoomFacts facts) ->
          facts.players().stream().allMatch(p -> seated.contains(p.id()))
              ? Optional.empty()
              : Optional.of("room_full"); // such as for one who has withdrawn meanwhile
    };
  }

  /**
   * A later sweep tries again. Where the room is spoiled the game is moved to another place in the
   * tournament, since at the same one the same room would come out for ever.
   */
  private void notOpened(String id, Match match, String room, String why) {
    if (SPOILED.contains(why)
        && perform(
                id, By.SERVER, new TournamentCommand.ForgoRoom(match.id(), match.attempt(), room))
            instanceof Checked.Good<Snapshot>(Snapshot now)
        && !running(now.state()).containsKey(room)) {
      rooms.perform(room, Actor.SERVER, null, new RoomCommand.CallOff("tournament"));
    }
    postponed(id, why);
  }

  /** Looks after a game whose room is open: whether its people come, and whether it has ended. */
  private void watch(String id, Tournament t, Tournament.Fixture fixture) {
    Match match = fixture.match();
    MatchGame game = match.running().orElseThrow();
    boolean late = timeIsUp(t, fixture);
    long second = clock.instant().getEpochSecond();
    boolean turn = Math.floorMod(second + game.room().hashCode(), settings.ask().toSeconds()) == 0;
    boolean young = clock.instant().isBefore(fixture.since().plus(settings.ask()));
    if (!turn || young && !late) {
      return;
    }
    switch (rooms.facts(game.room())) {
      case Checked.Bad<RoomFacts> bad when PASSING.contains(bad.rejection().code()) ->
          postponed(id, bad.rejection().code());
      case Checked.Bad<RoomFacts> gone ->
          perform(id, By.SERVER, new TournamentCommand.VoidGame(game.room()));
      case Checked.Good<RoomFacts>(RoomFacts facts) -> {
        switch (facts.status()) {
          case "completed" -> askResult(id, game);
          case "failed" -> perform(id, By.SERVER, new TournamentCommand.VoidGame(game.room()));
          case "in_progress" -> {}
          default -> {
            if (late && !t.paused()) {
              missed(id, t, match, game, facts);
            }
          }
        }
      }
    }
  }

  private void askResult(String id, MatchGame game) {
    switch (rooms.look(game.room())) {
      case Checked.Bad<Publication> bad -> postponed(id, bad.rejection().code());
      case Checked.Good<Publication>(Publication publication) ->
          perform(
              id,
              By.SERVER,
              new TournamentCommand.EndGame(
                  game.room(),
                  publication.ranking().stream()
                      .map(e -> new Placing(e.id(), e.rank(), e.score()))
                      .toList()));
    }
  }

  /** Somebody has not come to the room, or it does not begin though all have. */
  private void missed(String id, Tournament t, Match match, MatchGame game, RoomFacts facts) {
    Map<String, String> there = new LinkedHashMap<>(game.seats());
    there
        .values()
        .retainAll(
            facts.players().stream()
                .filter(RoomFacts.Player::connected)
                .map(RoomFacts.Player::id)
                .toList());
    int least = Contest.fewest(games, t);
    boolean all = there.size() == game.seats().size();
    boolean enough = there.size() >= Math.max(least, 2) && there.size() > match.node().advance();
    if (!(all || enough) || !begins(game.room(), there.values(), facts)) {
      perform(
          id,
          By.SERVER,
          new TournamentCommand.NoShow(match.id(), List.copyOf(there.keySet()), least));
    }
  }

  /** With them and nobody else; false where they are too few, else it does or will. */
  private boolean begins(String room, Collection<String> players, RoomFacts facts) {
    for (RoomFacts.Player player : facts.players()) {
      if (!players.contains(player.id())) {
        rooms.perform(room, Actor.HOST, null, new RoomCommand.Kick(player.id()));
      }
    }
    return !(rooms.perform(room, Actor.HOST, null, new RoomCommand.Start())
            instanceof Checked.Bad<Long> bad
        && bad.rejection().code().equals("too_few_players"));
  }

  /** A later sweep tries again. */
  private void postponed(String id, String why) {
    meter.failed();
    LOG.log(Level.WARNING, "tournament {0} has to wait: {1}", id, why);
  }

  // ---- secrets

  private String ofOrganiser(String id) {
    return Secrets.derived(secret.bytes(), "tournament|" + id).hostToken();
  }

  /** The next game of a match, or the one that runs: no other has the same. */
  private static String scope(String what, String id, Match match) {
    int game = match.running().map(MatchGame::number).orElse(match.games().size() + 1);
    return String.join(
        "|", what, id, match.id(), String.valueOf(match.attempt()), String.valueOf(game));
  }

  private Secrets ofSeat(String id, Match match, String entrant) {
    return Secrets.derived(secret.bytes(), scope("seat", id, match) + "|" + entrant);
  }

  private static <T> Checked<T> unknown() {
    return Checked.bad("unknown_tournament", "There is no such tournament.");
  }

  private static <T> Checked<T> reaching(Supplier<Checked<T>> work) {
    try {
      return work.get();
    } catch (TournamentBook.Unavailable e) {
      LOG.log(Level.WARNING, "tournaments cannot be reached: {0}", e.toString());
      return Checked.bad(
          "unavailable", "Tournaments cannot be reached just now. Try again in a moment.");
    }
  }
}
