package dev.parlour.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.bench.ChaosCheck.Log;
import dev.parlour.bench.ChaosCheck.Row;
import dev.parlour.bench.client.Acknowledged;
import dev.parlour.game.Viewer;
import dev.parlour.game.trivia.TriviaGame;
import dev.parlour.game.trivia.TriviaView;
import dev.parlour.room.Attendance;
import dev.parlour.room.Room;
import dev.parlour.room.RoomState;
import dev.parlour.testkit.PureRoom;
import dev.parlour.wire.EventCodec;
import dev.parlour.wire.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run is accused of, and of what not; held against the log of a whole night. */
class ChaosCheckTest {
  private static final TriviaGame GAME = new TriviaGame();

  private final ChaosCheck check = new ChaosCheck();
  private final List<Row> rows = new ArrayList<>();
  private final String code;
  private final String winner;
  private final long points;
  private String status;
  private long epoch = 3;

  ChaosCheckTest() throws Exception {
    Room room = new Room(GAME, PureRoom.RULES);
    EventCodec codec = new EventCodec(GAME);
    RoomState state = room.initial();
    try (InputStream in = getClass().getResourceAsStream("/logs/trivia-v1.jsonl")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode row = Json.mapper().readTree(line);
        long seq = rows.size() + 1;
        Row stored =
            new Row(
                seq,
                "host",
                "c" + seq,
                row.get("kind").textValue(),
                row.get("version").intValue(),
                row.get("payload").toString());
        rows.add(stored);
        state =
            room.apply(
                state,
                codec.decode(
                    new EventCodec.Encoded(stored.kind(), stored.version(), stored.payload())));
      }
    }
    code = state.code();
    status = state.status().name();
    winner = state.seating().seats().keySet().iterator().next();
    points =
        ((TriviaView.Own) room.own(state, new Viewer.Player(winner), Attendance.NOBODY).own())
            .score();
    check.made(code, state.seating().seats().keySet());
    check.started(code);
    check.epoch(code, 3);
  }

  private void acknowledged(String id, long seq) {
    check.acknowledged(new Acknowledged(code, "host", id, "{}", seq, Instant.EPOCH, 0));
  }

  private List<String> faults() {
    return check.faults(List.of(new Log(code, status, rows.size(), epoch, List.copyOf(rows))));
  }

  @Test
  void nothing_where_every_promise_was_kept() {
    acknowledged("c5", 5);
    check.answeredAgain(code, "host", "c5", 5, null);
    check.refused(code, "host", "x1", "too_late", "{}");
    check.saw(code, winner, rows.size(), "completed", points);
    assertThat(points).isPositive();
    assertThat(faults()).isEmpty();
    assertThat(check.promises()).isOne();
    assertThat(check.sights()).isOne();
  }

  @Test
  void an_acknowledgement_that_is_missing() {
    acknowledged("x1", 5);
    assertThat(faults())
        .containsExactly(code + ": command host x1 was acknowledged at seq 5 and is missing: {}");
  }

  @Test
  void an_acknowledgement_that_has_moved() {
    acknowledged("c5", 6);
    assertThat(faults())
        .containsExactly(code + ": command host c5 was acknowledged at seq 6 and stands at [5]");
  }

  @Test
  void a_command_that_was_acknowledged_twice_in_different_ways() {
    acknowledged("c5", 5);
    check.answeredAgain(code, "host", "c5", 7, null);
    assertThat(faults())
        .containsExactly(
            code + ": command c5 of host was acknowledged at seq 5, and again at seq 7");
  }

  @Test
  void a_command_that_stands_there_twice() {
    Row fifth = rows.get(4);
    Row sixth = rows.get(5);
    rows.set(
        5,
        new Row(
            6, fifth.actor(), fifth.commandId(), sixth.kind(), sixth.version(), sixth.payload()));
    acknowledged("c5", 5);
    assertThat(faults())
        .containsExactly(code + ": command host c5 stands there 2 times, at seq [5, 6]");
  }

  @Test
  void an_answer_that_counts_twice() {
    int answer = 0;
    while (!rows.get(answer).payload().contains("answerAccepted")) {
      answer++;
    }
    Row given = rows.get(answer);
    rows.subList(answer, rows.size())
        .replaceAll(
            r ->
                new Row(r.seq() + 1, r.actor(), "d" + r.seq(), r.kind(), r.version(), r.payload()));
    rows.add(answer, given);
    assertThat(faults()).anyMatch(f -> f.contains("counts two answers of"));
  }

  @Test
  void a_gap_and_a_double() {
    Row fifth = rows.remove(4);
    assertThat(faults()).contains(code + ": seq 5 to 5 are missing");
    rows.add(4, fifth);
    rows.add(4, fifth);
    assertThat(faults()).contains(code + ": seq 5 stands there twice");
  }

  @Test
  void a_row_that_does_not_say_where_its_events_end() {
    List<Log> logs = List.of(new Log(code, status, rows.size() + 1, epoch, rows));
    assertThat(check.faults(logs))
        .containsExactly(
            code
                + ": its row says seq "
                + (rows.size() + 1)
                + ", its events end at "
                + rows.size());
  }

  @Test
  void a_room_that_is_stuck() {
    rows.removeLast();
    status = "IN_PROGRESS";
    assertThat(faults())
        .containsExactly(code + ": was started and is stuck as IN_PROGRESS at seq " + rows.size());
  }

  @Test
  void a_score_that_was_never_earned() {
    check.saw(code, winner, rows.size(), "completed", points + 1);
    assertThat(faults())
        .containsExactly(
            "%s: %s saw %d points, completed at seq %d, where the replay gives %d, completed"
                .formatted(code, winner, points + 1, rows.size(), points),
            "%s: %s saw %d points at last, the replay gives %d"
                .formatted(code, winner, points + 1, points));
  }

  @Test
  void a_view_of_what_was_never_stored() {
    check.saw(code, winner, rows.size() + 1, "completed", points);
    assertThat(faults())
        .containsExactly(
            "%s: %s saw seq %d, but the log ends at %d"
                .formatted(code, winner, rows.size() + 1, rows.size()));
  }

  @Test
  void a_final_refusal_that_stands_in_the_log() {
    check.refused(code, "host", "c5", "too_late", "{}");
    assertThat(faults())
        .containsExactly(
            code + ": command c5 of host was refused for good (too_late) and stands at seq 5: {}");
  }

  @Test
  void an_epoch_that_went_back() {
    epoch = 2;
    assertThat(faults()).containsExactly(code + ": the epoch went from 3 back to 2");
  }

  @Test
  void rooms_and_seats_that_nobody_was_told_of_or_that_are_gone() {
    check.made("BBBBBB", List.of());
    check.made(code, List.of("p99"));
    check.epoch("CCCCCC", 1); // seen in the database, which is not the same as told
    assertThat(
            check.faults(
                List.of(
                    new Log(code, status, rows.size(), epoch, rows),
                    new Log("CCCCCC", "READY", 0, 1, List.of()))))
        .contains(
            "CCCCCC: stands in the log, but nobody was told of it",
            "BBBBBB: was made, but is not in the log")
        .anyMatch(f -> f.startsWith(code + ": seats ["));
  }
}
