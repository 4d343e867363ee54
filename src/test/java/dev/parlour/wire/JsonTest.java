package dev.parlour.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlour.game.Seat;
import dev.parlour.game.trivia.TriviaCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.Visibility;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a type looks like in JSON follows from its shape, and what does not fit is refused. */
class JsonTest {
  private static String written(Object value, Class<?> as) throws JsonProcessingException {
    return Json.mapper().writerFor(as).writeValueAsString(value);
  }

  private static <T> T read(String json, Class<T> as) throws JsonProcessingException {
    return Json.mapper().readValue(json, as);
  }

  @Test
  void a_record_of_a_sealed_interface_says_its_type_by_its_name() throws Exception {
    assertThat(written(new RoomEvent.RoomLocked(), RoomEvent.class))
        .isEqualTo("{\"type\":\"roomLocked\"}");
    assertThat(written(new TriviaCommand.Extend(5), TriviaCommand.class))
        .isEqualTo("{\"type\":\"extend\",\"seconds\":5}");
    assertThat(Json.typeName(RoomEvent.PlayerJoined.class)).isEqualTo("playerJoined");
  }

  @Test
  void a_record_says_it_also_where_only_the_record_is_known() throws Exception {
    assertThat(Json.mapper().writeValueAsString(new TriviaCommand.Skip()))
        .isEqualTo("{\"type\":\"skip\"}");
  }

  @Test
  void nulls_are_left_out_of_records_and_kept_in_maps() throws Exception {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("quiz", null);
    RoomEvent event =
        new RoomEvent.RoomCreated(
            "ACDEFG",
            "tally",
            1,
            null,
            settings,
            Visibility.PUBLIC,
            "k",
            1,
            false,
            Instant.parse("2026-03-01T20:00:00.123456789Z"));
    String json = written(event, RoomEvent.class);
    assertThat(json)
        .doesNotContain("title")
        .contains("\"quiz\":null")
        .contains("\"2026-03-01T20:00:00.123456789Z\"")
        .contains("\"PUBLIC\"");
    assertThat(read(json, RoomEvent.class)).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"extend\",\"seconds\":\"5\"}",
        "{\"type\":\"extend\",\"seconds\":5.5}",
        "{\"type\":\"extend\",\"seconds\":5.0}",
        "{\"type\":\"extend\",\"seconds\":true}",
        "{\"type\":\"extend\",\"seconds\":null}",
        "{\"type\":\"extend\",\"seconds\":[5]}",
        "{\"type\":\"extend\",\"seconds\":99999999999}",
        "{\"type\":\"extend\"}",
        "{\"type\":\"extend\",\"seconds\":5,\"more\":1}",
        "{\"type\":\"extend\",\"seconds\":5,\"seconds\":6}",
        "{\"type\":\"extend\",\"seconds\":5} {}",
        "{\"type\":\"Extend\",\"seconds\":5}",
        "{\"type\":\"explode\"}",
        "{\"type\":null,\"seconds\":5}",
        "{\"seconds\":5}",
        "{\"type\":\"dev.parlour.game.trivia.TriviaCommand$Extend\",\"seconds\":5}",
        "{\"type\":\"answer\",\"question\":1,\"choices\":\"a\"}",
        "{\"type\":\"answer\",\"question\":1,\"choices\":[1]}",
        "{\"type\":\"answer\",\"question\":1,\"choices\":[true]}",
        "{\"type\":\"answer\",\"question\":1,\"choices\":[1.5]}",
        "{\"type\":\"answer\",\"question\":1,\"choices\":{\"a\":1}}",
        "[]",
        "5",
        "\"skip\"",
        "",
        "{",
      })
  void what_does_not_fit_is_refused(String json) {
    assertThatThrownBy(() -> read(json, TriviaCommand.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void a_number_is_no_text_and_no_name_of_an_enum() {
    assertThatThrownBy(() -> read("{\"id\":1,\"name\":\"a\",\"avatar\":\"b\"}", Seat.class))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> read("0", Visibility.class))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> read("\"\"", Visibility.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void a_text_that_nests_too_deep_is_refused_and_does_not_exhaust_the_stack() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> Json.mapper().readTree(deep))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void lists_come_back_as_they_were() throws Exception {
    TriviaCommand answer = new TriviaCommand.Answer(3, List.of("a", "c"));
    assertThat(read(written(answer, TriviaCommand.class), TriviaCommand.class)).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7 × 8 − 1 = 55 and so on and on",
        "Zoë 🦊 plays, as does everybody else here"
      })
  void few_characters_outside_of_ascii_are_escaped_and_read_the_same(String text) throws Exception {
    String json = Json.mapper().writeValueAsString(text);
    assertThat(Json.ascii(json)).matches("\\p{ASCII}*");
    assertThat(read(Json.ascii(json), String.class)).isEqualTo(text);
  }

  @Test
  void many_characters_outside_of_ascii_stay_as_they_are() {
    String question = "\"Ποια είναι η πρωτεύουσα της χώρας;\"";
    assertThat(Json.ascii(question)).isEqualTo(question);
  }
}
