package dev.parlour.player.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.player.AccountDeleted;
import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.Friends;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestMoved;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.HeldSeat;
import dev.parlour.player.Pictures;
import dev.parlour.player.SeatRecords;
import dev.parlour.player.Sessions;
import dev.parlour.player.app.SeatsOfGoneRooms;
import dev.parlour.room.Actor;
import dev.parlour.testkit.Deployments;
import dev.parlour.testkit.PlayersContract;
import jakarta.annotation.Resource;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People in PostgreSQL keep to the contract, with the server's own transactions around them. */
@ExtendWith(ArquillianExtension.class)
class JpaPlayersIT extends PlayersContract {
  @Deployment
  static WebArchive parlour() {
    return Deployments.parlourWith(JpaPlayersIT.class, PlayersContract.class);
  }

  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject Friends friends;
  @Inject Pictures pictures;
  @Inject GuestSeats seats;
  @Inject SeatRecords records;
  @Inject SeatsOfGoneRooms gone;
  @Inject Event<GuestMoved> moved;
  @Inject Event<AccountDeleted> deleted;

  @Resource(lookup = "jdbc/parlour")
  DataSource database;

  @Override
  protected Accounts accounts() {
    return accounts;
  }

  @Override
  protected Sessions sessions() {
    return sessions;
  }

  @Override
  protected Friends friends() {
    return friends;
  }

  /** What has happened is moved into the past. */
  @Override
  protected void pass(AccountId account, Duration time) throws Exception {
    try (Connection connection = database.getConnection()) {
      for (String update :
          new String[] {
            "update account set seen_at = seen_at - t.by from (select make_interval(secs => ?) as"
                + " by) t where id = ?",
            "update account_session set former_until = former_until - t.by, renewed_at = renewed_at"
                + " - t.by, created_at = created_at - t.by, used_at = used_at - t.by from (select"
                + " make_interval(secs => ?) as by) t where account = ?"
          }) {
        try (PreparedStatement statement = connection.prepareStatement(update)) {
          statement.setDouble(1, time.toMillis() / 1000.0);
          statement.setString(2, account.value());
          statement.executeUpdate();
        }
      }
    }
  }

  private AccountId somebody(String name) {
    AccountId id = AccountId.random(new SecureRandom());
    assertThat(accounts.create(new Accounts.NewAccount(id, name, "hash", null, "seed"))).isTrue();
    return id;
  }

  private static String unique() {
    return UUID.randomUUID().toString().substring(0, 13);
  }

  @Test
  public void of_many_who_want_one_name_at_the_same_moment_one_gets_it() throws Exception {
    String name = "W" + unique();
    List<AccountId> others =
        IntStream.range(0, 4).mapToObj(i -> somebody("R" + unique() + i)).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> wishes = new java.util.ArrayList<>();
      for (AccountId other : others) {
        wishes.add(() -> accounts.rename(other, name));
        wishes.add(
            () ->
                accounts.create(
                    new Accounts.NewAccount(
                        AccountId.random(new SecureRandom()), name, "hash", null, "seed")));
      }
      int got = 0;
      for (Future<Boolean> result : threads.invokeAll(wishes)) {
        got += result.get() ? 1 : 0;
      }
      assertThat(got).isEqualTo(1);
    }
  }

  @Test
  public void two_who_ask_each_other_at_the_same_moment_are_friends() throws Exception {
    AccountId ada = somebody("A" + unique());
    AccountId ben = somebody("B" + unique());
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<Friends.Standing> asked :
          threads.invokeAll(
              List.<Callable<Friends.Standing>>of(
                  () -> friends.ask(ada, ben), () -> friends.ask(ben, ada)))) {
        asked.get();
      }
    }
    assertThat(friends.standing(ada, ben)).isEqualTo(Friends.Standing.FRIENDS);
  }

  @Test
  public void the_seats_of_a_guest_are_the_accounts_after_signing_in_and_both_may_have_the_same() {
    GuestId guest = new GuestId("guest " + unique());
    AccountId ada = somebody("A" + unique());
    GuestId account = GuestId.of(ada);
    seats.remember(guest, "ROOM01", new Actor.Player("p1"), "Ada");
    seats.remember(guest, "ROOM02", Actor.HOST, "Night");
    seats.remember(account, "ROOM02", Actor.HOST, "Night");
    moved.fire(new GuestMoved(guest, account));
    assertThat(seats.rooms(account))
        .extracting(HeldSeat::room)
        .containsExactlyInAnyOrder("ROOM01", "ROOM02");
    assertThat(seats.rooms(guest)).isEmpty();
    seats.remember(guest, "ROOM03", new Actor.Player("p1"), "Guest again");
    moved.fire(new GuestMoved(guest, account));
    assertThat(seats.rooms(account)).hasSize(3);
    deleted.fire(new AccountDeleted(ada));
    assertThat(seats.rooms(account)).isEmpty();
  }

  // Seats of rooms that are no more

  private void update(String statement, Object... values) throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      update.executeUpdate();
    }
  }

  private String room() throws Exception {
    String code = "R" + unique();
    update(
        "insert into room (code, game, visibility, status, seq, epoch) values (?, 'tally',"
            + " 'PRIVATE', 'COMPLETED', 1, 1)",
        code);
    return code;
  }

  /** What the guest took and when it came was as long ago as this. */
  private void since(GuestId guest, Duration time) throws Exception {
    double seconds = time.toSeconds();
    update(
        "update guest_seat s set taken_at = now() - make_interval(secs => ?) from guest g where"
            + " g.id = s.guest_id and g.key = ?",
        seconds,
        guest.key());
    update(
        "update guest set created_at = now() - make_interval(secs => ?) where key = ?",
        seconds,
        guest.key());
  }

  private boolean isThere(GuestId guest) throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement asking =
            connection.prepareStatement("select 1 from guest where key = ?")) {
      asking.setString(1, guest.key());
      try (ResultSet rows = asking.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Test
  public void who_hosted_or_played_in_a_room_is_nobody_in_the_next_one_of_its_code()
      throws Exception {
    GuestId former = new GuestId("guest " + unique());
    GuestId fresh = new GuestId("guest " + unique());
    String room = room();
    String other = room();
    seats.remember(former, room, Actor.HOST, "Night");
    seats.remember(former, room, new Actor.Player("p1"), "Ada");
    seats.remember(former, other, new Actor.Player("p1"), "Ada");
    since(former, Duration.ofDays(2));
    update("delete from room where code = ?", room);
    seats.remember(fresh, room, Actor.HOST, "New night");
    gone.tidy();
    assertThat(seats.in(former, room)).isEmpty();
    assertThat(seats.holders(room)).isEmpty();
    assertThat(seats.in(fresh, room)).containsExactly(Actor.HOST);
    assertThat(seats.in(former, other)).containsExactly(new Actor.Player("p1"));
    assertThat(isThere(former)).isTrue();
  }

  @Test
  public void a_browser_without_anything_is_forgotten_after_a_day_and_may_come_again()
      throws Exception {
    GuestId old = new GuestId("guest " + unique());
    GuestId young = new GuestId("guest " + unique());
    String room = "R" + unique();
    seats.remember(old, room, new Actor.Player("p1"), "Ada");
    since(old, Duration.ofDays(2));
    seats.remember(young, room, new Actor.Player("p2"), "Ben");
    gone.tidy();
    assertThat(isThere(old)).isFalse();
    assertThat(isThere(young)).isTrue();
    seats.remember(old, room, new Actor.Player("p1"), "Ada");
    assertThat(seats.in(old, room)).containsExactly(new Actor.Player("p1"));
  }

  @Test
  public void of_ones_seats_all_are_told_also_old_ones_and_those_that_were_given_up() {
    GuestId guest = new GuestId("guest " + unique());
    for (int i = 0; i <= GuestSeats.RECENT; i++) {
      seats.remember(guest, "R" + unique(), new Actor.Player("p1"), "Ada");
    }
    String left = "R" + unique();
    seats.remember(guest, left, new Actor.Player("p2"), "Ada");
    seats.forget(guest, left, new Actor.Player("p2"));
    List<SeatRecords.Kept> all = records.all(guest);
    assertThat(seats.rooms(guest)).hasSize(GuestSeats.RECENT);
    assertThat(all).hasSize(GuestSeats.RECENT + 2);
    assertThat(all)
        .filteredOn(SeatRecords.Kept::givenUp)
        .extracting(k -> k.seat().room())
        .containsExactly(left);
  }

  @Test
  public void there_is_one_picture_an_account_the_newest() {
    AccountId ada = somebody("A" + unique());
    String first = "u-" + unique();
    String second = "u-" + unique();
    pictures.put(ada, first, new byte[] {1});
    pictures.put(ada, second, new byte[] {2});
    assertThat(pictures.find(first)).isEmpty();
    assertThat(pictures.find(second)).contains(new byte[] {2});
    assertThat(pictures.of(ada)).contains(new byte[] {2});
    accounts.delete(ada);
    assertThat(pictures.find(second)).isEmpty();
  }
}
