package dev.parlour.tournament.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Checked;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Mode;
import dev.parlour.game.Placing;
import dev.parlour.game.Rejection;
import dev.parlour.player.AccountId;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.HeldSeat;
import dev.parlour.player.SeatHolder;
import dev.parlour.room.Actor;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.Status;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Secrets;
import dev.parlour.shared.RoomNotice;
import dev.parlour.testkit.ManualClock;
import dev.parlour.testkit.MemoryTournamentBook;
import dev.parlour.testkit.PureRooms;
import dev.parlour.testkit.TallyGame;
import dev.parlour.tournament.Match;
import dev.parlour.tournament.Outcome.How;
import dev.parlour.tournament.Phase;
import dev.parlour.tournament.Tournament;
import dev.parlour.tournament.TournamentBook;
import dev.parlour.tournament.TournamentBook.Logged;
import dev.parlour.tournament.TournamentCommand;
import dev.parlour.tournament.TournamentSettings;
import dev.parlour.wire.ServerMessage;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What becomes of tournaments, from the announcement to the champion, with real rooms' rules. */
class TournamentsTest {
  private static final TournamentSettings SETTINGS =
      new TournamentSettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          64,
          Duration.ofSeconds(5),
          false,
          Duration.ofDays(365));

  private final ManualClock clock = new ManualClock();
  private final Games games =
      new Games() {
        @Override
        public Optional<GameRegistration> find(String id) {
          return all().stream().filter(g -> g.game().id().equals(id)).findFirst();
        }

        @Override
        public List<GameRegistration> all() {
          return List.of(
              new GameRegistration(
                  new TallyGame(),
                  "game/tally",
                  List.of(
                      new Mode("duel", 2, Map.of("rounds", 1, "min", 2, "max", 2)),
                      new Mode(
                          "four",
                          4,
                          Map.of("rounds", 1, "min", 4, "max", 4),
                          Map.of("rounds", 1, "min", 1, "max", 4)),
                      new Mode("quartet", 4, Map.of("rounds", 2, "min", 4, "max", 4)))));
        }
      };
  private final MemoryTournamentBook book = new MemoryTournamentBook(clock);
  private final PureRooms rooms = new PureRooms(games, clock);
  private final Set<String> held = new LinkedHashSet<>();

  /** What happens when the next one has a seat, by the room's code. */
  private final Deque<Consumer<String>> meanwhile = new ArrayDeque<>();

  private final Tournaments tournaments = node(new PrometheusRegistry());
  private final Tournaments other = node(new PrometheusRegistry());
  private final TournamentWatch watch = new TournamentWatch(tournaments, book);
  private String organiser;

  private Tournaments node(PrometheusRegistry registry) {
    GuestSeats seats =
        new GuestSeats() {
          @Override
          public void remember(GuestId guest, String room, Actor actor, String name) {
            held.add(guest.key() + " " + room + " " + actor.key());
            if (!meanwhile.isEmpty()) {
              meanwhile.poll().accept(room);
            }
          }

          @Override
          public Set<Actor> in(GuestId guest, String room) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void forget(GuestId guest, String room, Actor actor) {
            throw new UnsupportedOperationException();
          }

          @Override
          public List<HeldSeat> rooms(GuestId guest) {
            throw new UnsupportedOperationException();
          }

          @Override
          public List<SeatHolder> holders(String room) {
            throw new UnsupportedOperationException();
          }
        };
    return new Tournaments(
        book,
        rooms,
        games,
        seats,
        () -> new byte[32],
        key -> !"stranger".equals(key),
        (key, game) -> key.equals("k2") ? 1_700 : null,
        new TournamentMeter(registry),
        SETTINGS,
        clock);
  }

  private static TournamentWish wish(String format, String mode, Integer bestOf, Instant startsAt) {
    return new TournamentWish(
        "Cup", "tally", mode, null, format, bestOf, null, null, null, null, null, null, null, null,
        startsAt);
  }

  private String announced(TournamentWish wish) {
    Tournaments.Made made = good(tournaments.announce(wish, "organiser", Secrets.random()));
    organiser = made.token();
    return made.tournament().id();
  }

  /** A knockout of so many browsers {@code k1} and so on, who are there. */
  private String started(int entrants, String mode) {
    String id = announced(wish("single_elimination", mode, null, null));
    entered(id, entrants);
    direct(id, new TournamentCommand.Start());
    return id;
  }

  private void entered(String id, int entrants) {
    for (int i = 1; i <= entrants; i++) {
      good(tournaments.enter(id, "Player " + i, "k" + i, Secrets.random()));
    }
  }

  private void direct(String id, TournamentCommand command) {
    good(tournaments.direct(id, new Proof(organiser, null), command));
  }

  private static <T> T good(Checked<T> checked) {
    return switch (checked) {
      case Checked.Good<T> good -> good.value();
      case Checked.Bad<T> bad -> throw new AssertionError(bad.rejection().toString());
    };
  }

  private static String refusal(Checked<?> checked) {
    return ((Checked.Bad<?>) checked).rejection().code();
  }

  private Tournament now(String id) {
    return good(tournaments.look(id)).state();
  }

  private Match match(String id, String match) {
    return now(id).bracket().match(match);
  }

  private String room(String id, String match) {
    return match(id, match).running().orElseThrow().room();
  }

  private Own own(String id, String key) {
    return good(tournaments.own(id, new Proof(null, key)));
  }

  /** These ask for their tournament, time goes by, and somebody looks after it. */
  private void later(String id, Duration time, String... present) {
    clock.pass(time);
    for (String key : present) {
      own(id, key);
    }
    tournaments.sweep();
  }

  private void second(String id, String... present) {
    later(id, Duration.ofSeconds(1), present);
  }

  /** All who have a seat come, and that entrant calls the highest number. */
  private void played(String room, String winner, Map<String, String> seats) {
    seats.values().forEach(p -> rooms.arrives(room, p));
    seats.forEach(
        (entrant, player) ->
            good(
                rooms.perform(
                    room,
                    new Actor.Player(player),
                    null,
                    new RoomCommand.Play(
                        new TallyGame.Command.Call(1, entrant.equals(winner) ? 9 : 1)))));
    assertThat(rooms.of(room).state.status()).isEqualTo(Status.COMPLETED);
  }

  private void won(String id, String match, String winner) {
    String room = room(id, match);
    played(room, winner, match(id, match).running().orElseThrow().seats());
    told(room);
  }

  /** The room's notice comes by its way. */
  private void told(String room) {
    List<Map<String, Object>> result = new ArrayList<>();
    for (Placing p : List.copyOf(placings(room))) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("player", p.player());
      line.put("rank", p.rank());
      line.put("score", p.score());
      result.add(line);
    }
    tournaments.roomEnded(
        new RoomNotice("n", "RoomCompleted", room, 9, Map.of("game", "tally", "result", result)));
  }

  private List<Placing> placings(String room) {
    return ((TallyGame.State) rooms.of(room).state.play()).placings();
  }

  // ---- making

  @Test
  void the_same_request_again_is_the_same_tournament() {
    Secrets secrets = Secrets.random();
    TournamentWish wish = wish("swiss", null, 3, null);
    Tournaments.Made once = good(tournaments.announce(wish, "organiser", secrets));
    Tournaments.Made again = good(other.announce(wish, "organiser", secrets));

    assertThat(again.tournament().id()).isEqualTo(once.tournament().id());
    assertThat(again.token()).isEqualTo(once.token());
    assertThat(good(tournaments.list())).hasSize(1);
  }

  @Test
  void what_cannot_be_played_is_refused() {
    for (Map.Entry<TournamentWish, String> wrong :
        Map.of(
                wish("knockout", null, null, null), "bad_rules",
                wish("swiss", "five", null, null), "unknown_mode",
                wish("swiss", "four", null, null), "bad_rules",
                wish("swiss", null, 2, null), "bad_rules")
            .entrySet()) {
      assertThat(refusal(tournaments.announce(wrong.getKey(), "organiser", Secrets.random())))
          .isEqualTo(wrong.getValue());
    }
    assertThat(
            refusal(
                tournaments.announce(
                    new TournamentWish(
                        "Cup", "chess", null, null, "swiss", null, null, null, null, null, null,
                        null, null, null, null),
                    "organiser",
                    Secrets.random())))
        .isEqualTo("unknown_game");
    assertThat(good(tournaments.list())).isEmpty();
  }

  @Test
  void who_may_not_organise_makes_none() {
    assertThat(
            refusal(
                tournaments.announce(
                    wish("swiss", null, null, null), "stranger", Secrets.random())))
        .isEqualTo("not_registered");
  }

  @Test
  void the_organiser_is_proved_by_a_cookie_or_a_token_and_nobody_else_is() {
    String id = announced(wish("swiss", null, null, null));
    TournamentCommand command = new TournamentCommand.OpenCheckIn();

    for (Proof wrong :
        List.of(
            new Proof("wrong", null),
            new Proof("", null),
            new Proof(null, "k1"),
            new Proof(null, null),
            new Proof("wrong", "organiser"))) {
      assertThat(refusal(tournaments.direct(id, wrong, command))).isEqualTo("not_organiser");
    }
    good(tournaments.direct(id, new Proof(null, "organiser"), command));
    good(tournaments.direct(id, new Proof(organiser, null), command));
  }

  @Test
  void ids_that_are_none_are_unknown() {
    for (String id : new String[] {null, "", "x", "../../etc", "A".repeat(22)}) {
      assertThat(refusal(tournaments.look(id))).isEqualTo("unknown_tournament");
      assertThat(refusal(tournaments.enter(id, "Ann", "k", Secrets.random())))
          .isEqualTo("unknown_tournament");
    }
  }

  // ---- to the room and back

  @Test
  void when_both_are_there_they_get_a_room_and_their_seats() {
    String id = started(2, null);
    second(id, "k1", "k2");

    Own first = own(id, "k1");
    assertThat(first.status()).isEqualTo("playing");
    assertThat(first.room()).isEqualTo(own(id, "k2").room());
    assertThat(rooms.actor(first.room(), first.player().token()))
        .isEqualTo(Checked.good(Optional.of(new Actor.Player(first.player().id()))));
    assertThat(held).containsExactly("k1 " + first.room() + " p1", "k2 " + first.room() + " p2");
  }

  @Test
  void the_strongest_is_seeded_first_where_ratings_seed() {
    String id =
        announced(
            new TournamentWish(
                "Cup", "tally", null, null, "swiss", null, "rating", null, null, null, null, null,
                null, null, null));
    entered(id, 3);
    direct(id, new TournamentCommand.Start());

    assertThat(now(id).bracket().seeds()).containsExactly("e2", "e1", "e3");
  }

  @Test
  void one_who_is_away_gets_none() {
    String id = started(2, null);
    later(id, Duration.ofSeconds(11), "k1");

    assertThat(own(id, "k1").status()).isEqualTo("ready");
    assertThat(rooms.all).isEmpty();
    second(id, "k1", "k2");
    assertThat(rooms.all).hasSize(1);
  }

  @Test
  void a_program_proves_itself_by_its_token() {
    String id = announced(wish("single_elimination", null, null, null));
    Tournaments.Entry entry = good(tournaments.enter(id, "Bot", null, Secrets.random()));

    assertThat(good(tournaments.own(id, new Proof(entry.token(), null))).entrant())
        .isEqualTo(entry.entrant().id());
    assertThat(refusal(tournaments.own(id, new Proof("wrong", null)))).isEqualTo("not_an_entrant");
  }

  @Test
  void four_come_to_a_champion() {
    String id = started(4, null);
    second(id, "k1", "k2", "k3", "k4");
    won(id, "A1", "e4");
    won(id, "A2", "e2");
    second(id, "k2", "k4");
    won(id, "B1", "e2");

    assertThat(now(id).phase()).isEqualTo(Phase.FINISHED);
    assertThat(now(id).champion()).isEqualTo("e2");
    assertThat(good(tournaments.list()).getFirst().champion()).isEqualTo("Player 2");
  }

  @Test
  void each_game_of_a_match_has_a_room_of_its_own() {
    String id = announced(wish("single_elimination", null, 3, null));
    entered(id, 2);
    direct(id, new TournamentCommand.Start());
    Set<String> played = new LinkedHashSet<>();
    while (now(id).phase() == Phase.RUNNING) {
      second(id, "k1", "k2");
      played.add(room(id, "A1"));
      won(id, "A1", "e1");
    }

    assertThat(played).hasSize(2);
    assertThat(now(id).champion()).isEqualTo("e1");
  }

  @Test
  void a_result_that_is_told_twice_or_on_two_nodes_counts_once() {
    String id = announced(wish("single_elimination", null, 3, null));
    entered(id, 2);
    direct(id, new TournamentCommand.Start());
    second(id, "k1", "k2");
    String room = room(id, "A1");
    won(id, "A1", "e1");
    told(room);
    other.roomEnded(
        new RoomNotice(
            "m",
            "RoomCompleted",
            room,
            9,
            Map.of("result", List.of(Map.of("player", "p2", "rank", 1, "score", 9)))));

    assertThat(match(id, "A1").wins()).isEqualTo(Map.of("e1", 1, "e2", 0));
  }

  @Test
  void a_result_of_another_room_changes_nothing() {
    String id = started(2, null);
    second(id, "k1", "k2");
    tournaments.roomEnded(
        new RoomNotice(
            "m",
            "RoomCompleted",
            "AAAAAA",
            9,
            Map.of("result", List.of(Map.of("player", "p2", "rank", 1, "score", 9)))));

    assertThat(match(id, "A1").decided()).isFalse();
  }

  @Test
  void a_result_of_which_no_news_came_is_asked_for() {
    String id = started(2, null);
    second(id, "k1", "k2");
    String room = room(id, "A1");
    played(room, "e2", match(id, "A1").running().orElseThrow().seats());
    for (int i = 0; i < 12; i++) {
      second(id, "k1", "k2");
    }

    assertThat(now(id).champion()).isEqualTo("e2");
  }

  @Test
  void news_that_cannot_be_stored_comes_again() {
    String id = started(2, null);
    second(id, "k1", "k2");
    String room = room(id, "A1");
    played(room, "e2", match(id, "A1").running().orElseThrow().seats());
    book.away = true;
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> told(room))
        .isInstanceOf(TournamentBook.Unavailable.class);
    book.away = false;
    told(room);

    assertThat(now(id).champion()).isEqualTo("e2");
  }

  @Test
  void a_room_that_is_closed_is_followed_by_another() {
    String id = started(2, null);
    second(id, "k1", "k2");
    String room = room(id, "A1");
    good(rooms.perform(room, Actor.HOST, null, new RoomCommand.Close("x")));
    tournaments.roomEnded(new RoomNotice("m", "RoomClosed", room, 9, Map.of()));
    second(id, "k1", "k2");

    assertThat(room(id, "A1")).isNotEqualTo(room);
  }

  @Test
  void a_room_that_cannot_be_made_now_is_made_later_and_once() {
    String id = started(2, null);
    rooms.full = new Rejection("busy", "Not now.");
    second(id, "k1", "k2");
    assertThat(match(id, "A1").running()).isEmpty();
    rooms.full = null;
    second(id, "k1", "k2");

    assertThat(rooms.all).hasSize(1);
    assertThat(match(id, "A1").running()).isPresent();
  }

  @Test
  void a_pause_while_rooms_are_opened_makes_no_match_unplayable() {
    String id = started(4, null);
    meanwhile.add(room -> direct(id, new TournamentCommand.Pause()));
    second(id, "k1", "k2", "k3", "k4");
    String closed = rooms.only().state.code(); // the second match did not even get one
    assertThat(rooms.only().state.status()).isEqualTo(Status.CLOSED);
    direct(id, new TournamentCommand.Resume());
    second(id, "k1", "k2", "k3", "k4");

    assertThat(room(id, "A1")).isNotEqualTo(closed);
    won(id, "A1", "e4");
    won(id, "A2", "e2");
    second(id, "k2", "k4");
    won(id, "B1", "e4");
    assertThat(now(id).champion()).isEqualTo("e4");
  }

  @Test
  void who_withdraws_while_the_room_is_opened_does_not_keep_the_others_from_playing() {
    String id = started(4, "four");
    meanwhile.add(room -> good(tournaments.withdraw(id, new Proof(null, "k4"))));
    second(id, "k1", "k2", "k3", "k4");
    String closed = rooms.only().state.code();
    assertThat(match(id, "A1").running()).isEmpty();
    second(id, "k1", "k2", "k3");

    assertThat(room(id, "A1")).isNotEqualTo(closed);
    assertThat(match(id, "A1").running().orElseThrow().seats()).containsOnlyKeys("e1", "e2", "e3");
    won(id, "A1", "e3");
    assertThat(now(id).champion()).isEqualTo("e3");
  }

  @Test
  void a_room_whose_opening_could_not_be_stored_is_opened_again_with_the_same_seats() {
    String id = started(2, null);
    meanwhile.add(room -> {});
    meanwhile.add(room -> book.away = true);
    second(id, "k1", "k2");
    book.away = false;
    assertThat(match(id, "A1").running()).isEmpty();
    second(id, "k1", "k2");

    assertThat(room(id, "A1")).isEqualTo(rooms.only().state.code());
    assertThat(held)
        .containsExactly("k1 " + room(id, "A1") + " p1", "k2 " + room(id, "A1") + " p2");
  }

  @Test
  void a_room_that_was_closed_before_its_opening_could_be_stored_is_followed_by_another() {
    String id = started(2, null);
    meanwhile.add(room -> book.away = true);
    second(id, "k1", "k2");
    String closed = rooms.only().state.code();
    good(rooms.perform(closed, Actor.HOST, null, new RoomCommand.Close("idle")));
    book.away = false;
    second(id, "k1", "k2");
    second(id, "k1", "k2");

    assertThat(room(id, "A1")).isNotEqualTo(closed);
  }

  @Test
  void nobody_but_those_who_play_the_match_sits_down_in_its_room() {
    String id = started(3, "four");
    second(id, "k1", "k2", "k3");
    String room = room(id, "A1");

    assertThat(refusal(rooms.join(room, "Stranger", null, Secrets.random())))
        .isEqualTo("room_locked");
    won(id, "A1", "e2");
    assertThat(now(id).champion()).isEqualTo("e2");
  }

  @Test
  void a_room_in_which_somebody_else_sat_down_first_serves_no_match() {
    String id = started(3, "four");
    meanwhile.add(room -> good(rooms.join(room, "Stranger", null, Secrets.random())));
    second(id, "k1", "k2", "k3");
    String spoiled = rooms.only().state.code();
    assertThat(rooms.only().state.status()).isEqualTo(Status.CLOSED);
    second(id, "k1", "k2", "k3");

    assertThat(room(id, "A1")).isNotEqualTo(spoiled);
    assertThat(rooms.of(room(id, "A1")).state.seating().seats()).hasSize(3);
  }

  // ---- nobody waits for ever

  @Test
  void who_is_there_wins_when_the_time_is_up() {
    String id = started(2, null);
    later(id, Duration.ofSeconds(59), "k2");
    assertThat(match(id, "A1").decided()).isFalse();
    second(id, "k2");

    assertThat(match(id, "A1").outcome().how()).isEqualTo(How.WALKOVER);
    assertThat(now(id).champion()).isEqualTo("e2");
  }

  @Test
  void who_is_not_in_the_room_in_time_has_lost() {
    String id = started(2, null);
    second(id, "k1", "k2");
    rooms.arrives(room(id, "A1"), "p1");
    for (int i = 0; i < 66; i++) {
      second(id, "k1", "k2");
    }

    assertThat(now(id).champion()).isEqualTo("e1");
  }

  @Test
  void the_room_of_somebody_who_withdrew_is_closed() {
    String id = started(2, null);
    second(id, "k1", "k2");
    String room = room(id, "A1");
    good(tournaments.withdraw(id, new Proof(null, "k1")));

    assertThat(now(id).champion()).isEqualTo("e2");
    assertThat(rooms.of(room).state.status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void of_four_who_should_play_three_play_with_the_computer() {
    String id = started(4, "four");
    later(id, Duration.ofSeconds(59), "k1", "k2", "k3");
    second(id, "k1", "k2", "k3");

    assertThat(match(id, "A1").running().orElseThrow().seats()).containsOnlyKeys("e1", "e2", "e3");
    assertThat(rooms.only().state.created().settings()).containsEntry("min", 1);
  }

  @Test
  void of_four_in_a_room_who_does_not_come_is_not_waited_for() {
    String id = started(4, "four");
    second(id, "k1", "k2", "k3", "k4");
    String room = room(id, "A1");
    for (String player : List.of("p2", "p3", "p4")) {
      rooms.arrives(room, player);
    }
    for (int i = 0; i < 66; i++) {
      second(id, "k1", "k2", "k3", "k4");
    }

    assertThat(now(id).champion()).isEqualTo("e2"); // the game needs four
  }

  @Test
  void a_room_in_which_all_are_begins_though_a_stranger_does_not_come() {
    String id = started(3, "four");
    second(id, "k1", "k2", "k3");
    String room = room(id, "A1");
    good(rooms.perform(room, Actor.HOST, null, new RoomCommand.Unlock()));
    good(rooms.join(room, "Stranger", null, Secrets.random()));
    for (String player : List.of("p1", "p2", "p3")) {
      rooms.arrives(room, player);
    }
    assertThat(rooms.of(room).state.status()).isEqualTo(Status.READY);
    for (int i = 0; i < 66; i++) {
      second(id, "k1", "k2", "k3");
    }

    assertThat(rooms.of(room).state.status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(rooms.of(room).state.seating().seats()).containsOnlyKeys("p1", "p2", "p3");
  }

  @Test
  void where_fewer_are_in_a_match_than_its_game_needs_the_better_seeds_go_on_without_a_room() {
    String id = started(6, "quartet");
    String[] all = {"k1", "k2", "k3", "k4", "k5", "k6"};
    second(id, all);
    assertThat(rooms.all).isEmpty();
    later(id, Duration.ofSeconds(59), all);
    assertThat(match(id, "A1").outcome().how()).isEqualTo(How.WALKOVER);
    second(id, all);

    assertThat(match(id, "B1").running().orElseThrow().seats())
        .containsOnlyKeys("e1", "e2", "e3", "e4");
    assertThat(rooms.all).hasSize(1);
  }

  @Test
  void when_one_of_four_has_withdrawn_from_a_game_for_four_no_room_is_opened() {
    String id = started(4, "quartet");
    good(tournaments.withdraw(id, new Proof(null, "k1")));
    second(id, "k2", "k3", "k4");
    assertThat(match(id, "A1").decided()).isFalse();
    later(id, Duration.ofSeconds(59), "k2", "k3", "k4");

    assertThat(now(id).champion()).isEqualTo("e2");
    assertThat(rooms.all).isEmpty();
  }

  @Test
  void a_tournament_starts_at_its_time() {
    String id =
        announced(
            wish("single_elimination", null, null, ManualClock.EIGHT_O_CLOCK.plusSeconds(100)));
    entered(id, 2);
    later(id, Duration.ofSeconds(99));
    assertThat(now(id).phase()).isEqualTo(Phase.ANNOUNCED);
    second(id);

    assertThat(now(id).phase()).isEqualTo(Phase.RUNNING);
  }

  // ---- lists and links

  @Test
  void a_name_on_a_list_is_taken_over_by_whoever_has_its_link() {
    String id = announced(wish("single_elimination", null, null, null));
    direct(id, new TournamentCommand.Import(List.of("Ann", "Bob")));
    Map<String, String> claims = good(tournaments.claims(id, new Proof(organiser, null)));

    assertThat(refusal(tournaments.claims(id, new Proof(null, "k1")))).isEqualTo("not_organiser");
    for (String wrong :
        new String[] {null, "", "e1", "e1.x", ".", "e2." + claims.get("e1").substring(3)}) {
      assertThat(refusal(tournaments.claim(id, wrong, "k1", Secrets.random())))
          .isEqualTo("unauthorized");
    }
    good(tournaments.claim(id, claims.get("e1"), "k1", Secrets.random()));
    assertThat(own(id, "k1").entrant()).isEqualTo("e1");
    assertThat(refusal(tournaments.claim(id, claims.get("e1"), "k2", Secrets.random())))
        .isEqualTo("already_claimed");
  }

  @Test
  void entries_and_tournaments_move_with_their_owner() {
    String id = announced(wish("single_elimination", null, null, null));
    entered(id, 2);
    tournaments.moved("k1", "@ann");
    tournaments.moved("organiser", "@olga");

    assertThat(own(id, "@ann").entrant()).isEqualTo("e1");
    assertThat(now(id).organiser()).isEqualTo("@olga");
    assertThat(good(tournaments.of("@ann"))).hasSize(1);
  }

  @Test
  void a_log_is_told_in_pages() {
    String id = announced(wish("single_elimination", null, null, null));
    entered(id, 3);

    assertThat(good(tournaments.log(id, 0, 2))).extracting(Logged::seq).containsExactly(1L, 2L);
    assertThat(good(tournaments.log(id, 2, 9))).extracting(Logged::seq).containsExactly(3L, 4L);
    assertThat(good(tournaments.log(id, 4, 9))).isEmpty();
    for (int i = 0; i < 500; i++) {
      direct(id, new TournamentCommand.Message("On."));
    }
    assertThat(good(tournaments.log(id, 0, Integer.MAX_VALUE))).hasSize(500);
  }

  @Test
  void the_download_of_ones_data_has_what_one_organises_and_what_one_entered() {
    AccountId account = new AccountId("A".repeat(22));
    String key = GuestId.of(account).key();
    String own = announced(wish("single_elimination", null, null, null));
    entered(own, 2);
    direct(own, new TournamentCommand.Message("Hello."));
    tournaments.moved("organiser", key);
    tournaments.moved("k2", key);
    String left = announced(wish("swiss", null, null, null));
    good(tournaments.enter(left, "Ann", key, Secrets.random()));
    good(tournaments.withdraw(left, new Proof(null, key)));
    direct(left, new TournamentCommand.Message("To all."));
    announced(wish("swiss", null, null, null)); // nothing of theirs
    TournamentsKept kept = new TournamentsKept();
    kept.book = book;

    Instant at = clock.instant();
    assertThat(kept.about(account))
        .isEqualTo(
            List.of(
                new TournamentsKept.Kept(
                    left,
                    "Cup",
                    "tally",
                    "ANNOUNCED",
                    false,
                    List.of(),
                    List.of(new TournamentsKept.Entry("e1", "Ann", null, at))),
                new TournamentsKept.Kept(
                    own,
                    "Cup",
                    "tally",
                    "ANNOUNCED",
                    true,
                    List.of("Hello."),
                    List.of(new TournamentsKept.Entry("e2", "Player 2", 1_700, at)))));
  }

  // ---- the stream

  private static final class Listener {
    final List<ServerMessage.Tournament> heard = new ArrayList<>();

    void hear(ServerMessage message) {
      heard.add((ServerMessage.Tournament) message);
    }

    ServerMessage.Tournament last() {
      return heard.getLast();
    }
  }

  private Listener follows(String id, String key) {
    Listener listener = new Listener();
    good(watch.follow(id, null, key, listener::hear));
    return listener;
  }

  @Test
  void whoever_follows_hears_at_once_and_then_of_changes_encoded_once_for_all() {
    String id = started(2, null);
    Listener one = follows(id, "k1");
    Listener two = follows(id, null);
    assertThat(one.last().chart()).isNotNull();
    watch.tell();
    assertThat(one.heard).hasSize(1); // nothing is new
    second(id, "k1", "k2");
    watch.tell();

    assertThat(one.heard).hasSize(2);
    assertThat(one.last().chart()).isNull();
    assertThat(one.last().since()).isEqualTo(one.heard.getFirst().seq());
    assertThat(one.last().changes()).isSameAs(two.last().changes());
    assertThat(String.valueOf(one.last().changes().rawValue())).contains("\"playing\"");
  }

  @Test
  void who_comes_later_hears_the_whole_chart_first() {
    String id = started(4, null);
    follows(id, "k1");
    watch.tell();
    second(id, "k1", "k2", "k3", "k4");
    Listener late = follows(id, null);
    watch.tell();
    won(id, "A1", "e4");
    watch.tell();

    assertThat(late.heard.getFirst().chart()).isNotNull();
    assertThat(late.last().since()).isEqualTo(late.heard.getFirst().seq());
  }

  @Test
  void who_enters_is_told_with_a_whole_chart() {
    String id = announced(wish("swiss", null, null, null));
    Listener one = follows(id, null);
    watch.tell();
    entered(id, 1);
    watch.tell();

    assertThat(String.valueOf(one.last().chart().rawValue())).contains("Player 1");
  }

  @Test
  void nobody_follows_what_is_not_there() {
    assertThat(refusal(watch.follow("A".repeat(22), null, "k1", m -> {})))
        .isEqualTo("unknown_tournament");
  }

  @Test
  void following_is_being_there() {
    String id = started(2, null);
    follows(id, "k1");
    follows(id, "k2");
    clock.pass(Duration.ofSeconds(30));
    watch.tell();
    tournaments.sweep();

    assertThat(match(id, "A1").running()).isPresent();
  }

  @Test
  void what_is_ones_own_is_told_to_oneself_alone() {
    String id = started(2, null);
    Listener one = follows(id, "k1");
    Listener nobody = follows(id, "somebody");
    watch.tell();
    second(id, "k1", "k2");
    watch.tell();

    assertThat(String.valueOf(one.last().you().rawValue()))
        .contains("\"room\":\"" + room(id, "A1") + "\"")
        .doesNotContain("token");
    assertThat(nobody.last().you()).isNull();
  }
}
