package dev.parlour.game.trivia;

import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.GameClock;
import dev.parlour.game.Input;
import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.Situation;
import dev.parlour.game.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * A trivia game as a test plays it: does what a room does (seats, presence, the clock, the log)
 * with time in the test's hand.
 */
final class TriviaNight {
  static final TriviaGame GAME = new TriviaGame();
  static final Instant EIGHT_O_CLOCK = Instant.parse("2026-03-01T20:00:00Z");

  final List<TriviaEvent> log = new ArrayList<>();
  final Map<String, Seat> seats = new LinkedHashMap<>();
  final TreeSet<String> connected = new TreeSet<>(Persistent.order());
  TriviaState state = GAME.initial();
  long now;
  OptionalLong hostAwayFor = OptionalLong.empty();
  GameClock clock = new GameClock(0, EIGHT_O_CLOCK);
  private int joined;

  private TriviaNight() {}

  /**
   * In the lobby. Ten seconds a question, six for the reveal, four for the standings, where nothing
   * else is said.
   */
  static TriviaNight with(TriviaSettings settings, Question... questions) {
    TriviaNight night = new TriviaNight();
    night.fold(GAME.prepare(settings, new TriviaContent(List.of(questions)), 42));
    return night;
  }

  static TriviaNight with(Question... questions) {
    return with(settings(), questions);
  }

  /** Names and values by turns. */
  static TriviaSettings settings(Object... namesAndValues) {
    Map<String, Object> raw = new LinkedHashMap<>(Map.of("topic", "general"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      raw.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return switch (GAME.settings(raw)) {
      case Checked.Good<TriviaSettings> good -> good.value();
      case Checked.Bad<TriviaSettings> bad -> throw new AssertionError(bad.rejection());
    };
  }

  /** Started, with players p1, p2, … who are all connected. */
  TriviaNight startedWith(int players) {
    seat(players);
    decide(new Input.Start<>(List.copyOf(seats.values())));
    return this;
  }

  TriviaNight seat(int players) {
    for (int i = 0; i < players; i++) {
      Seat seat = nextSeat();
      connected.add(seat.id());
    }
    return this;
  }

  private Seat nextSeat() {
    String id = "p" + ++joined;
    Seat seat = new Seat(id, "Player " + joined, "seed" + joined);
    seats.put(id, seat);
    return seat;
  }

  TriviaNight at(long gameTime) {
    now = gameTime;
    return this;
  }

  TriviaNight later(long millis) {
    return at(now + millis);
  }

  Decision<TriviaEvent> decide(Input<TriviaCommand> input) {
    Decision<TriviaEvent> decision = GAME.decide(state, input, situation());
    if (decision instanceof Decision.Accepted<TriviaEvent> accepted) {
      accepted.events().forEach(this::fold);
    }
    return decision;
  }

  Situation situation() {
    return new Situation(now, connected, hostAwayFor);
  }

  private void fold(TriviaEvent event) {
    log.add(event);
    state = GAME.apply(state, event);
  }

  /** An answer to the question that is shown, by the texts of its choices. */
  Decision<TriviaEvent> answer(String player, String... texts) {
    return answerById(
        player,
        state.asked().number(),
        Arrays.stream(texts).map(this::shownId).toArray(String[]::new));
  }

  Decision<TriviaEvent> answerById(String player, int question, String... ids) {
    return decide(new Input.Play<>(player, new TriviaCommand.Answer(question, Arrays.asList(ids))));
  }

  String shownId(String text) {
    return view().question().choices().stream()
        .filter(choice -> choice.text().equals(text))
        .findFirst()
        .orElseThrow()
        .id();
  }

  Decision<TriviaEvent> wake() {
    return decide(new Input.Wake<>());
  }

  /** At the moment that the game asked for. */
  Decision<TriviaEvent> wakeWhenDue() {
    return at(GAME.wakeAt(state, situation()).orElseThrow()).wake();
  }

  Decision<TriviaEvent> skip(Integer question, String phase) {
    return decide(new Input.Direct<>(new TriviaCommand.Skip(question, phase)));
  }

  Decision<TriviaEvent> skip() {
    return decide(new Input.Direct<>(new TriviaCommand.Skip()));
  }

  Decision<TriviaEvent> extend(int seconds) {
    return decide(new Input.Direct<>(new TriviaCommand.Extend(seconds)));
  }

  Decision<TriviaEvent> finish() {
    return decide(new Input.Finish<>());
  }

  /** Takes a seat, connected. */
  String join() {
    Seat seat = nextSeat();
    connected.add(seat.id());
    decide(new Input.Join<>(seat));
    decide(new Input.Presence<>());
    return seat.id();
  }

  Decision<TriviaEvent> leave(String player) {
    connected.remove(player);
    return decide(new Input.Leave<>(player));
  }

  Decision<TriviaEvent> disconnect(String player) {
    connected.remove(player);
    return decide(new Input.Presence<>());
  }

  Decision<TriviaEvent> connect(String player) {
    connected.add(player);
    return decide(new Input.Presence<>());
  }

  Table table() {
    return new Table(clock, seats, connected);
  }

  TriviaView.Shared view() {
    return GAME.shared(state, Role.PLAYER, table());
  }

  TriviaView.Own own(String player) {
    return GAME.own(state, player, table());
  }

  TriviaState.Phase phase() {
    return state.phase();
  }

  List<Placing> placings() {
    return GAME.placings(state);
  }

  /** The code of a refusal; "accepted" without one. */
  static String code(Decision<TriviaEvent> decision) {
    return decision instanceof Decision.Rejected<TriviaEvent> rejected
        ? rejected.rejection().code()
        : "accepted";
  }

  static List<TriviaEvent> events(Decision<TriviaEvent> decision) {
    return decision instanceof Decision.Accepted<TriviaEvent> accepted
        ? accepted.events()
        : List.of();
  }
}
