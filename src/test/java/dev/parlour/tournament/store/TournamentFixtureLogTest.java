package dev.parlour.tournament.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.tournament.Chart;
import dev.parlour.tournament.Referee;
import dev.parlour.tournament.Tournament;
import dev.parlour.tournament.TournamentEvent;
import dev.parlour.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Logs of tournaments that were written by an earlier version, and are never written again, still
 * come to the same charts. If this fails, tournaments that people play in now will not survive the
 * next update.
 */
class TournamentFixtureLogTest {

  private static String file(String name) throws IOException {
    try (InputStream in = TournamentFixtureLogTest.class.getResourceAsStream("/logs/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, List<TournamentEvent>> logs() throws IOException {
    Map<String, List<TournamentEvent>> logs = new LinkedHashMap<>();
    for (String line : file("tournaments-v1.jsonl").lines().toList()) {
      JsonNode row = Json.mapper().readTree(line);
      logs.computeIfAbsent(row.get("tournament").textValue(), t -> new ArrayList<>())
          .add(EventTexts.read(row.get("payload").toString()));
    }
    return logs;
  }

  @Test
  void the_logs_of_version_1_come_to_their_charts() throws Exception {
    JsonNode ends = Json.mapper().readTree(file("tournaments-v1.end.json"));
    Map<String, List<TournamentEvent>> logs = logs();
    assertThat(logs.keySet())
        .containsExactly("single", "double", "swiss", "robin", "cancelled")
        .allSatisfy(
            id -> {
              Tournament t = Tournament.NONE;
              for (TournamentEvent event : logs.get(id)) {
                t = Referee.apply(t, event);
              }
              JsonNode chart =
                  Json.mapper().readTree(Json.mapper().writeValueAsString(Chart.of(t)));
              assertThat(chart).as(id).isEqualTo(ends.get(id));
            });
  }

  @Test
  void every_event_that_there_is_happened_in_them() throws Exception {
    TreeSet<String> happened = new TreeSet<>();
    logs().values().forEach(log -> log.forEach(e -> happened.add(e.getClass().getSimpleName())));
    assertThat(Arrays.stream(TournamentEvent.class.getPermittedSubclasses()))
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(happened);
  }

  @Test
  void what_is_written_today_is_what_was_written_then() throws Exception {
    for (String line : file("tournaments-v1.jsonl").lines().toList()) {
      JsonNode payload = Json.mapper().readTree(line).get("payload");
      assertThat(Json.mapper().readTree(EventTexts.write(EventTexts.read(payload.toString()))))
          .isEqualTo(payload);
    }
  }
}
