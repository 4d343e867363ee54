package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Checked;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.HeldSeat;
import dev.parlour.player.ReturnCodes;
import dev.parlour.player.SeatHolder;
import dev.parlour.room.Actor;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.app.Rooms;
import dev.parlour.testkit.ManualClock;
import dev.parlour.testkit.PureRoom;
import dev.parlour.testkit.TallyGame;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a code to come back with gives, and to whom. */
class ReturnsTest {
  private static final Actor ADA = new Actor.Player("p1");
  private static final Actor GRACE = new Actor.Player("p2");

  private final ManualClock clock = new ManualClock();
  private final PureRoom room = PureRoom.of(new TallyGame(), Map.of()).seated(2);
  private final Codes codes = new Codes();
  private final Seats seats = new Seats();
  private final Returns laptop = browser();
  private final Returns phone = browser();

  @Test
  void it_gives_another_browser_the_same_seat_under_the_same_name() {
    assertThat(phone.take(offer(ADA)))
        .isEqualTo(Checked.good(new Returns.Back(PureRoom.CODE, "p1")));
    assertThat(seats.held).containsExactly("p1 Player 1");
  }

  @Test
  void it_works_for_one_browser_which_may_say_it_twice() {
    String code = offer(ADA);
    assertThat(refusal(phone.take(code))).isEqualTo("none");
    assertThat(refusal(phone.take(code))).isEqualTo("none");
    assertThat(refusal(browser().take(code))).isEqualTo("unknown_return_code");
  }

  @Test
  void it_is_void_as_soon_as_there_is_a_newer_one_for_the_same_seat() {
    String older = offer(ADA);
    String other = offer(GRACE);
    String newer = offer(ADA);
    assertThat(newer).isNotEqualTo(older);
    assertThat(refusal(phone.take(older))).isEqualTo("unknown_return_code");
    assertThat(refusal(phone.take(newer))).isEqualTo("none");
    assertThat(refusal(browser().take(other))).isEqualTo("none");
  }

  @Test
  void it_is_valid_for_a_quarter_of_an_hour() {
    String code = offer(ADA);
    clock.pass(Duration.ofMinutes(15));
    assertThat(refusal(phone.take(code))).isEqualTo("unknown_return_code");
    String next = offer(ADA);
    clock.pass(Duration.ofMinutes(15).minusMillis(1));
    assertThat(refusal(phone.take(next))).isEqualTo("none");
  }

  @Test
  void a_made_up_one_gives_nothing() {
    offer(ADA);
    for (String code : new String[] {"ACDEFGHJ", "", "nonsense", null}) {
      assertThat(refusal(phone.take(code))).isEqualTo("unknown_return_code");
    }
    assertThat(seats.held).isEmpty();
  }

  @Test
  void it_gives_no_seat_that_was_given_up_meanwhile() {
    String code = offer(ADA);
    room.player("p1", new RoomCommand.Leave());
    assertThat(refusal(phone.take(code))).isEqualTo("unknown_return_code");
    assertThat(refusal(laptop.offer(PureRoom.CODE, Set.of(ADA)))).isEqualTo("not_a_player");
    assertThat(seats.held).isEmpty();
  }

  @Test
  void of_a_host_who_plays_it_gives_both_places() {
    String code = offer(Actor.HOST, ADA);
    assertThat(phone.take(code)).isEqualTo(Checked.good(new Returns.Back(PureRoom.CODE, "host")));
    assertThat(seats.held).containsExactly("host Friday", "p1 Player 1");
  }

  @Test
  void of_several_seats_it_gives_the_newest_that_still_exists() {
    room.player("p2", new RoomCommand.Leave());
    String code = offer(GRACE, ADA);
    assertThat(phone.take(code)).isEqualTo(Checked.good(new Returns.Back(PureRoom.CODE, "p1")));
  }

  @Test
  void of_a_closed_room_there_is_none() {
    String code = offer(ADA);
    room.host(new RoomCommand.Close("closed_by_host"));
    assertThat(refusal(phone.take(code))).isEqualTo("room_closed");
    assertThat(refusal(laptop.offer(PureRoom.CODE, Set.of(ADA)))).isEqualTo("room_closed");
    assertThat(refusal(laptop.offer("AAAAAA", Set.of(ADA)))).isEqualTo("unknown_room");
  }

  @Test
  void it_is_nowhere_but_in_the_answer() {
    String code = offer(ADA);
    assertThat(codes.byKey.keySet()).noneMatch(key -> key.contains(code));
    assertThat(laptop.offer(PureRoom.CODE, Set.of(ADA)).toString())
        .contains("ReturnCode")
        .doesNotContainPattern("[A-Z0-9]{8}");
  }

  private String offer(Actor... held) {
    List<Actor> all = List.of(held);
    return ((Checked.Good<Returns.Offer>) laptop.offer(PureRoom.CODE, all)).value().code().value();
  }

  private static String refusal(Checked<?> checked) {
    return checked instanceof Checked.Bad<?> bad ? bad.rejection().code() : "none";
  }

  /** Somebody without a cookie yet. */
  private Returns browser() {
    Browser browser = new Browser();
    browser.seats = seats;
    browser.begins(
        fake(HttpServletRequest.class),
        fake(HttpServletResponse.class),
        new Caller("192.0.2.1", "https", "parlour.example.org"));
    Returns returns = new Returns();
    returns.browser = browser;
    returns.codes = codes;
    returns.rooms =
        (Rooms)
            Proxy.newProxyInstance(
                ReturnsTest.class.getClassLoader(),
                new Class<?>[] {Rooms.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("look");
                  return arguments[0].equals(PureRoom.CODE)
                      ? Checked.good(new Publication(room.room, room.state, 1, room.attendance()))
                      : new Checked.Bad<>(Rooms.unknown());
                });
    return returns;
  }

  /** Says nothing and takes everything. */
  private static <T> T fake(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            ReturnsTest.class.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> null));
  }

  /** As the port says, in memory. */
  private final class Codes implements ReturnCodes {
    private record Kept(Places places, Instant expiresAt, GuestId takenBy) {}

    private final Map<String, Kept> byKey = new HashMap<>();

    @Override
    public Instant offer(String key, Places places, Duration valid) {
      byKey.values().removeIf(k -> !Collections.disjoint(k.places().actors(), places.actors()));
      Instant expiresAt = clock.instant().plus(valid);
      byKey.put(key, new Kept(places, expiresAt, null));
      return expiresAt;
    }

    @Override
    public Optional<Places> take(String key, GuestId by) {
      Kept kept = byKey.get(key);
      if (kept == null
          || !kept.expiresAt().isAfter(clock.instant())
          || kept.takenBy() != null && !kept.takenBy().equals(by)) {
        return Optional.empty();
      }
      byKey.put(key, new Kept(kept.places(), kept.expiresAt(), by));
      return Optional.of(kept.places());
    }
  }

  private static final class Seats implements GuestSeats {
    private final Set<String> held = new LinkedHashSet<>();

    @Override
    public void remember(GuestId guest, String room, Actor actor, String name) {
      held.add((actor instanceof Actor.Player(String id) ? id : "host") + " " + name);
    }

    @Override
    public Set<Actor> in(GuestId guest, String room) {
      return new HashSet<>();
    }

    @Override
    public void forget(GuestId guest, String room, Actor actor) {}

    @Override
    public List<HeldSeat> rooms(GuestId guest) {
      return new ArrayList<>();
    }

    @Override
    public List<SeatHolder> holders(String room) {
      throw new UnsupportedOperationException();
    }
  }
}
