package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.game.Checked;
import dev.parlour.game.Game;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Rejection;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.HeldSeat;
import dev.parlour.player.SeatHolder;
import dev.parlour.room.Actor;
import dev.parlour.room.Follower;
import dev.parlour.room.Frame;
import dev.parlour.room.HtmlViews;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.app.Games;
import dev.parlour.shared.Settings;
import dev.parlour.wire.Json;
import dev.parlour.wire.ServerMessage;
import dev.parlour.wire.StreamSource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One connection with rooms, time and peer in the test's hand. The writer runs only where a test
 * lets it.
 */
class ConnectionTest {
  private final List<String> missed = new ArrayList<>();
  private static final String CODE = TallyRoom.CODE;
  private static final Instant ARRIVED = Instant.parse("2026-01-01T12:00:01Z");
  private static final GuestId GUEST = new GuestId("guest");
  private static final long SECOND = 1_000_000_000L;

  private final FakeRooms rooms = new FakeRooms();
  private final Set<Actor> held = new HashSet<>();
  private final AtomicLong nanos = new AtomicLong(5 * SECOND);
  private final Beat beat = new Beat(Duration.ofMillis(4)); // struck by hand
  private final AtomicInteger gone = new AtomicInteger();
  private final Drawing html = new Drawing();
  private final Recorded peer = new Recorded();
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean slow;
  private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>(); // of writers
  private final RealtimeSettings settings =
      limits(Map.of("message-burst", "20", "messages-per-second", "10", "strikes", "5"));
  private final Map<String, StreamSource> streams = new HashMap<>();
  private final Connection connection =
      connection(new Handshake("192.0.2.7", GUEST, 0, Locale.ENGLISH), true);

  // Streams

  /** A stream of one kind, whose news the test gives by hand. */
  private class Tickets implements StreamSource {
    final List<Consumer<ServerMessage>> listeners = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    int left;

    @Override
    public String name() {
      return "ticket";
    }

    @Override
    public Checked<Runnable> follow(
        String id, String token, String guest, Consumer<ServerMessage> listener) {
      asked.add(id + " " + token + " " + guest);
      if (!id.equals("mine")) {
        return Checked.bad("unauthorized", "That is not yours.");
      }
      listeners.add(listener);
      listener.accept(ticket(2));
      return Checked.good(() -> left++);
    }
  }

  private static ServerMessage.Ticket ticket(int place) {
    return new ServerMessage.Ticket("ticket/mine", "waiting", place, 5, false, null, null, null);
  }

  private Tickets tickets() {
    Tickets tickets = new Tickets();
    streams.put(tickets.name(), tickets);
    return tickets;
  }

  private static final String FOLLOW = "{\"type\":\"attach\",\"stream\":\"ticket/mine\"}";

  @Test
  void a_stream_is_followed_in_the_name_of_the_browser_or_of_a_token() {
    Tickets tickets = tickets();
    say(FOLLOW);
    say("{\"type\":\"attach\",\"stream\":\"ticket/mine\",\"token\":\"t\"}");
    assertThat(tickets.asked).containsExactly("mine null " + GUEST.key(), "mine t " + GUEST.key());
  }

  @Test
  void news_of_a_stream_are_passed_on_in_their_order() {
    Tickets tickets = tickets();
    say(FOLLOW);
    tickets.listeners.getFirst().accept(ticket(1));
    assertThat(drained())
        .extracting(m -> m.path("type").asText() + m.path("place").asInt())
        .containsExactly("ticket2", "ticket1");
  }

  @Test
  void a_stream_that_is_somebody_elses_is_refused_and_not_followed() {
    tickets();
    say("{\"type\":\"attach\",\"stream\":\"ticket/theirs\"}");
    assertThat(drained())
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.path("code").asText()).isEqualTo("unauthorized");
              assertThat(m.path("stream").asText()).isEqualTo("ticket/theirs");
            });
    say("{\"type\":\"detach\",\"stream\":\"ticket/theirs\"}");
    assertThat(drained().getFirst().path("code").asText()).isEqualTo("not_attached");
  }

  @Test
  void whoever_asks_for_streams_of_others_again_and_again_is_closed() {
    tickets();
    for (int i = 0; i < 6; i++) {
      say("{\"type\":\"attach\",\"stream\":\"ticket/theirs\"}");
    }
    write();
    assertThat(peer.closed).isEqualTo(1008);
  }

  @Test
  void a_stream_is_left_by_detach_and_by_the_end_of_the_connection() {
    Tickets tickets = tickets();
    say(FOLLOW);
    say("{\"type\":\"detach\",\"stream\":\"ticket/mine\"}");
    assertThat(tickets.left).isEqualTo(1);
    assertThat(drained().getLast().toString())
        .isEqualTo("{\"type\":\"detached\",\"stream\":\"ticket/mine\",\"reason\":\"detached\"}");
    say(FOLLOW);
    connection.part(1001, "gone");
    assertThat(tickets.left).isEqualTo(2);
  }

  @Test
  void following_a_stream_again_leaves_the_former() {
    Tickets tickets = tickets();
    say(FOLLOW);
    say(FOLLOW);
    assertThat(tickets.left).isEqualTo(1);
    assertThat(types(drained())).containsExactly("ticket", "ticket");
  }

  @Test
  void streams_count_among_what_one_connection_follows() {
    tickets();
    say(attach("spectator", null));
    say(attach("host", "host-token"));
    say(FOLLOW);
    assertThat(drained())
        .filteredOn(m -> m.path("type").asText().equals("error"))
        .singleElement()
        .satisfies(m -> assertThat(m.path("code").asText()).isEqualTo("too_many_rooms"));
  }

  // Attach

  @Test
  void a_player_with_their_token_is_attached_and_sees_the_room() {
    say(attach("p1", "Ada-token"));
    List<JsonNode> messages = drained();
    assertThat(messages.get(0).toString())
        .isEqualTo(
            "{\"type\":\"attached\",\"room\":\""
                + CODE
                + "\",\"as\":\"p1\",\"seq\":"
                + rooms.now.seq()
                + "}");
    assertThat(messages.get(1).path("type").asText()).isEqualTo("view");
    assertThat(messages.get(1).path("you").path("secret").asText()).isEqualTo("only p1");
  }

  @Test
  void hosts_and_spectators_have_no_part_of_their_own() {
    say(attach("host", "host-token"));
    say(attach("spectator", null));
    assertThat(drained().stream().filter(m -> m.path("type").asText().equals("view")))
        .hasSize(2)
        .noneMatch(m -> m.has("you"));
  }

  @Test
  void whoever_has_the_newest_state_gets_no_view() {
    say(
        "{\"type\":\"attach\",\"room\":\""
            + CODE
            + "\",\"as\":\"spectator\",\"seq\":"
            + rooms.now.seq()
            + "}");
    assertThat(types(drained())).containsExactly("attached");
    assertThat(rooms.since).containsExactly(rooms.now.seq());
  }

  @Test
  void codes_are_read_as_people_write_them_and_answered_in_their_proper_form() {
    say("{\"type\":\"attach\",\"room\":\"k7m-4qx\",\"as\":\"spectator\"}");
    say(command("spectator", "c1", "{\"type\":\"start\"}").replace(CODE, "k7m4qx"));
    assertThat(drained().getFirst().path("room").asText()).isEqualTo(CODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p1", "p2", "host", "p9"})
  void a_token_that_proves_something_else_is_refused_even_where_the_cookie_would_do(String as) {
    held.addAll(Set.of(Actor.HOST, new Actor.Player("p1"), new Actor.Player("p2")));
    String foreign = as.equals("p1") ? "Ben-token" : as.equals("p2") ? "host-token" : "Ada-token";
    say(attach(as, foreign));
    assertThat(drained())
        .singleElement()
        .satisfies(m -> assertThat(m.path("code").asText()).isEqualTo("unauthorized"));
    assertThat(rooms.followers).isEmpty();
  }

  @Test
  void a_token_that_nobody_can_judge_just_now_is_not_called_wrong() {
    rooms.judges = false;
    say(attach("p1", "Ada-token"));
    assertThat(drained())
        .singleElement()
        .satisfies(m -> assertThat(m.path("code").asText()).isEqualTo("unavailable"));
    rooms.judges = true;
    say(attach("p1", "Ada-token"));
    assertThat(types(drained())).containsExactly("attached", "view");
  }

  @Test
  void without_a_token_the_cookie_proves_what_the_browser_holds_at_that_moment() {
    say(attach("p1", null));
    assertThat(drained())
        .singleElement()
        .satisfies(m -> assertThat(m.path("code").asText()).isEqualTo("unauthorized"));
    held.add(new Actor.Player("p1")); // joined after the handshake
    say(attach("p1", null));
    assertThat(types(drained())).containsExactly("attached", "view");
  }

  @Test
  void without_token_and_cookie_nobody_is_a_player() {
    held.add(new Actor.Player("p1"));
    Connection stranger = connection(new Handshake("192.0.2.7", null, 0, Locale.ENGLISH), true);
    stranger.received(attach("p1", null), ARRIVED);
    assertThat(rooms.followers).isEmpty();
  }

  @Test
  void a_room_that_is_not_there_is_an_error() {
    say("{\"type\":\"attach\",\"room\":\"AAAAAA\",\"as\":\"spectator\"}");
    say("{\"type\":\"attach\",\"room\":\"no code\",\"as\":\"spectator\"}");
    assertThat(drained()).hasSize(2).allMatch(m -> m.path("code").asText().equals("unknown_room"));
    assertThat(missed).as("whoever tries codes is counted").hasSize(2);
  }

  @Test
  void a_closed_room_is_an_error() {
    rooms.publish(new RoomCommand.Close("closed_by_host"));
    say(attach("host", "host-token"));
    assertThat(drained())
        .singleElement()
        .satisfies(m -> assertThat(m.path("code").asText()).isEqualTo("room_closed"));
  }

  @Test
  void a_seat_that_was_given_up_is_an_error_and_no_detachment() {
    held.add(new Actor.Player("p7"));
    say(attach("p7", null));
    assertThat(drained())
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.path("type").asText()).isEqualTo("error");
              assertThat(m.path("code").asText()).isEqualTo("not_a_player");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"attach\",\"room\":\"K7M4QX\"}",
        "{\"type\":\"attach\",\"as\":\"host\"}",
        "{\"type\":\"attach\",\"room\":\"K7M4QX\",\"as\":\"boss\"}",
        "{\"type\":\"attach\",\"room\":\"K7M4QX\",\"as\":\"p0\"}",
        "{\"type\":\"attach\",\"room\":\"K7M4QX\",\"as\":\"spectator\",\"format\":\"xml\"}",
        "{\"type\":\"attach\",\"room\":\"K7M4QX\",\"as\":\"spectator\",\"seq\":-1}",
        "{\"type\":\"ping\",\"at\":[1]}",
        "{\"type\":\"ping\",\"at\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
      })
  void what_has_no_meaning_is_a_bad_message(String text) {
    say(text);
    assertThat(drained())
        .singleElement()
        .satisfies(m -> assertThat(m.path("code").asText()).isEqualTo("bad_message"));
  }

  @Test
  void other_streams_do_not_exist_yet() {
    say("{\"type\":\"attach\",\"stream\":\"me\"}");
    assertThat(drained())
        .singleElement()
        .satisfies(m -> assertThat(m.path("code").asText()).isEqualTo("unknown_stream"));
  }

  @Test
  void one_connection_follows_so_many_roles_and_no_more() {
    say(attach("host", "host-token"));
    say(attach("p1", "Ada-token"));
    say(attach("p2", "Ben-token"));
    assertThat(rooms.followers).hasSize(2);
    say(attach("p1", "Ada-token")); // one of them again is no further one
    assertThat(drained()).extracting(m -> m.path("code").asText("")).contains("too_many_rooms");
    assertThat(rooms.followers).hasSize(2);
  }

  // Taking over

  @Test
  void a_new_connection_of_a_player_takes_over_and_the_old_one_is_told() {
    say(attach("p1", "Ada-token"));
    Recorded newPeer = new Recorded();
    Connection newer =
        new Connection(
            newPeer, new Handshake("192.0.2.8", null, 0, Locale.ENGLISH), door(true), () -> {});
    newer.received(attach("p1", "Ada-token"), ARRIVED);
    JsonNode last = drained().getLast();
    assertThat(last.path("type").asText()).isEqualTo("detached");
    assertThat(last.path("reason").asText()).isEqualTo("taken_over");
    say(command("p1", "c1", "{\"type\":\"start\"}"));
    assertThat(drained().getFirst().path("code").asText()).isEqualTo("not_attached");
  }

  @Test
  void attaching_again_on_the_same_connection_replaces_in_silence() {
    say(attach("p1", "Ada-token"));
    say(attach("p1", "Ada-token"));
    assertThat(types(drained())).doesNotContain("detached");
    assertThat(rooms.followers).hasSize(1);
  }

  @Test
  void whoever_is_removed_is_told_why_and_follows_no_longer() {
    say(attach("p1", "Ada-token"));
    rooms.followers.keySet().iterator().next().detached("kicked");
    assertThat(drained().getLast().path("reason").asText()).isEqualTo("kicked");
  }

  @Test
  void detaching_is_confirmed_and_only_once() {
    say(attach("spectator", null));
    say("{\"type\":\"detach\",\"room\":\"" + CODE + "\",\"as\":\"spectator\"}");
    say("{\"type\":\"detach\",\"room\":\"" + CODE + "\",\"as\":\"spectator\"}");
    assertThat(types(drained())).containsExactly("attached", "detached", "error");
    assertThat(rooms.followers).isEmpty();
  }

  // Rooms that are slow to load

  @Test
  void a_command_right_behind_its_attach_is_carried_out_after_it_however_slow_the_room_is() {
    slow = true;
    say(attach("p1", "Ada-token"));
    say(command("p1", "c1", "{\"type\":\"add\",\"number\":3}").replace(CODE, "k7m-4qx"));
    say(command("p1", "c2", "{\"type\":\"add\",\"number\":4}"));
    assertThat(drained()).isEmpty();
    waiting.remove().run();
    assertThat(rooms.sent).extracting(FakeRooms.Sent::id).containsExactly("c1", "c2");
    assertThat(types(drained())).as("nothing was refused").containsExactly("attached", "view");
    say(command("p1", "c3", "{\"type\":\"add\",\"number\":5}"));
    assertThat(rooms.sent).as("at once, now that nothing waits").hasSize(3);
  }

  @Test
  void a_slow_room_holds_up_no_other_room_and_no_ping() {
    rooms.codes.add("ACD347");
    slow = true;
    say(attach("p1", "Ada-token"));
    slow = false;
    say(attach("p2", "Ben-token").replace(CODE, "ACD347"));
    say(command("p2", "c1", "{\"type\":\"add\",\"number\":3}").replace(CODE, "ACD347"));
    say("{\"type\":\"ping\",\"at\":1}");
    assertThat(types(drained())).containsExactly("attached", "pong", "view");
    assertThat(rooms.sent).hasSize(1);
    assertThat(rooms.followers).hasSize(1);
    waiting.remove().run();
    assertThat(rooms.followers).hasSize(2);
  }

  @Test
  void what_waits_is_bounded_over_all_rooms_and_what_is_refused_is_told_by_its_id() {
    Connection small =
        new Connection(
            peer,
            new Handshake("192.0.2.7", null, 0, Locale.ENGLISH),
            door(
                true,
                limits(
                    Map.of("message-burst", "3", "messages-per-second", "1000", "strikes", "9"))),
            () -> {});
    rooms.codes.add("ACD347");
    slow = true;
    List<String> said = new ArrayList<>();
    said.add(attach("p1", "Ada-token"));
    said.add(attach("p2", "Ben-token").replace(CODE, "ACD347"));
    said.add(command("p1", "c1", "{\"type\":\"add\",\"number\":3}"));
    said.add(command("p1", "c2", "{\"type\":\"add\",\"number\":4}"));
    said.add(command("p2", "c3", "{\"type\":\"add\",\"number\":5}").replace(CODE, "ACD347"));
    for (String text : said) {
      nanos.addAndGet(SECOND); // so that the rate is no matter
      small.received(text, ARRIVED);
    }
    waiting.forEach(Runnable::run);
    assertThat(rooms.sent).extracting(FakeRooms.Sent::id).containsExactly("c1");
    small.part(1000, "");
    write();
    assertThat(peer.texts.stream().map(ConnectionTest::json))
        .filteredOn(m -> m.path("type").asText().equals("reject"))
        .extracting(m -> m.path("id").asText() + " " + m.path("code").asText())
        .containsExactly("c2 busy", "c3 busy");
  }

  @Test
  void a_connection_that_ends_while_it_waits_for_rooms_does_nothing_more() {
    slow = true;
    say(attach("p1", "Ada-token"));
    say(command("p1", "c1", "{\"type\":\"add\",\"number\":3}"));
    connection.closed(1000);
    waiting.remove().run();
    assertThat(rooms.followers).isEmpty();
    assertThat(rooms.since).as("never asked for").isEmpty();
    assertThat(rooms.sent).isEmpty();
  }

  @Test
  void a_connection_that_ends_while_its_room_is_loaded_does_not_push_out_the_next_one() {
    Connection next =
        new Connection(
            new Recorded(),
            new Handshake("192.0.2.7", null, 0, Locale.ENGLISH),
            door(true),
            () -> {});
    rooms.loading =
        () -> {
          rooms.loading = () -> {};
          connection.closed(1006);
          next.received(attach("p1", "Ada-token"), ARRIVED);
        };
    say(attach("p1", "Ada-token"));
    assertThat(rooms.followers).hasSize(1);
    next.received(command("p1", "c1", "{\"type\":\"add\",\"number\":3}"), ARRIVED);
    assertThat(rooms.sent).hasSize(1);
  }

  @Test
  void a_room_that_cannot_be_had_right_now_may_be_asked_for_again_and_again() {
    rooms.away = new Rejection("unavailable", "Not right now.");
    for (int i = 0; i < 15; i++) {
      say(attach("p1", "Ada-token"));
    }
    assertThat(drained()).hasSize(15).allMatch(m -> m.path("code").asText().equals("unavailable"));
    assertThat(peer.closed).isZero();
    rooms.away = null;
    say(attach("p1", "Ada-token"));
    assertThat(types(drained())).containsExactly("attached", "view");
  }

  // Rooms that move

  @Test
  void a_room_that_moved_and_attaches_again_by_itself_tells_only_what_is_newer() {
    say(attach("p1", "Ada-token"));
    Follower follower = rooms.followers.keySet().iterator().next();
    assertThat(types(drained())).containsExactly("attached", "view");
    follower.attached(rooms.now, false);
    assertThat(drained()).isEmpty();
    Publication before = rooms.now;
    rooms.room.take(Actor.HOST, new RoomCommand.Lock());
    follower.attached(rooms.room.publication(), false);
    assertThat(drained())
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.path("type").asText()).isEqualTo("view");
              assertThat(m.path("seq").asLong()).isEqualTo(before.seq() + 1);
            });
    follower.published(before);
    assertThat(drained()).as("of the former owner, and late").isEmpty();
  }

  @Test
  void the_first_attached_is_told_also_where_it_comes_from_the_next_owner() {
    rooms.mute = true; // the room moves before it has answered
    say(attach("p1", "Ada-token"));
    assertThat(drained()).isEmpty();
    rooms.followers.keySet().iterator().next().attached(rooms.now, false);
    assertThat(types(drained())).containsExactly("attached", "view");
  }

  @Test
  void a_change_of_presence_has_no_number_of_its_own_and_is_shown() {
    say(attach("p1", "Ada-token"));
    drained();
    rooms.followers.keySet().iterator().next().published(rooms.room.publication());
    assertThat(types(drained())).containsExactly("view");
  }

  // Frames

  static Frame frame(long tick) {
    return new Frame(CODE, new byte[] {1, (byte) tick}, Map.of("tick", tick));
  }

  private void moves(long tick) {
    rooms.followers.keySet().forEach(f -> f.frame(frame(tick)));
  }

  @Test
  void a_frame_is_the_same_for_all_roles_and_comes_once_for_each_connection() {
    say(attach("host", "host-token"));
    say(attach("p1", "Ada-token"));
    drained();
    moves(7);
    assertThat(drained())
        .singleElement()
        .satisfies(
            m ->
                assertThat(m.toString())
                    .isEqualTo(
                        "{\"type\":\"frame\",\"room\":\"" + CODE + "\",\"frame\":{\"tick\":7}}"));
  }

  @Test
  void frames_go_on_in_the_other_role_when_the_first_is_left() {
    say(attach("host", "host-token"));
    say(attach("p1", "Ada-token"));
    say("{\"type\":\"detach\",\"room\":\"" + CODE + "\",\"as\":\"host\"}");
    drained();
    moves(1);
    assertThat(types(drained())).containsExactly("frame");
    say(attach("spectator", null));
    List.copyOf(rooms.followers.keySet()).stream()
        .filter(f -> rooms.followers.get(f) instanceof Viewer.Player)
        .forEach(f -> f.detached("kicked"));
    drained();
    moves(2);
    assertThat(types(drained())).containsExactly("frame");
  }

  @Test
  void of_frames_that_wait_the_newest_wins() {
    say(attach("spectator", null));
    drained();
    moves(1);
    moves(2);
    assertThat(drained())
        .singleElement()
        .satisfies(m -> assertThat(m.path("frame").path("tick").asInt()).isEqualTo(2));
  }

  @Test
  void who_asks_for_bytes_gets_frames_as_bytes_and_all_else_as_text() {
    peer.binary = true;
    say(attach("spectator", null));
    assertThat(types(drained())).containsExactly("attached", "view");
    moves(3);
    assertThat(drained()).isEmpty();
    assertThat(peer.bytes).singleElement().isEqualTo(new byte[] {1, 3});
  }

  @Test
  void who_takes_texts_apart_gets_together_what_waits() {
    peer.lines = true;
    say(attach("spectator", null));
    say("{\"type\":\"ping\",\"at\":1}");
    assertThat(types(drained())).containsExactly("attached", "pong", "view");
    assertThat(peer.texts).singleElement().asString().hasLineCount(3);
  }

  @Test
  void others_get_each_message_in_a_text_of_its_own() {
    say(attach("spectator", null));
    assertThat(types(drained())).containsExactly("attached", "view");
    assertThat(peer.texts).hasSize(2).allSatisfy(text -> assertThat(text).hasLineCount(1));
  }

  @Test
  void a_frame_of_bytes_comes_behind_what_waited_before_it() {
    peer.lines = true;
    peer.binary = true;
    say(attach("spectator", null));
    moves(3);
    drained();
    assertThat(peer.order).containsExactly("text", "bytes");
  }

  @Test
  void what_waits_is_sent_before_it_is_asked_for_a_sign_of_life() {
    peer.lines = true;
    say(attach("spectator", null));
    drained();
    peer.order.clear();
    nanos.addAndGet(20 * SECOND);
    swept();
    say("{\"type\":\"ping\",\"at\":1}");
    drained();
    assertThat(peer.order).containsExactly("text", "ping");
  }

  @Test
  void no_thread_waits_for_a_connection_that_nothing_is_said_to() {
    say(attach("p1", "Ada-token"));
    drained();
    assertThat(turns).isEmpty();
    rooms.publish(new RoomCommand.Lock());
    rooms.publish(new RoomCommand.Unlock());
    say("{\"type\":\"ping\",\"at\":1}");
    assertThat(turns).as("one writer, whatever waits").hasSize(1);
    assertThat(types(drained())).containsExactly("pong", "view");
    assertThat(turns).isEmpty();
  }

  @Test
  void what_comes_while_it_writes_is_written_by_the_same_writer() {
    say("{\"type\":\"ping\",\"at\":1}");
    peer.meanwhile = () -> say("{\"type\":\"ping\",\"at\":2}");
    turns.remove().run();
    assertThat(turns).isEmpty();
    assertThat(peer.texts).hasSize(2);
  }

  private void ping(int at) {
    say("{\"type\":\"ping\",\"at\":" + at + "}");
    write();
  }

  @Test
  void what_comes_right_behind_a_text_waits_for_a_beat_and_goes_together() {
    peer.lines = true;
    ping(1);
    assertThat(peer.texts).hasSize(1);
    ping(2);
    ping(3);
    assertThat(peer.texts).hasSize(1);
    assertThat(turns).as("no thread waits").isEmpty();
    beat.strike();
    write();
    assertThat(peer.texts).hasSize(2);
    assertThat(peer.texts.getLast()).hasLineCount(2);
    beat.strike();
    assertThat(turns).as("nothing waits for this one").isEmpty();
    nanos.addAndGet(settings.gatherFor().toNanos());
    ping(4);
    assertThat(peer.texts).as("long after the text before").hasSize(3);
  }

  @Test
  void what_comes_while_it_writes_waits_for_a_beat_too() {
    peer.lines = true;
    say("{\"type\":\"ping\",\"at\":1}");
    peer.meanwhile = () -> say("{\"type\":\"ping\",\"at\":2}");
    write();
    assertThat(peer.texts).hasSize(1);
    beat.strike();
    write();
    assertThat(peer.texts).hasSize(2);
  }

  @Test
  void a_frame_waits_for_no_beat_and_takes_along_what_does() {
    peer.lines = true;
    peer.binary = true;
    say(attach("spectator", null));
    write();
    ping(1);
    assertThat(peer.texts).hasSize(1);
    moves(3);
    write();
    assertThat(peer.order).containsExactly("text", "text", "bytes");
    moves(4);
    write();
    assertThat(peer.bytes).hasSize(2);
    beat.strike();
    assertThat(turns).as("nothing waits any more").isEmpty();
  }

  @Test
  void who_has_waited_twice_for_one_beat_gets_one_turn() {
    peer.lines = true;
    peer.binary = true;
    say(attach("spectator", null));
    write();
    ping(1);
    moves(3);
    write(); // the frame took the pong along, and the beat still comes
    ping(2);
    beat.strike();
    assertThat(turns).hasSize(1);
    write();
    assertThat(peer.order).containsExactly("text", "text", "bytes", "text");
  }

  @Test
  void where_beats_have_stopped_nothing_waits_for_them() throws Exception {
    peer.lines = true;
    Thread beats = Thread.ofPlatform().unstarted(beat);
    beats.interrupt();
    beats.start();
    beats.join();
    ping(1);
    ping(2);
    assertThat(peer.texts).hasSize(2);
  }

  @Test
  void a_client_that_goes_while_something_waits_for_a_beat_is_let_go() {
    peer.lines = true;
    ping(1);
    ping(2);
    connection.closed(1000);
    write();
    assertThat(gone).hasValue(1);
    beat.strike();
    assertThat(turns).isEmpty();
  }

  @Test
  void the_end_waits_for_no_beat() {
    peer.lines = true;
    ping(1);
    ping(2);
    connection.part(1001, "gone");
    write();
    assertThat(peer.texts).as("what waited is still said").hasSize(2);
    assertThat(peer.closed).isEqualTo(1001);
    beat.strike();
    assertThat(turns).isEmpty();
  }

  @Test
  void who_cannot_take_texts_apart_waits_for_no_beat() {
    ping(1);
    ping(2);
    assertThat(peer.texts).hasSize(2);
  }

  @Test
  void what_is_long_does_not_wait_for_what_comes_behind_it() {
    peer.lines = true;
    Connection patient =
        new Connection(
            peer,
            new Handshake("192.0.2.7", null, 0, Locale.ENGLISH),
            door(true, limits(Map.of("answers", "256", "message-burst", "999"))),
            () -> {});
    for (int i = 0; i < 500; i++) {
      patient.received("{\"type\":\"ping\",\"at\":" + i + "}", ARRIVED);
    }
    write();
    assertThat(peer.texts.stream().flatMap(String::lines).map(ConnectionTest::json))
        .extracting(m -> m.path("at").asInt())
        .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    assertThat(peer.texts)
        .hasSizeBetween(2, 10)
        .allSatisfy(text -> assertThat(text).hasSizeLessThan(17_000));
  }

  // Commands

  @Test
  void a_command_goes_to_the_room_with_the_moment_of_its_arrival_and_is_acknowledged_by_its_id() {
    say(attach("p1", "Ada-token"));
    say(command("p1", "c1", "{\"type\":\"add\",\"number\":3}"));
    FakeRooms.Sent sent = rooms.sent.getFirst();
    assertThat(sent.actor()).isEqualTo(new Actor.Player("p1"));
    assertThat(sent.id()).isEqualTo("c1");
    assertThat(sent.arrivedAt()).isEqualTo(ARRIVED);
    assertThat(sent.command()).isEqualTo(new RoomCommand.Play(new TallyGame.Ask.Add(3, null)));
    sent.reply().accepted(9);
    assertThat(drained())
        .contains(
            json(
                "{\"type\":\"ack\",\"room\":\""
                    + CODE
                    + "\",\"as\":\"p1\",\"id\":\"c1\",\"seq\":9}"));
  }

  @Test
  void a_refusal_of_the_room_is_a_reject_by_the_same_id() {
    say(attach("p1", "Ada-token"));
    say(command("p1", "c1", "{\"type\":\"start\"}"));
    rooms.sent.getFirst().reply().rejected(new Rejection("not_host", "Only the host can do that."));
    assertThat(drained())
        .contains(
            json(
                "{\"type\":\"reject\",\"room\":\""
                    + CODE
                    + "\",\"as\":\"p1\",\"id\":\"c1\",\"code\":\"not_host\",\"message\":\"Only the"
                    + " host can do that.\"}"));
  }

  @Test
  void the_role_that_is_named_decides_who_acts() {
    say(attach("host", "host-token"));
    say(attach("p1", "Ada-token"));
    say(command("host", "c1", "{\"type\":\"start\"}"));
    say(command("p1", "c1", "{\"type\":\"start\"}"));
    assertThat(rooms.sent)
        .extracting(FakeRooms.Sent::actor)
        .containsExactly(Actor.HOST, new Actor.Player("p1"));
  }

  @Test
  void a_command_before_attach_is_refused_also_where_the_cookie_would_prove_the_role() {
    held.add(new Actor.Player("p1"));
    say(command("p1", "c1", "{\"type\":\"start\"}"));
    assertThat(drained())
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.path("type").asText()).isEqualTo("reject");
              assertThat(m.path("code").asText()).isEqualTo("not_attached");
              assertThat(m.path("id").asText()).isEqualTo("c1");
            });
    assertThat(rooms.sent).isEmpty();
  }

  @Test
  void spectators_only_watch() {
    say(attach("spectator", null));
    say(command("spectator", "c1", "{\"type\":\"start\"}"));
    assertThat(drained().getFirst().path("type").asText()).isEqualTo("attached");
    assertThat(rooms.sent).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "ä",
        "12345678901234567890123456789012345678901234567890123456789012345"
      })
  void an_id_that_cannot_be_one_is_an_error(String id) {
    say(attach("p1", "Ada-token"));
    say(command("p1", id, "{\"type\":\"start\"}"));
    assertThat(drained()).extracting(m -> m.path("code").asText("")).contains("bad_message");
    assertThat(rooms.sent).isEmpty();
  }

  @Test
  void a_command_that_is_none_is_rejected_by_its_id() {
    say(attach("p1", "Ada-token"));
    say(command("p1", "c1", "{\"type\":\"add\",\"number\":\"3\"}"));
    say(command("p1", "c2", "{\"type\":\"fly\"}"));
    say("{\"type\":\"command\",\"room\":\"" + CODE + "\",\"as\":\"p1\",\"id\":\"c3\"}");
    List<JsonNode> rejects =
        drained().stream().filter(m -> m.path("type").asText().equals("reject")).toList();
    assertThat(rejects)
        .extracting(m -> m.path("id").asText() + " " + m.path("code").asText())
        .containsExactly("c1 bad_command", "c2 unknown_command", "c3 bad_command");
  }

  // Limits

  @Test
  void too_many_messages_are_not_looked_at_and_the_client_is_told() {
    say(attach("p1", "Ada-token"));
    for (int i = 0; i < 22; i++) {
      say(command("p1", "c" + i, "{\"type\":\"add\",\"number\":1}"));
    }
    assertThat(rooms.sent).hasSize(19); // a burst of 20, of which one was the attach
    assertThat(drained().stream().filter(m -> m.path("code").asText().equals("rate_limited")))
        .hasSize(3);
    nanos.addAndGet(SECOND);
    say(command("p1", "later", "{\"type\":\"add\",\"number\":1}"));
    assertThat(rooms.sent).hasSize(20);
  }

  @Test
  void repeated_abuse_ends_the_connection_with_1008() {
    for (int i = 0; i < 5; i++) {
      say("{");
    }
    assertThat(peer.closed).isZero();
    say("{");
    write();
    assertThat(peer.closed).isEqualTo(1008);
    assertThat(peer.texts).hasSize(6); // the last error too is told
  }

  @Test
  void faults_are_forgiven_with_time() {
    for (int i = 0; i < 30; i++) {
      say("{");
      write();
      nanos.addAndGet(SECOND);
      swept();
    }
    write();
    assertThat(peer.closed).isZero();
  }

  @Test
  void when_too_many_answers_wait_for_too_long_the_connection_ends_with_1013() {
    say(attach("p1", "Ada-token"));
    rooms.sent.clear();
    say(command("p1", "c1", "{\"type\":\"add\",\"number\":1}"));
    for (int i = 0; i < 20; i++) {
      rooms.sent.getFirst().reply().accepted(i);
    }
    swept();
    nanos.addAndGet(6 * SECOND);
    connection.heard();
    swept();
    write();
    assertThat(peer.closed).isEqualTo(1013);
  }

  @Test
  void a_flood_of_answers_ends_it_at_once() {
    say(attach("p1", "Ada-token"));
    say(command("p1", "c1", "{\"type\":\"add\",\"number\":1}"));
    for (int i = 0; i < 80; i++) {
      rooms.sent.getFirst().reply().accepted(i);
    }
    write();
    assertThat(peer.closed).isEqualTo(1013);
    assertThat(rooms.followers).isEmpty();
  }

  @Test
  void the_room_whose_answers_are_too_many_does_not_wait_for_others_to_be_left() {
    say(attach("p1", "Ada-token"));
    say(command("p1", "c1", "{\"type\":\"add\",\"number\":1}"));
    Reply reply = rooms.sent.getFirst().reply();
    slow = true; // threads begin when the test lets them
    for (int i = 0; i < 80; i++) {
      reply.accepted(i);
    }
    assertThat(rooms.left).isEmpty();
    waiting.forEach(Runnable::run);
    assertThat(rooms.left).hasSize(1);
  }

  @Test
  void a_stream_that_cannot_be_left_does_not_keep_the_rooms_from_hearing_of_it() {
    streams.put(
        "ticket",
        new Tickets() {
          @Override
          public Checked<Runnable> follow(
              String id, String token, String guest, Consumer<ServerMessage> listener) {
            return Checked.good(
                () -> {
                  throw new IllegalStateException("on purpose");
                });
          }
        });
    say(FOLLOW);
    say(attach("p1", "Ada-token"));
    connection.part(1001, "gone");
    write();
    assertThat(rooms.left).hasSize(1);
    assertThat(peer.closed).isEqualTo(1001);
  }

  @Test
  void silence_ends_the_connection_and_any_sign_prevents_it() {
    nanos.addAndGet(49 * SECOND);
    swept();
    connection.heard();
    nanos.addAndGet(49 * SECOND);
    swept();
    assertThat(rooms.left).isEmpty();
    nanos.addAndGet(2 * SECOND);
    swept();
    write();
    assertThat(peer.closed).isEqualTo(1001);
  }

  @Test
  void views_that_nobody_could_send_in_time_are_left_out() {
    say(attach("p1", "Ada-token"));
    rooms.publish(new RoomCommand.Lock());
    rooms.publish(new RoomCommand.Unlock());
    rooms.publish(new RoomCommand.Lock());
    List<JsonNode> views =
        drained().stream().filter(m -> m.path("type").asText().equals("view")).toList();
    assertThat(views)
        .singleElement()
        .satisfies(v -> assertThat(v.path("seq").asLong()).isEqualTo(rooms.now.seq()));
  }

  @Test
  void a_client_is_asked_for_a_sign_of_life_when_it_is_time_to() {
    nanos.addAndGet(19 * SECOND);
    swept();
    drained();
    assertThat(peer.pings).isZero();
    nanos.addAndGet(2 * SECOND);
    swept();
    swept();
    drained();
    assertThat(peer.pings).isEqualTo(1);
  }

  @Test
  void who_says_something_is_not_asked_for_a_sign_of_life() {
    for (int i = 0; i < 10; i++) {
      nanos.addAndGet(15 * SECOND);
      say("{\"type\":\"ping\",\"at\":1}");
      swept();
    }
    drained();
    assertThat(peer.pings).isZero();
    nanos.addAndGet(20 * SECOND);
    swept();
    drained();
    assertThat(peer.pings).isEqualTo(1);
  }

  @Test
  void a_stalled_reader_keeps_nobody_and_is_closed() throws Exception {
    say(attach("p1", "Ada-token"));
    peer.stall = new CountDownLatch(1);
    Thread writer = Thread.ofVirtual().start(turns.remove());
    assertThat(peer.stalled.await(10, TimeUnit.SECONDS)).isTrue();
    rooms.publish(new RoomCommand.Lock()); // returns although nobody reads
    nanos.addAndGet(16 * SECOND);
    connection.heard();
    swept(); // ends it: one message takes too long
    assertThat(rooms.followers).isEmpty();
    nanos.addAndGet(4 * SECOND);
    swept(); // and says goodbye from another thread, since the writer is stuck
    assertThat(peer.closed).isEqualTo(1013);
    assertThat(gone).hasValue(1);
    peer.stall.countDown();
    assertThat(writer.join(Duration.ofSeconds(10))).isTrue();
    assertThat(gone).hasValue(1);
  }

  // The end

  @Test
  void a_closed_connection_follows_nothing_any_more() {
    say(attach("p1", "Ada-token"));
    say(attach("host", "host-token"));
    connection.closed(1000);
    assertThat(rooms.followers).isEmpty();
    assertThat(rooms.left).hasSize(2);
    assertThat(gone).hasValue(1);
    say(command("p1", "c1", "{\"type\":\"start\"}"));
    assertThat(rooms.sent).isEmpty();
  }

  @Test
  void a_peer_that_is_gone_ends_the_connection_quietly() {
    say(attach("p1", "Ada-token"));
    peer.broken = true;
    write();
    assertThat(rooms.followers).isEmpty();
    assertThat(gone).hasValue(1);
  }

  @Test
  void a_writer_that_fails_for_whatever_reason_leaves_nothing_behind() {
    say(attach("p1", "Ada-token"));
    peer.error = new StackOverflowError();
    write();
    assertThat(peer.closed).isEqualTo(1011);
    assertThat(rooms.followers).isEmpty();
    assertThat(gone).hasValue(1);
  }

  // Pages

  @Test
  void fragments_come_by_element_and_ones_own_only_where_they_changed() {
    say(
        "{\"type\":\"attach\",\"room\":\""
            + CODE
            + "\",\"as\":\"p1\",\"token\":\"Ada-token\",\"format\":\"html\",\"lang\":\"de-AT\"}");
    JsonNode first = drained().getLast();
    assertThat(first.path("type").asText()).isEqualTo("html");
    assertThat(first.path("shared").path("stage").asText()).isEqualTo("<p>PLAYER de</p>");
    assertThat(first.path("you").path("me").asText()).isEqualTo("<b>p1</b>");
    rooms.publish(new RoomCommand.Lock());
    JsonNode second = drained().getLast();
    assertThat(second.has("you")).isFalse();
    assertThat(second.path("shared").has("stage")).isTrue();
  }

  @Test
  void what_is_shared_is_drawn_once_for_each_view_role_and_language() {
    Recorded other = new Recorded();
    Connection second =
        new Connection(
            other, new Handshake("192.0.2.8", null, 0, Locale.GERMAN), door(true), () -> {});
    say(
        "{\"type\":\"attach\",\"room\":\""
            + CODE
            + "\",\"as\":\"p1\",\"token\":\"Ada-token\",\"format\":\"html\",\"lang\":\"de\"}");
    second.received(
        "{\"type\":\"attach\",\"room\":\""
            + CODE
            + "\",\"as\":\"p2\",\"token\":\"Ben-token\",\"format\":\"html\"}",
        ARRIVED);
    write();
    assertThat(types(said(peer))).endsWith("html");
    assertThat(types(said(other))).endsWith("html");
    assertThat(html.count).hasValue(1);
  }

  @Test
  void where_no_pages_are_installed_there_are_no_fragments() {
    Recorded other = new Recorded();
    Connection bare =
        new Connection(
            other, new Handshake("192.0.2.8", null, 0, Locale.ENGLISH), door(false), () -> {});
    bare.received(
        "{\"type\":\"attach\",\"room\":\"" + CODE + "\",\"as\":\"spectator\",\"format\":\"html\"}",
        ARRIVED);
    bare.part(1000, "");
    write();
    assertThat(json(other.texts.getFirst()).path("code").asText()).isEqualTo("unknown_format");
  }

  @Test
  void cards_are_drawn_apart_from_pages() {
    say(attach("p1", "Ada-token").replace("}", ",\"format\":\"html\"}"));
    say(attach("spectator", null).replace("}", ",\"format\":\"card\"}"));
    assertThat(drained())
        .filteredOn(m -> m.path("type").asText().equals("html"))
        .extracting(m -> m.path("shared").path("stage").asText())
        .containsExactly("<p>PLAYER en</p>", "a card of SPECTATOR");
  }

  // Words

  private void say(String text) {
    connection.received(text, ARRIVED);
  }

  private static String attach(String as, String token) {
    return "{\"type\":\"attach\",\"room\":\""
        + CODE
        + "\",\"as\":\""
        + as
        + "\""
        + (token == null ? "" : ",\"token\":\"" + token + "\"")
        + "}";
  }

  private static String command(String as, String id, String command) {
    return "{\"type\":\"command\",\"room\":\""
        + CODE
        + "\",\"as\":\""
        + as
        + "\",\"id\":\""
        + id
        + "\",\"command\":"
        + command
        + "}";
  }

  /** The sweeper comes by. */
  private void swept() {
    connection.check(nanos.get());
  }

  /** Lets writers write all that waits. */
  private void write() {
    for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
      turn.run();
    }
  }

  /** The same, and takes it. */
  private List<JsonNode> drained() {
    peer.texts.clear();
    write();
    return said(peer);
  }

  private static List<JsonNode> said(Recorded peer) {
    return peer.texts.stream()
        .flatMap(text -> peer.lines ? text.lines() : Stream.of(text))
        .map(ConnectionTest::json)
        .toList();
  }

  private static List<String> types(List<JsonNode> messages) {
    return messages.stream().map(m -> m.path("type").asText()).toList();
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private Connection connection(Handshake handshake, boolean pages) {
    return new Connection(peer, handshake, door(pages), gone::incrementAndGet);
  }

  private static RealtimeSettings limits(Map<String, String> chosen) {
    Map<String, String> all = new HashMap<>(Map.of("rooms-per-socket", "2", "answers", "16"));
    all.putAll(chosen);
    return RealtimeSettings.from(
        new Settings(name -> all.get(name.replace("parlour.realtime.", "")), name -> null));
  }

  private Door door(boolean pages) {
    return door(pages, settings);
  }

  private Door door(boolean pages, RealtimeSettings settings) {
    Games games =
        new Games() {
          @Override
          public Optional<GameRegistration> find(String id) {
            return all().stream().filter(g -> g.game().id().equals(id)).findFirst();
          }

          @Override
          public List<GameRegistration> all() {
            Game<?, ?, ?, ?, ?> game = new TallyGame();
            return List.of(new GameRegistration(game, "tally"));
          }
        };
    GuestSeats seats =
        new GuestSeats() {
          @Override
          public void remember(GuestId guest, String room, Actor actor, String name) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Set<Actor> in(GuestId guest, String room) {
            return guest.equals(GUEST) ? held : Set.of();
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
    return new Door(
        rooms,
        games,
        seats,
        pages ? Optional.of(html) : Optional.empty(),
        streams,
        settings,
        new Traffic(new PrometheusRegistry()),
        new Slab(),
        beat,
        missed::add,
        task -> {
          if (slow) {
            waiting.add(task);
          } else {
            task.run();
          }
        },
        turns::add,
        () -> ARRIVED,
        nanos::get);
  }

  private static final HtmlViews CARDS =
      new HtmlViews() {
        @Override
        public Map<String, String> shared(Publication p, Role role, Locale locale) {
          return Map.of("stage", "a card of " + role);
        }

        @Override
        public Map<String, String> you(Publication p, Viewer v, Locale locale) {
          return Map.of();
        }

        @Override
        public HtmlViews cards() {
          return this;
        }
      };

  /** Counts how often what is shared is drawn. */
  private static final class Drawing implements HtmlViews {
    final AtomicInteger count = new AtomicInteger();

    @Override
    public Map<String, String> shared(Publication p, Role role, Locale locale) {
      count.incrementAndGet();
      return Map.of("stage", "<p>" + role + " " + locale + "</p>");
    }

    @Override
    public Map<String, String> you(Publication p, Viewer v, Locale locale) {
      return v instanceof Viewer.Player player
          ? Map.of("me", "<b>" + player.id() + "</b>")
          : Map.of();
    }

    @Override
    public HtmlViews cards() {
      return CARDS;
    }
  }

  /** Keeps what it is sent. */
  private static final class Recorded implements Peer {
    final List<String> texts = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch stalled = new CountDownLatch(1);
    volatile CountDownLatch stall;
    volatile int closed;
    final List<byte[]> bytes = Collections.synchronizedList(new ArrayList<>());
    int pings;
    boolean broken;
    Error error;
    Runnable meanwhile; // happens once while it takes a text; null for nothing
    boolean binary;
    boolean lines;
    final List<String> order = new ArrayList<>();

    @Override
    public boolean readsBinary() {
      return binary;
    }

    @Override
    public boolean readsLines() {
      return lines;
    }

    @Override
    public void send(ByteBuffer frame) {
      byte[] read = new byte[frame.remaining()];
      frame.duplicate().get(read);
      bytes.add(read);
      order.add("bytes");
    }

    @Override
    public void send(String text) throws IOException {
      if (broken) {
        throw new IOException("gone");
      }
      if (error != null) {
        throw error;
      }
      CountDownLatch wait = stall;
      if (wait != null) {
        stalled.countDown();
        try {
          wait.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      texts.add(text);
      order.add("text");
      Runnable once = meanwhile;
      if (once != null) {
        meanwhile = null;
        once.run();
      }
    }

    @Override
    public void ping() {
      order.add("ping");
      pings++;
    }

    @Override
    public void close(int code, String reason) {
      if (closed == 0) {
        closed = code;
      }
    }
  }
}
