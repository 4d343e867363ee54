package dev.parlour.player.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parlour.player.AccountDeleted;
import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.FinishedGame;
import dev.parlour.player.FinishedGame.Ending;
import dev.parlour.player.FinishedGame.Line;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestMoved;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.Outcome;
import dev.parlour.player.PlayedGame;
import dev.parlour.player.Results;
import dev.parlour.player.SeatHolder;
import dev.parlour.rating.RatedGame;
import dev.parlour.rating.RatedGame.Entrant;
import dev.parlour.rating.Rating;
import dev.parlour.room.Actor;
import dev.parlour.shared.RoomNotice;
import dev.parlour.testkit.Deployments;
import jakarta.annotation.Resource;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Results in PostgreSQL, with the server's own transactions around them, and what becomes of the
 * news of rooms. Each test has players, rooms and games of its own.
 */
@ExtendWith(ArquillianExtension.class)
class JpaResultsIT {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @Deployment
  static WebArchive parlour() {
    return Deployments.parlourWith(JpaResultsIT.class);
  }

  @Inject Accounts accounts;
  @Inject Results results;
  @Inject GuestSeats seats;
  @Inject Event<RoomNotice> notices;
  @Inject Event<GuestMoved> moved;
  @Inject Event<AccountDeleted> deleted;

  @Resource(lookup = "jdbc/parlour")
  DataSource database;

  private final String game = "game-" + UUID.randomUUID();

  /** Somebody who has registered. */
  private AccountId account() {
    AccountId id = new AccountId(UUID.randomUUID().toString().replace("-", "").substring(0, 22));
    assertThat(accounts.create(new Accounts.NewAccount(id, called(id), "a hash", null, "seed")))
        .isTrue();
    return id;
  }

  private static String called(AccountId account) {
    return "N" + account.value();
  }

  private static GuestId guest() {
    return new GuestId("guest-" + UUID.randomUUID());
  }

  private static String room() {
    return "room-" + UUID.randomUUID();
  }

  private static Line line(GuestId holder, String name, int rank) {
    return new Line("p" + rank, holder, name, rank, 100 - rank, false, false);
  }

  private FinishedGame finished(String room, Line... lines) {
    return new FinishedGame(room, 7, 1, game, NOW, false, Ending.OWN, List.of(lines));
  }

  private FinishedGame match(AccountId winner, AccountId loser) {
    return finished(room(), line(GuestId.of(winner), "Ada", 1), line(GuestId.of(loser), "Ben", 2));
  }

  private RoomNotice notice(String room) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("game", game);
    payload.put(
        "result",
        List.of(
            Map.of("player", "p1", "rank", 1, "score", 5),
            Map.of("player", "p2", "rank", 2, "score", 3)));
    payload.put("names", Map.of("p1", "Ada", "p2", "Ben"));
    payload.put("removed", List.of());
    payload.put("endedByHost", false);
    payload.put("number", 2);
    payload.put("visibility", "public");
    payload.put("at", NOW.toString());
    return new RoomNotice("test-" + room, "RoomCompleted", room, 41, payload);
  }

  private void sit(String room, String seat, GuestId guest) {
    seats.remember(guest, room, new Actor.Player(seat), "Name");
  }

  private List<PlayedGame> history(GuestId of) {
    return results.history(of, Long.MAX_VALUE, 50);
  }

  /** At the same time on threads of their own, as two nodes would. */
  private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(pool.submit(work));
      }
      List<T> done = new ArrayList<>();
      for (Future<T> one : all) {
        done.add(one.get());
      }
      return done;
    }
  }

  // Kept once

  @Test
  void a_game_is_kept_once_and_rated_once() {
    AccountId ada = account();
    AccountId ben = account();
    FinishedGame match = match(ada, ben);
    assertThat(results.keep(match)).isTrue();
    assertThat(results.keep(match)).isFalse();
    assertThat(history(GuestId.of(ada))).hasSize(1);
    assertThat(results.ratings(ada).getFirst().games()).isEqualTo(1);
    assertThat(results.tallies(GuestId.of(ben))).containsExactly(new Results.Tally(game, 0, 0, 1));
  }

  @Test
  void two_nodes_that_come_with_one_game_at_once_keep_it_once() throws Exception {
    for (int round = 0; round < 20; round++) {
      FinishedGame match = match(account(), account());
      assertThat(atOnce(2, () -> results.keep(match))).containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void games_that_end_at_the_same_moment_all_change_the_ratings() throws Exception {
    AccountId ada = account();
    AccountId ben = account();
    int threads = 6;
    int each = 5;
    atOnce(
        threads,
        () -> {
          for (int i = 0; i < each; i++) {
            results.keep(match(ada, ben));
          }
          return null;
        });
    List<Rating> one = List.of(Rating.START, Rating.START);
    for (int i = 0; i < threads * each; i++) {
      one = RatedGame.after(List.of(new Entrant(one.get(0), 0, 1), new Entrant(one.get(1), 0, 2)));
    }
    Results.Rated rated = results.ratings(ada).getFirst();
    assertThat(rated.games()).isEqualTo(threads * each);
    assertThat(rated.rating().rating()).isCloseTo(one.getFirst().rating(), within(1e-9));
    assertThat(results.ratings(ben).getFirst().rating().rating())
        .isCloseTo(one.get(1).rating(), within(1e-9));
  }

  @Test
  void games_of_the_same_people_in_another_order_do_not_wait_in_a_circle() throws Exception {
    AccountId ada = account();
    AccountId ben = account();
    List<Boolean> kept =
        atOnce(
            8,
            () ->
                Thread.currentThread().threadId() % 2 == 0
                    ? results.keep(match(ada, ben))
                    : results.keep(match(ben, ada)));
    assertThat(kept).hasSize(8).doesNotContain(false);
    assertThat(results.ratings(ada).getFirst().games()).isEqualTo(8);
  }

  // What is told

  @Test
  void the_history_is_the_newest_first_and_goes_on_before_any_game_of_it() {
    GuestId ada = guest();
    for (int i = 0; i < 5; i++) {
      results.keep(
          new FinishedGame(
              room(),
              i,
              i + 1,
              game,
              NOW,
              true,
              Ending.OWN,
              List.of(line(ada, "Ada", 1), line(guest(), "Ben", 2))));
    }
    List<PlayedGame> all = history(ada);
    assertThat(all).extracting(PlayedGame::number).containsExactly(5, 4, 3, 2, 1);
    assertThat(results.history(ada, Long.MAX_VALUE, 2)).isEqualTo(all.subList(0, 2));
    assertThat(results.history(ada, all.get(1).id(), 2)).isEqualTo(all.subList(2, 4));
    assertThat(results.history(ada, all.getLast().id(), 2)).isEmpty();
    assertThat(results.history(ada, 0, 2)).isEmpty();
  }

  @Test
  void a_game_of_the_history_says_how_it_went_and_who_else_was_there() {
    AccountId ada = account();
    AccountId ben = account();
    results.keep(
        finished(
            room(),
            line(guest(), "First", 1),
            line(null, "Second", 2),
            line(GuestId.of(ada), "Ada", 3),
            line(GuestId.of(ben), "Ben", 4),
            line(guest(), "Last", 5)));
    PlayedGame played = history(GuestId.of(ada)).getFirst();
    assertThat(played.rank()).isEqualTo(3);
    assertThat(played.score()).isEqualTo(97);
    assertThat(played.outcome()).isEqualTo(Outcome.LOST);
    assertThat(played.players()).isEqualTo(5);
    assertThat(played.at()).isEqualTo(NOW);
    assertThat(played.gained()).isPositive(); // Ben, the only other who is rated, is behind
    assertThat(played.others())
        .containsExactly(
            new PlayedGame.Other("First", null, 1, 99),
            new PlayedGame.Other("Second", null, 2, 98),
            new PlayedGame.Other("Ben", ben, 4, 96));
  }

  @Test
  void of_several_seats_the_worst_counts_and_the_game_stands_there_once() {
    GuestId twice = guest();
    results.keep(
        finished(room(), line(twice, "Me", 1), line(guest(), "Ben", 2), line(twice, "Me too", 3)));
    assertThat(history(twice)).extracting(PlayedGame::rank).containsExactly(3);
    assertThat(results.tallies(twice)).containsExactly(new Results.Tally(game, 0, 0, 1));
  }

  @Test
  void a_game_that_does_not_count_stands_in_the_history_alone() {
    AccountId ada = account();
    AccountId ben = account();
    results.keep(
        new FinishedGame(room(), 7, 1, game, NOW, false, Ending.BY_HOST, match(ada, ben).lines()));
    assertThat(history(GuestId.of(ada)).getFirst().outcome()).isNull();
    assertThat(history(GuestId.of(ada)).getFirst().endedByHost()).isTrue();
    assertThat(results.tallies(GuestId.of(ada))).isEmpty();
    assertThat(results.ratings(ada)).isEmpty();
  }

  @Test
  void a_game_that_came_to_nothing_counts_for_nobody() {
    AccountId ada = account();
    AccountId ben = account();
    results.keep(
        new FinishedGame(
            room(), 7, 1, game, NOW, false, Ending.ABANDONED, match(ada, ben).lines()));
    assertThat(history(GuestId.of(ada)).getFirst().outcome()).isNull();
    assertThat(history(GuestId.of(ada)).getFirst().endedByHost()).isFalse();
    assertThat(results.tallies(GuestId.of(ada))).isEmpty();
    assertThat(results.ratings(ada)).isEmpty();
  }

  @Test
  void the_deviation_grows_with_the_time_since_the_last_game() {
    AccountId ada = account();
    AccountId ben = account();
    Instant yearAgo = NOW.minus(Duration.ofDays(365));
    results.keep(
        new FinishedGame(room(), 7, 1, game, yearAgo, false, Ending.OWN, match(ada, ben).lines()));
    Rating then =
        RatedGame.after(List.of(new Entrant(Rating.START, 0, 1), new Entrant(Rating.START, 0, 2)))
            .getFirst();
    Rating now = results.ratings(ada).getFirst().rating();
    assertThat(now.rating()).isCloseTo(then.rating(), within(1e-9));
    assertThat(now.deviation()).isCloseTo(then.after(73).deviation(), within(0.5));
  }

  @Test
  void the_best_come_in_the_order_of_what_they_play_at_least() {
    AccountId strong = account();
    AccountId steady = account();
    AccountId weak = account();
    for (int i = 0; i < 12; i++) {
      results.keep(match(steady, weak));
    }
    results.keep(match(strong, weak));
    List<Results.Ranked> best = results.best(game);
    assertThat(best).extracting(Results.Ranked::account).containsExactly(steady, strong, weak);
    assertThat(best).extracting(r -> -r.rating().low()).isSorted();
    assertThat(best)
        .extracting(Results.Ranked::name)
        .containsExactly(called(steady), called(strong), called(weak));
    assertThat(results.best("no such game")).isEmpty();
  }

  @Test
  void nobody_is_among_the_best_whose_account_is_no_more() {
    AccountId ada = account();
    AccountId ben = account();
    results.keep(match(ada, ben));
    accounts.delete(ada); // by whoever told nobody
    assertThat(results.best(game)).extracting(Results.Ranked::account).containsExactly(ben);
  }

  @Test
  void a_game_of_thousands_is_kept() {
    List<Line> lines = new ArrayList<>();
    AccountId ada = account();
    lines.add(line(GuestId.of(ada), "Ada", 1));
    for (int i = 2; i <= 3_000; i++) {
      lines.add(line(i % 2 == 0 ? GuestId.of(account()) : guest(), "N" + i, i));
    }
    assertThat(results.keep(finished(room(), lines.toArray(Line[]::new)))).isTrue();
    assertThat(history(GuestId.of(ada)).getFirst().players()).isEqualTo(3_000);
    assertThat(results.best(game)).hasSize(Results.BEST);
  }

  @Test
  void texts_that_look_like_statements_are_texts() {
    GuestId ada = guest();
    String name = "'); drop table match_player; --\\\",{}NULL";
    results.keep(finished(room(), line(ada, "NULL", 1), line(guest(), name, 2)));
    assertThat(history(ada).getFirst().others())
        .extracting(PlayedGame.Other::name)
        .containsExactly(name);
  }

  // Whose they are

  @Test
  void what_a_guest_has_played_becomes_the_accounts_and_changes_no_rating() {
    GuestId browser = guest();
    AccountId ada = account();
    results.keep(finished(room(), line(browser, "Ada", 1), line(guest(), "Ben", 2)));
    moved.fire(new GuestMoved(browser, GuestId.of(ada)));
    assertThat(history(browser)).isEmpty();
    assertThat(history(GuestId.of(ada)))
        .extracting(PlayedGame::outcome)
        .containsExactly(Outcome.WON);
    assertThat(results.tallies(GuestId.of(ada))).containsExactly(new Results.Tally(game, 1, 0, 0));
    assertThat(results.ratings(ada)).isEmpty();
  }

  @Test
  void the_results_of_a_deleted_account_stay_for_the_others_without_name_and_key() {
    AccountId ada = account();
    AccountId ben = account();
    results.keep(match(ada, ben));
    deleted.fire(new AccountDeleted(ada));
    assertThat(history(GuestId.of(ada))).isEmpty();
    assertThat(results.ratings(ada)).isEmpty();
    assertThat(results.best(game)).extracting(Results.Ranked::account).containsExactly(ben);
    PlayedGame left = history(GuestId.of(ben)).getFirst();
    assertThat(left.others()).containsExactly(new PlayedGame.Other(null, null, 1, 99));
    assertThat(left.outcome()).isEqualTo(Outcome.LOST);
  }

  @Test
  void who_deletes_the_account_during_a_game_has_no_name_in_its_result() {
    String room = room();
    AccountId ada = account();
    GuestId ben = guest();
    sit(room, "p1", GuestId.of(ada));
    sit(room, "p2", ben);
    seats.remember(GuestId.of(ada), room, Actor.HOST, "Ada's night");
    deleted.fire(new AccountDeleted(ada));
    accounts.delete(ada);
    assertThat(seats.in(GuestId.of(ada), room)).isEmpty();
    notices.fire(notice(room));
    PlayedGame left = history(ben).getFirst();
    assertThat(left.others()).containsExactly(new PlayedGame.Other(null, null, 1, 5));
    assertThat(left.outcome()).isEqualTo(Outcome.LOST);
  }

  @Test
  void nothing_is_kept_for_an_account_that_is_no_more() {
    String room = room();
    AccountId ada = account();
    deleted.fire(new AccountDeleted(ada));
    accounts.delete(ada);
    sit(room, "p1", GuestId.of(ada)); // by a node that has not heard of it
    assertThat(seats.in(GuestId.of(ada), room)).isEmpty();
    assertThat(seats.holders(room)).isEmpty();
  }

  @Test
  void who_sits_down_while_the_account_is_being_deleted_waits_and_leaves_nothing()
      throws Exception {
    String room = room();
    AccountId ada = account();
    sit(room(), "p1", GuestId.of(ada));
    try (Connection deleting = database.getConnection();
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      deleting.setAutoCommit(false);
      update(deleting, "delete from account where id = ?", ada.value());
      update(
          deleting,
          "update guest set key = ? where key = ?",
          GuestId.ofDeleted(new SplittableRandom()).key(),
          GuestId.of(ada).key());
      Future<?> sits = other.submit(() -> sit(room, "p1", GuestId.of(ada)));
      waitsForALock(sits, "%FROM account%FOR KEY SHARE%");
      deleting.commit();
      sits.get();
    }
    assertThat(seats.holders(room)).isEmpty();
  }

  // News of rooms

  @Test
  void news_of_a_game_that_is_over_is_kept_with_those_who_sat_there() {
    String room = room();
    AccountId ada = account();
    GuestId ben = guest();
    sit(room, "p1", GuestId.of(ada));
    sit(room, "p2", ben);
    seats.remember(ben, room, Actor.HOST, "Title");
    notices.fire(notice(room));
    PlayedGame played = history(GuestId.of(ada)).getFirst();
    assertThat(played.room()).isEqualTo(room);
    assertThat(played.number()).isEqualTo(2);
    assertThat(played.open()).isTrue();
    assertThat(played.outcome()).isEqualTo(Outcome.WON);
    assertThat(played.others()).extracting(PlayedGame.Other::name).containsExactly("Ben");
    assertThat(history(ben)).extracting(PlayedGame::outcome).containsExactly(Outcome.LOST);
  }

  @Test
  void the_same_news_twice_and_from_two_nodes_at_once_count_once() throws Exception {
    String room = room();
    GuestId ada = guest();
    sit(room, "p1", ada);
    RoomNotice notice = notice(room);
    atOnce(
        4,
        () -> {
          notices.fire(notice);
          return null;
        });
    notices.fire(notice);
    assertThat(history(ada)).hasSize(1);
  }

  @Test
  void whoever_leaves_has_played_all_the_same() {
    String room = room();
    GuestId ada = guest();
    GuestId ben = guest();
    sit(room, "p1", ada);
    sit(room, "p2", ben);
    seats.forget(ben, room, new Actor.Player("p2"));
    assertThat(seats.in(ben, room)).isEmpty();
    assertThat(seats.rooms(ben)).isEmpty();
    notices.fire(notice(room));
    assertThat(history(ben)).extracting(PlayedGame::outcome).containsExactly(Outcome.LOST);
    sit(room, "p2", ben);
    assertThat(seats.in(ben, room)).containsExactly(new Actor.Player("p2"));
  }

  @Test
  void a_seat_is_an_accounts_before_a_browsers_and_then_whose_it_was_last() {
    String room = room();
    GuestId first = guest();
    GuestId second = guest();
    GuestId ada = GuestId.of(account());
    sit(room, "p1", first);
    sit(room, "p1", second);
    assertThat(seats.holders(room))
        .singleElement()
        .satisfies(
            holder -> {
              assertThat(holder.guest()).isEqualTo(second);
              assertThat(holder.since()).as("somebody else had it before").isNotNull();
            });
    sit(room, "p1", ada);
    sit(room, "p1", guest());
    assertThat(seats.holders(room)).extracting(SeatHolder::guest).containsExactly(ada);
    assertThat(seats.holders(room())).isEmpty();
  }

  @Test
  void a_seat_that_goes_from_account_to_account_stays_the_firsts() {
    String room = room();
    GuestId ada = GuestId.of(account());
    GuestId ben = GuestId.of(account());
    Actor seat = new Actor.Player("p1");
    sit(room, "p1", ada);
    sit(room, "p1", ben);
    assertThat(seats.holders(room)).extracting(SeatHolder::guest).containsExactly(ada);
    seats.forget(ada, room, seat);
    assertThat(seats.holders(room)).extracting(SeatHolder::guest).containsExactly(ada);
    sit(room, "p1", ada); // and back: it is not the younger one by that
    assertThat(seats.holders(room)).extracting(SeatHolder::guest).containsExactly(ada);
  }

  @Test
  void a_seat_that_somebody_had_as_a_guest_is_theirs_from_then_on_after_signing_in() {
    String room = room();
    GuestId browser = guest();
    GuestId ada = GuestId.of(account());
    sit(room, "p1", browser);
    sit(room, "p1", GuestId.of(account()));
    moved.fire(new GuestMoved(browser, ada));
    assertThat(seats.holders(room)).extracting(SeatHolder::guest).containsExactly(ada);
  }

  @Test
  void a_seat_that_somebody_had_as_a_guest_is_an_accounts_since_they_signed_in() {
    String room = room();
    GuestId browser = guest();
    GuestId ada = GuestId.of(account());
    sit(room, "p1", browser);
    assertThat(seats.holders(room)).extracting(SeatHolder::since).containsExactly((Instant) null);
    moved.fire(new GuestMoved(browser, ada));
    Instant since = seats.holders(room).getFirst().since();
    assertThat(since).isNotNull();
    GuestId phone = guest();
    sit(room, "p1", phone);
    moved.fire(new GuestMoved(phone, ada)); // and signs in at another device
    assertThat(seats.holders(room)).extracting(SeatHolder::since).containsExactly(since);
    String own = room();
    sit(own, "p1", ada);
    sit(own, "p1", guest());
    assertThat(seats.holders(own)).extracting(SeatHolder::since).containsExactly((Instant) null);
  }

  @Test
  void news_that_nobody_understands_are_passed_over() {
    String room = room();
    GuestId ada = guest();
    sit(room, "p1", ada);
    RoomNotice whole = notice(room);
    for (String without : List.of("at", "game", "result")) {
      Map<String, Object> payload = new LinkedHashMap<>(whole.payload());
      payload.remove(without);
      notices.fire(new RoomNotice("x", "RoomCompleted", room, 41, payload));
    }
    notices.fire(new RoomNotice("x", "RoomClosed", room, 41, whole.payload()));
    assertThat(history(ada)).isEmpty();
  }

  @Test
  void a_game_that_ends_while_a_guest_registers_is_the_accounts() throws Exception {
    String room = room();
    GuestId browser = guest();
    GuestId ada = GuestId.of(account());
    sit(room, "p1", browser);
    sit(room(), "p1", ada); // so that the account has its row
    try (Connection registering = database.getConnection();
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      registering.setAutoCommit(false);
      update(
          registering,
          "update guest_seat set guest_id = (select id from guest where key = ?) where room = ?",
          ada.key(),
          room);
      Future<?> over = other.submit(() -> notices.fire(notice(room)));
      waitsForALock(over, "%FROM guest_seat%FOR SHARE%");
      registering.commit();
      over.get();
    }
    assertThat(history(ada)).hasSize(1);
    assertThat(history(browser)).isEmpty();
  }

  private static void update(Connection connection, String text, String... values)
      throws Exception {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  /** Until the work stands before a lock, in a statement that looks like this. */
  private void waitsForALock(Future<?> work, String statement) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try (Connection looking = database.getConnection();
          PreparedStatement asking =
              looking.prepareStatement(
                  "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like"
                      + " ?")) {
        asking.setString(1, statement);
        try (ResultSet waiting = asking.executeQuery()) {
          if (waiting.next()) {
            return;
          }
        }
      }
      assertThat(work.isDone()).as("it did not wait").isFalse();
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
