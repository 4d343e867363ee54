package dev.parlour.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Rejection;
import dev.parlour.room.app.Rooms;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
  @ParameterizedTest
  @CsvSource({
    "unknown_room,404",
    "room_closed,410",
    "name_taken,409",
    "room_full,409",
    "room_locked,409",
    "room_over,409",
    "not_host,403",
    "unauthorized,401",
    "busy,503",
    "unavailable,503",
    "room_faulty,500",
    "bad_name,422",
    "bad_questions,422",
    "unknown_setting,422",
    "malformed_json,400",
    "too_large,413",
    "rate_limited,429",
    "cross_site,403"
  })
  void each_code_has_one_status(String code, int status) {
    assertThat(Problem.of(new Rejection(code, "No.")).status()).isEqualTo(status);
  }

  @Test
  void every_code_is_named_in_a_document() throws Exception {
    String documents = "";
    for (String name : new String[] {"openapi", "asyncapi"}) {
      try (InputStream in = ProblemTest.class.getResourceAsStream("../http/" + name + ".yaml")) {
        documents += new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    assertThat(documents).contains(Refusals.codes().stream().map(c -> "`" + c + "`").toList());
  }

  @Test
  void a_problem_has_the_members_of_RFC_9457_and_a_code() throws Exception {
    assertThat(Json.mapper().writeValueAsString(Problem.of(Rooms.unknown())))
        .isEqualTo(
            "{\"type\":\"urn:parlour:problem:unknown_room\",\"title\":\"Not"
                + " Found\",\"status\":404,\"code\":\"unknown_room\",\"detail\":\"There is no room"
                + " with this code.\"}");
  }

  @Test
  void what_passes_by_itself_is_to_be_asked_again() {
    for (String code : new String[] {"busy", "moved", "unavailable"}) {
      assertThat(Refusals.status(code)).as(code).isEqualTo(503);
    }
  }
}
