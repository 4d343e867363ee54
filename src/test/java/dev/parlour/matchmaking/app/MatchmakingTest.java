package dev.parlour.matchmaking.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Checked;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Mode;
import dev.parlour.game.Rejection;
import dev.parlour.matchmaking.MatchmakingSettings;
import dev.parlour.matchmaking.TicketBook;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.HeldSeat;
import dev.parlour.player.SeatHolder;
import dev.parlour.room.Actor;
import dev.parlour.room.Status;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Secrets;
import dev.parlour.testkit.ManualClock;
import dev.parlour.testkit.MemoryTicketBook;
import dev.parlour.testkit.PureRooms;
import dev.parlour.testkit.TallyGame;
import dev.parlour.wire.ServerMessage;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of tickets, from the wish to the game, with the real rules of rooms. */
class MatchmakingTest {
  private static final MatchmakingSettings SETTINGS =
      new MatchmakingSettings(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofMinutes(15),
          Duration.ofSeconds(15),
          10);

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
                      new Mode("duel", 2, Map.of("max", 2), Map.of("max", 1)),
                      new Mode("four", 4, Map.of("max", 4, "rounds", 3)))));
        }
      };
  private final MemoryTicketBook book = new MemoryTicketBook(clock);
  private final PureRooms rooms = new PureRooms(games, clock);
  private final Set<String> held = new LinkedHashSet<>();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Matchmaking matchmaking = node(book, registry);
  private final TicketWatch watch = new TicketWatch(matchmaking, book);

  private Matchmaking node(TicketBook book, PrometheusRegistry registry) {
    GuestSeats seats =
        new GuestSeats() {
          @Override
          public void remember(GuestId guest, String room, Actor actor, String name) {
            held.add(guest.key() + " " + room + " " + actor.key() + " " + name);
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
    return new Matchmaking(
        book, rooms, games, seats, () -> new byte[32], new QueueMeter(registry), SETTINGS);
  }

  private static TicketWish duel(String name) {
    return new TicketWish("tally", "duel", null, name, null);
  }

  private Checked<Matchmaking.Entry> asks(TicketWish wish, String guest) {
    return matchmaking.enter(wish, guest, "192.0.2.7", Secrets.random());
  }

  private Shown enters(String name) {
    return enters(duel(name), null);
  }

  private Shown enters(TicketWish wish, String guest) {
    return ((Checked.Good<Matchmaking.Entry>) asks(wish, guest)).value().ticket();
  }

  private static Proof by(Shown ticket) {
    return new Proof(ticket.token(), null);
  }

  private Shown now(Shown ticket) {
    return ((Checked.Good<Shown>) matchmaking.look(ticket.id(), by(ticket))).value();
  }

  private static String refusal(Checked<?> checked) {
    return ((Checked.Bad<?>) checked).rejection().code();
  }

  private void arrives(Shown ticket) {
    Shown now = now(ticket);
    rooms.arrives(now.room(), now.player().id());
  }

  private Status status(Shown ticket) {
    return rooms.of(now(ticket).room()).state.status();
  }

  private void pass(Duration time) {
    clock.pass(time);
    matchmaking.sweep();
  }

  private long counted(String outcome) {
    return registry.scrape().stream()
        .filter(CounterSnapshot.class::isInstance)
        .filter(m -> m.getMetadata().getName().equals("parlour_matchmaking_tickets"))
        .flatMap(m -> ((CounterSnapshot) m).getDataPoints().stream())
        .filter(p -> outcome.equals(p.getLabels().get("outcome")))
        .mapToLong(p -> (long) p.getValue())
        .sum();
  }

  // Being matched

  @Test
  void two_who_want_the_same_get_a_room_and_a_seat_each() {
    Shown ada = enters("Ada");
    assertThat(ada.status()).isEqualTo("waiting");
    assertThat(ada.place()).isEqualTo(1);
    assertThat(ada.room()).isNull();
    Shown ben = enters("Ben");
    assertThat(ben.status()).isEqualTo("matched");
    Shown first = now(ada);
    assertThat(first.status()).isEqualTo("matched");
    assertThat(first.place()).isNull();
    assertThat(first.room()).isEqualTo(ben.room());
    assertThat(first.player().id()).isEqualTo("p1");
    assertThat(ben.player().id()).isEqualTo("p2");
    assertThat(rooms.actor(ben.room(), ben.player().token()))
        .isEqualTo(Checked.good(Optional.of(new Actor.Player("p2"))));
    assertThat(rooms.actor(ben.room(), first.player().token()))
        .isEqualTo(Checked.good(Optional.of(new Actor.Player("p1"))));
  }

  @Test
  void the_same_seat_and_tokens_are_told_again_to_whoever_asks() {
    Shown ada = enters("Ada");
    Shown ben = enters("Ben");
    assertThat(now(ben)).isEqualTo(ben);
    assertThat(now(ada).token()).isEqualTo(ada.token());
  }

  @Test
  void the_game_starts_when_both_are_there() {
    Shown ada = enters("Ada");
    Shown ben = enters("Ben");
    arrives(ada);
    assertThat(status(ada)).isEqualTo(Status.READY);
    arrives(ben);
    assertThat(status(ada)).isEqualTo(Status.IN_PROGRESS);
    pass(Duration.ofSeconds(20));
    assertThat(status(ada)).isEqualTo(Status.IN_PROGRESS);
    assertThat(now(ada).status()).isEqualTo("matched");
    assertThat(counted("matched")).isEqualTo(2);
  }

  @Test
  void a_room_has_the_settings_of_its_mode_and_not_one_seat_too_many() {
    for (int i = 0; i < 5; i++) {
      enters(new TicketWish("tally", "four", null, "Player " + i, null), null);
    }
    PureRooms.Place place = rooms.only();
    assertThat(place.state.created().settings()).isEqualTo(Map.of("max", 4, "rounds", 3));
    assertThat(place.state.seating().seats()).hasSize(4);
    assertThat(place.rules.maxPlayers(place.state)).isEqualTo(4);
  }

  @Test
  void namesakes_and_the_nameless_are_told_apart() {
    enters("Ada");
    enters("ada");
    enters(duel(null), null);
    enters(duel(null), null);
    assertThat(
            rooms.all.values().stream()
                .flatMap(p -> p.state.seating().seats().values().stream())
                .map(s -> s.name()))
        .containsExactly("Ada", "ada 2", "Player", "Player 2");
  }

  @Test
  void a_browser_holds_its_seat() {
    Shown ada = enters(duel("Ada"), "browser");
    enters("Ben");
    assertThat(held).containsExactly("browser " + now(ada).room() + " p1 Ada");
    assertThat(matchmaking.look(ada.id(), new Proof(null, "browser")))
        .isInstanceOf(Checked.Good.class);
  }

  // Crashes

  @Test
  void a_room_that_cannot_be_made_at_once_is_made_by_a_later_sweep_of_any_node() {
    rooms.away = new Rejection("unavailable", "Not now.");
    Shown ada = enters("Ada");
    Shown ben = enters("Ben");
    assertThat(ben.status()).isEqualTo("waiting");
    assertThat(ben.place()).isEqualTo(1);
    rooms.away = null;
    pass(Duration.ofSeconds(3));
    assertThat(now(ada).room()).isNotNull().isEqualTo(now(ben).room());
  }

  @Test
  void a_room_that_was_half_made_is_finished_and_none_is_made_beside_it() {
    rooms.full = new Rejection("unavailable", "Not now.");
    Shown ada = enters("Ada");
    enters("Ben");
    assertThat(rooms.all).hasSize(1);
    rooms.full = null;
    pass(Duration.ofSeconds(3));
    assertThat(rooms.only().state.seating().seats()).hasSize(2);
    assertThat(now(ada).status()).isEqualTo("matched");
  }

  @Test
  void a_room_that_another_node_has_just_made_is_left_to_its_people() {
    Shown ada = enters("Ada");
    String room = enters("Ben").room();
    String pairing = book.find(ada.id()).orElseThrow().pairing();
    // A node that was told to make it, and is slower.
    TicketBook before =
        (TicketBook)
            Proxy.newProxyInstance(
                TicketBook.class.getClassLoader(),
                new Class<?>[] {TicketBook.class},
                (proxy, method, values) ->
                    method.getName().equals("due")
                        ? List.of(pairing)
                        : method.invoke(book, values));
    node(before, new PrometheusRegistry()).sweep();
    assertThat(rooms.of(room).state.status()).isEqualTo(Status.READY);
    assertThat(now(ada).room()).isEqualTo(room);
  }

  @Test
  void a_room_that_can_never_be_made_ends_the_tickets_with_a_word() {
    rooms.away = new Rejection("no_such_thing", "No.");
    Shown ada = enters("Ada");
    enters("Ben");
    assertThat(now(ada).status()).isEqualTo("expired");
    assertThat(now(ada).note()).isEqualTo("no_room");
    assertThat(counted("expired")).isEqualTo(2);
  }

  @Test
  void nobody_is_told_that_all_is_well_where_the_store_is_away() {
    Shown ada = enters("Ada");
    book.away = true;
    assertThat(refusal(asks(duel("Ben"), null))).isEqualTo("unavailable");
    assertThat(refusal(matchmaking.look(ada.id(), by(ada)))).isEqualTo("unavailable");
    assertThat(refusal(matchmaking.leave(ada.id(), by(ada)))).isEqualTo("unavailable");
    assertThat(matchmaking.livingOf("browser")).isNull();
  }

  // Not arriving

  @Test
  void whoever_came_goes_back_to_the_front_and_the_room_is_closed() {
    Shown ada = enters("Ada");
    Shown ben = enters("Ben");
    Shown cleo = enters("Cleo");
    String room = ben.room();
    arrives(ben);
    matchmaking.look(cleo.id(), by(cleo));
    clock.pass(Duration.ofSeconds(19));
    matchmaking.look(cleo.id(), by(cleo));
    pass(Duration.ofSeconds(1));
    assertThat(rooms.of(room).state.status()).isEqualTo(Status.CLOSED);
    assertThat(now(ada).status()).isEqualTo("expired");
    assertThat(now(ada).note()).isEqualTo("not_arrived");
    assertThat(now(ben).room()).isNotEqualTo(room).isEqualTo(now(cleo).room());
    assertThat(now(ben).player().id()).isEqualTo("p1"); // before who came later
    assertThat(now(ben).player().token()).isNotEqualTo(ben.player().token());
    assertThat(counted("requeued")).isEqualTo(1);
    assertThat(counted("expired")).isEqualTo(1);
  }

  @Test
  void whoever_waits_again_is_told_why() {
    enters("Ada");
    Shown ben = enters("Ben");
    arrives(ben);
    pass(Duration.ofSeconds(20));
    assertThat(now(ben).status()).isEqualTo("waiting");
    assertThat(now(ben).note()).isEqualTo("others_missing");
    assertThat(now(ben).waitedMs()).isEqualTo(20_000);
  }

  @Test
  void where_nobody_came_nobody_waits_again() {
    Shown ada = enters("Ada");
    Shown ben = enters("Ben");
    pass(Duration.ofSeconds(20));
    assertThat(List.of(now(ada).status(), now(ben).status())).containsOnly("expired");
  }

  @Test
  void whoever_comes_while_the_sweep_looks_plays() {
    Shown ada = enters("Ada");
    Shown ben = enters("Ben");
    arrives(ben);
    clock.pass(Duration.ofSeconds(20));
    // The node that found Ada missing died before it called the room off; then she came.
    book.missed(book.find(ada.id()).orElseThrow().pairing(), List.of(ben.id()));
    arrives(ada);
    pass(Duration.ofSeconds(3));
    assertThat(status(ada)).isEqualTo(Status.IN_PROGRESS);
    assertThat(now(ben).status()).isEqualTo("matched");
  }

  @Test
  void a_room_that_cannot_be_asked_is_asked_again() {
    Shown ada = enters("Ada");
    Shown ben = enters("Ben");
    arrives(ada);
    arrives(ben);
    rooms.away = new Rejection("moved", "Not now.");
    pass(Duration.ofSeconds(20));
    rooms.away = null;
    pass(Duration.ofSeconds(3));
    assertThat(now(ada).status()).isEqualTo("matched");
    assertThat(counted("expired")).isZero();
  }

  // Leaving and expiring

  @Test
  void whoever_leaves_is_matched_with_nobody() {
    Shown ada = enters("Ada");
    matchmaking.leave(ada.id(), by(ada));
    assertThat(now(ada).status()).isEqualTo("cancelled");
    assertThat(enters("Ben").status()).isEqualTo("waiting");
    matchmaking.leave(ada.id(), by(ada));
    assertThat(counted("cancelled")).isEqualTo(1);
  }

  @Test
  void whoever_leaves_after_the_match_sends_the_other_back_at_once() {
    Shown ada = enters("Ada");
    Shown ben = enters("Ben");
    matchmaking.leave(ada.id(), by(ada));
    assertThat(now(ben).status()).isEqualTo("waiting");
    assertThat(rooms.only().state.status()).isEqualTo(Status.CLOSED);
    assertThat(enters("Cleo").status()).isEqualTo("matched");
  }

  @Test
  void leaving_does_not_end_a_game_that_has_begun() {
    Shown ada = enters("Ada");
    Shown ben = enters("Ben");
    arrives(ada);
    arrives(ben);
    matchmaking.leave(ada.id(), by(ada));
    assertThat(status(ben)).isEqualTo(Status.IN_PROGRESS);
    assertThat(now(ada).status()).isEqualTo("matched");
  }

  @Test
  void whoever_is_not_heard_any_more_loses_the_place() {
    Shown ada = enters("Ada");
    pass(Duration.ofSeconds(20));
    assertThat(now(ada).status()).isEqualTo("expired");
    assertThat(now(ada).note()).isEqualTo("away");
    assertThat(counted("expired")).isEqualTo(1);
  }

  @Test
  void nobody_waits_for_ever() {
    Shown ada = enters("Ada");
    for (int i = 0; i < 60; i++) {
      pass(Duration.ofSeconds(15));
      now(ada);
    }
    assertThat(now(ada).note()).isEqualTo("nobody_came");
  }

  // The same again

  @Test
  void a_browser_that_asks_twice_has_one_ticket() {
    Shown ada = enters(duel("Ada"), "browser");
    Checked<Matchmaking.Entry> again = asks(duel("Ada"), "browser");
    assertThat(again).isEqualTo(Checked.good(new Matchmaking.Entry(ada, true)));
    assertThat(counted("deduplicated")).isEqualTo(1);
    assertThat(matchmaking.livingOf("browser")).isEqualTo(ada);
  }

  @Test
  void a_browser_waits_for_one_game_at_a_time() {
    Shown ada = enters(duel("Ada"), "browser");
    assertThat(refusal(asks(new TicketWish("tally", "four", null, "Ada", null), "browser")))
        .isEqualTo("already_waiting");
    assertThat(now(ada).status()).isEqualTo("waiting");
  }

  @Test
  void a_browser_whose_game_has_just_begun_may_look_for_the_next() {
    Shown ada = enters(duel("Ada"), "browser");
    Shown ben = enters("Ben");
    assertThat(enters(duel("Ada"), "browser").id()).isEqualTo(ada.id());
    arrives(ada);
    arrives(ben);
    assertThat(matchmaking.livingOf("browser")).isNull();
    Shown next = enters(duel("Ada"), "browser");
    assertThat(next.id()).isNotEqualTo(ada.id());
    assertThat(next.status()).isEqualTo("waiting");
    assertThat(now(ada).status()).isEqualTo("matched");
  }

  @Test
  void the_same_secrets_make_the_same_ticket_on_every_node() {
    Secrets secrets = Secrets.derived(new byte[32], "a key");
    assertThat(matchmaking.enter(duel("Ada"), null, "192.0.2.7", secrets))
        .isInstanceOfSatisfying(
            Checked.Good.class,
            one ->
                assertThat(matchmaking.enter(duel("Ada"), null, "192.0.2.7", secrets))
                    .isEqualTo(
                        Checked.good(
                            new Matchmaking.Entry(
                                ((Matchmaking.Entry) one.value()).ticket(), true))));
  }

  // The computer

  @Test
  void the_computer_is_offered_after_a_while_where_the_mode_has_one() {
    Shown ada = enters("Ada");
    Shown four = enters(new TicketWish("tally", "four", null, "Ben", null), null);
    assertThat(ada.computerOffered()).isFalse();
    assertThat(refusal(matchmaking.computer(ada.id(), by(ada)))).isEqualTo("not_offered");
    clock.pass(Duration.ofSeconds(15));
    assertThat(now(ada).computerOffered()).isTrue();
    assertThat(now(four).computerOffered()).isFalse();
    assertThat(refusal(matchmaking.computer(four.id(), by(four)))).isEqualTo("not_offered");
  }

  @Test
  void whoever_takes_the_computer_plays_alone_in_a_room_of_their_own() {
    Shown ada = enters("Ada");
    clock.pass(Duration.ofSeconds(15));
    Shown taken = ((Checked.Good<Shown>) matchmaking.computer(ada.id(), by(ada))).value();
    assertThat(taken.status()).isEqualTo("matched");
    assertThat(rooms.only().state.created().settings()).isEqualTo(Map.of("max", 1));
    arrives(ada);
    assertThat(status(ada)).isEqualTo(Status.IN_PROGRESS);
    assertThat(matchmaking.computer(ada.id(), by(ada))).isEqualTo(Checked.good(now(ada)));
    assertThat(enters("Ben").status()).isEqualTo("waiting");
    assertThat(counted("computer")).isEqualTo(1);
  }

  @Test
  void whoever_was_matched_with_people_meanwhile_stays_with_them() {
    Shown ada = enters("Ada");
    clock.pass(Duration.ofSeconds(15));
    now(ada);
    Shown ben = enters("Ben");
    assertThat(matchmaking.computer(ada.id(), by(ada)))
        .isInstanceOfSatisfying(
            Checked.Good.class,
            good -> assertThat(((Shown) good.value()).room()).isEqualTo(ben.room()));
  }

  // Bad input

  @Test
  void a_mode_is_found_by_what_it_must_have() {
    assertThat(enters(new TicketWish("tally", null, null, "Ada", null), null).mode())
        .isEqualTo("duel");
    assertThat(enters(new TicketWish("tally", null, Map.of("max", 4), "Ben", null), null).mode())
        .isEqualTo("four");
  }

  @Test
  void what_cannot_be_played_is_refused() {
    assertThat(refusal(asks(new TicketWish(null, null, null, "Ada", null), null)))
        .isEqualTo("unknown_game");
    assertThat(refusal(asks(new TicketWish("chess", null, null, "Ada", null), null)))
        .isEqualTo("unknown_game");
    assertThat(refusal(asks(new TicketWish("tally", "five", null, "Ada", null), null)))
        .isEqualTo("unknown_mode");
    assertThat(refusal(asks(new TicketWish("tally", "duel", Map.of("max", 3), "Ada", null), null)))
        .isEqualTo("bad_settings");
    assertThat(refusal(asks(new TicketWish("tally", null, Map.of("speed", 9), "Ada", null), null)))
        .isEqualTo("bad_settings");
    assertThat(book.waiting()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "abcdefghijklmnopqrstuvwxyz", "a\nb", "\u202Eabc"})
  void a_name_that_is_none_is_refused(String name) {
    assertThat(refusal(asks(duel(name), null))).isEqualTo("bad_name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "<svg>", "abcdefghijklmnopqrstuvwxyz1234567"})
  void an_avatar_that_is_none_is_refused(String avatar) {
    assertThat(refusal(asks(new TicketWish("tally", "duel", null, "Ada", avatar), null)))
        .isEqualTo("bad_avatar");
  }

  @Test
  void an_address_has_so_many_tickets_and_no_more() {
    for (int i = 0; i < 3; i++) {
      enters(new TicketWish("tally", "four", null, "Player", null), null);
    }
    for (int i = 0; i < 7; i++) {
      enters("Player");
    }
    assertThat(refusal(asks(duel("One more"), null))).isEqualTo("too_many_tickets");
    assertThat(matchmaking.enter(duel("Elsewhere"), null, "192.0.2.8", Secrets.random()))
        .isInstanceOf(Checked.Good.class);
  }

  @Test
  void where_a_ticket_came_from_cannot_be_told_without_the_servers_secret() {
    enters("Ada");
    enters("Ben");
    assertThat(book.addresses())
        .containsExactly(
            Secrets.derived(new byte[32], "address|192.0.2.7").playerToken().substring(0, 22));
  }

  @Test
  void somebody_elses_ticket_is_nobodys_business() {
    Shown ada = enters(duel("Ada"), "browser");
    Shown ben = enters("Ben");
    for (Proof wrong :
        List.of(
            new Proof(ben.token(), null),
            new Proof("", null),
            new Proof(null, null),
            new Proof(null, "another"),
            new Proof("wrong", "browser"))) {
      assertThat(refusal(matchmaking.look(ada.id(), wrong))).isEqualTo("unauthorized");
      assertThat(refusal(matchmaking.leave(ada.id(), wrong))).isEqualTo("unauthorized");
      assertThat(refusal(matchmaking.computer(ada.id(), wrong))).isEqualTo("unauthorized");
    }
    assertThat(now(ada).status()).isEqualTo("matched");
    // Who has no cookie cannot be meant by having none.
    assertThat(refusal(matchmaking.look(ben.id(), new Proof(null, null))))
        .isEqualTo("unauthorized");
  }

  @Test
  void a_ticket_that_never_was_is_unknown() {
    assertThat(refusal(matchmaking.look("nothing", new Proof("t", "g"))))
        .isEqualTo("unknown_ticket");
  }

  // Watching

  @Test
  void whoever_follows_a_ticket_hears_of_each_change_once() {
    List<ServerMessage> heard = new ArrayList<>();
    Shown ada = enters("Ada");
    watch.follow(ada.id(), ada.token(), null, heard::add);
    watch.tell();
    clock.pass(Duration.ofSeconds(2));
    watch.tell();
    Shown ben = enters("Ben");
    watch.tell();
    watch.tell();
    assertThat(heard)
        .containsExactly(
            new ServerMessage.Ticket(
                "ticket/" + ada.id(), "waiting", 1, 0, false, null, null, null),
            new ServerMessage.Ticket(
                "ticket/" + ada.id(), "matched", null, 2_000, false, null, ben.room(), "p1"));
  }

  @Test
  void to_follow_is_to_be_there() {
    Shown ada = enters("Ada");
    Runnable leave =
        ((Checked.Good<Runnable>) watch.follow(ada.id(), ada.token(), null, m -> {})).value();
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofSeconds(10));
      watch.tell();
    }
    assertThat(now(ada).status()).isEqualTo("waiting");
    leave.run();
    for (int i = 0; i < 2; i++) {
      pass(Duration.ofSeconds(10));
      watch.tell();
    }
    assertThat(now(ada).status()).isEqualTo("expired");
  }

  @Test
  void nobody_follows_somebody_elses_ticket() {
    Shown ada = enters("Ada");
    List<ServerMessage> heard = new ArrayList<>();
    assertThat(refusal(watch.follow(ada.id(), "wrong", null, heard::add)))
        .isEqualTo("unauthorized");
    assertThat(heard).isEmpty();
  }

  @Test
  void no_token_is_told_over_the_socket_or_printed() {
    List<ServerMessage> heard = new ArrayList<>();
    Shown ada = enters("Ada");
    watch.follow(ada.id(), ada.token(), null, heard::add);
    enters("Ben");
    watch.tell();
    Shown matched = now(ada);
    assertThat(heard.toString() + matched + new Proof(ada.token(), "g"))
        .doesNotContain(ada.token(), matched.player().token());
  }

  // Counting

  @Test
  void how_long_people_waited_and_how_many_wait_is_shown() {
    enters("Ada");
    clock.pass(Duration.ofSeconds(4));
    enters("Ben");
    enters("Cleo");
    matchmaking.sweep();
    HistogramSnapshot waited =
        (HistogramSnapshot)
            registry.scrape().stream()
                .filter(m -> m.getMetadata().getName().equals("parlour_matchmaking_wait_seconds"))
                .findFirst()
                .orElseThrow();
    assertThat(waited.getDataPoints().getFirst().getSum()).isEqualTo(4);
    assertThat(waited.getDataPoints().getFirst().getCount()).isEqualTo(2);
    assertThat(waiting()).isEqualTo(1);
    pass(Duration.ofSeconds(20));
    matchmaking.sweep();
    assertThat(waiting()).isZero();
  }

  private double waiting() {
    return ((GaugeSnapshot)
            registry.scrape().stream()
                .filter(m -> m.getMetadata().getName().equals("parlour_matchmaking_waiting"))
                .findFirst()
                .orElseThrow())
        .getDataPoints()
        .getFirst()
        .getValue();
  }
}
