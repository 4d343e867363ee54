package dev.parlour.player.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.player.FinishedGame;
import dev.parlour.player.FinishedGame.Ending;
import dev.parlour.player.FinishedGame.Line;
import dev.parlour.player.GuestId;
import dev.parlour.player.SeatHolder;
import dev.parlour.shared.RoomNotice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsOfRoomsTest {
  private static final GuestId ADA = new GuestId("ada");

  private static Map<String, Object> payload() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("game", "pong");
    payload.put(
        "result",
        List.of(
            Map.of("player", "p1", "rank", 1, "score", 7L),
            Map.of("player", "p2", "rank", 2, "score", 3),
            Map.of("player", "p3", "rank", 3, "score", 0)));
    payload.put("names", Map.of("p1", "Ada"));
    payload.put("removed", List.of("p3"));
    payload.put("endedByHost", true);
    payload.put("number", 4);
    payload.put("visibility", "public");
    payload.put("startedAt", "2026-03-01T19:50:00Z");
    payload.put("at", "2026-03-01T20:00:00Z");
    return payload;
  }

  private static RoomNotice notice(Map<String, Object> payload) {
    return new RoomNotice("outbox-1", "RoomCompleted", "ACDEFG", 41, payload);
  }

  @Test
  void a_game_is_read_from_the_news_and_the_seats() {
    Map<String, SeatHolder> holders =
        Map.of(
            "p1", new SeatHolder("p1", ADA, "ada as typed", null),
            "p2", new SeatHolder("p2", ADA, "Ben, who has left", null));
    assertThat(ResultsOfRooms.game(notice(payload()), holders))
        .contains(
            new FinishedGame(
                "ACDEFG",
                41,
                4,
                "pong",
                Instant.parse("2026-03-01T20:00:00Z"),
                true,
                Ending.BY_HOST,
                List.of(
                    new Line("p1", ADA, "Ada", 1, 7, false, false),
                    new Line("p2", ADA, "Ben, who has left", 2, 3, false, false),
                    new Line("p3", null, "", 3, 0, true, false))));
  }

  @Test
  void who_has_deleted_the_account_has_no_name_whatever_the_room_still_calls_them() {
    GuestId gone = GuestId.ofDeleted(new SplittableRandom(1));
    Map<String, SeatHolder> holders =
        Map.of(
            "p1",
            new SeatHolder("p1", gone, "", null),
            "p2",
            new SeatHolder("p2", ADA, "Ben", null));
    assertThat(ResultsOfRooms.game(notice(payload()), holders).orElseThrow().lines())
        .containsExactly(
            new Line("p1", gone, null, 1, 7, false, false),
            new Line("p2", ADA, "Ben", 2, 3, false, false),
            new Line("p3", null, "", 3, 0, true, false));
    assertThat(gone.isDeleted()).isTrue();
    assertThat(gone.account()).isEmpty();
    assertThat(ADA.isDeleted()).isFalse();
  }

  private static Map<String, SeatHolder> holder(String since) {
    return Map.of(
        "p1", new SeatHolder("p1", ADA, "Ada", since == null ? null : Instant.parse(since)));
  }

  private static boolean tookOver(Map<String, Object> payload, String since) {
    return ResultsOfRooms.game(notice(payload), holder(since))
        .orElseThrow()
        .lines()
        .getFirst()
        .tookOver();
  }

  @Test
  void a_seat_that_somebody_else_had_at_the_start_was_taken_over() {
    assertThat(tookOver(payload(), "2026-03-01T19:59:00Z")).isTrue();
    assertThat(tookOver(payload(), "2026-03-01T19:50:06Z")).isTrue();
    assertThat(tookOver(payload(), "2026-03-01T19:50:04Z")).as("clocks differ").isFalse();
    assertThat(tookOver(payload(), "2026-03-01T19:40:00Z")).as("before the start").isFalse();
    assertThat(tookOver(payload(), null)).as("nobody else ever had it").isFalse();
    Map<String, Object> former = payload();
    former.remove("startedAt");
    assertThat(tookOver(former, "2026-03-01T19:59:00Z")).as("of a former release").isFalse();
  }

  @Test
  void a_game_that_came_to_nothing_is_known_as_one() {
    Map<String, Object> payload = payload();
    payload.put("endedByHost", false);
    assertThat(ResultsOfRooms.game(notice(payload), Map.of()))
        .hasValueSatisfying(game -> assertThat(game.ending()).isEqualTo(Ending.OWN));
    payload.put("abandoned", true);
    assertThat(ResultsOfRooms.game(notice(payload), Map.of()))
        .hasValueSatisfying(game -> assertThat(game.ending()).isEqualTo(Ending.ABANDONED));
  }

  @Test
  void news_of_a_former_release_without_a_time_are_passed_over() {
    assertThat(ResultsOfRooms.game(notice(Map.of("game", "pong", "result", List.of())), Map.of()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "game",
        "result",
        "names",
        "removed",
        "endedByHost",
        "abandoned",
        "number",
        "visibility",
        "startedAt",
        "at"
      })
  void no_value_of_any_kind_makes_it_throw(String key) {
    for (Object value :
        new ArrayList<>(
            Arrays.asList(null, 7, "yesterday", List.of(1), List.of(Map.of()), Map.of("p1", 9)))) {
      Map<String, Object> payload = payload();
      payload.put(key, value);
      assertThat(ResultsOfRooms.game(notice(payload), holder("2026-03-01T19:55:00Z"))).isNotNull();
    }
  }
}
