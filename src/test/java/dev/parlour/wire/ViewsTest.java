package dev.parlour.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.realtime.TallyRoom;
import dev.parlour.room.Publication;
import dev.parlour.testkit.BigQuiz;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private final Publication now = new TallyRoom().with("Ada").with("Ben").started().publication();

  @Test
  void the_games_fields_stand_beside_the_rooms() {
    JsonNode shared = json(Views.shared(now, Role.PLAYER));
    assertThat(shared.path("code").asText()).isEqualTo(TallyRoom.CODE);
    assertThat(shared.path("players").path("count").asInt()).isEqualTo(2);
    assertThat(shared.path("sum").asInt()).isZero();
    assertThat(shared.path("role").asText()).isEqualTo("PLAYER");
  }

  @Test
  void where_a_game_takes_a_name_of_the_rooms_the_rooms_field_stays() {
    assertThat(json(Views.shared(now, Role.PLAYER)).path("status").asText())
        .isEqualTo("in_progress");
  }

  @Test
  void which_record_of_a_sealed_interface_a_view_is_stays_here() {
    assertThat(json(Views.shared(now, Role.PLAYER)).has("type")).isFalse();
  }

  @Test
  void what_is_shared_is_encoded_once_for_each_role() {
    assertThat(Views.shared(now, Role.PLAYER)).isSameAs(Views.shared(now, Role.PLAYER));
    assertThat(Views.shared(now, Role.HOST)).isNotSameAs(Views.shared(now, Role.PLAYER));
  }

  @Test
  void roles_that_see_the_same_share_one_text() {
    Publication quiz = new BigQuiz(2).publication();
    RawValue host = Views.shared(quiz, Role.HOST);
    assertThat(Views.shared(quiz, Role.PLAYER)).isSameAs(host);
    assertThat(Views.shared(quiz, Role.SPECTATOR)).isSameAs(host);
  }

  @Test
  void while_people_answer_nobodys_entry_is_made_anew() {
    BigQuiz quiz = new BigQuiz(4);
    Publication before = quiz.publication();
    quiz.room.player("p3", BigQuiz.answer(3));
    Publication answered = quiz.publication(before);
    assertThat(answered.roster()).isSameAs(before.roster());
    assertThat(Views.shared(answered, Role.PLAYER).rawValue())
        .isEqualTo(Views.shared(quiz.publication(), Role.PLAYER).rawValue());
    quiz.room.player("p4", BigQuiz.answer(4)); // the last one: points are counted
    Publication closed = quiz.publication(answered);
    assertThat(closed.roster()).isNotSameAs(before.roster());
    assertThat(Views.shared(closed, Role.PLAYER).rawValue())
        .isEqualTo(Views.shared(quiz.publication(), Role.PLAYER).rawValue());
  }

  @Test
  void only_players_with_a_seat_have_a_part_of_their_own() {
    assertThat(json(Views.you(now, new Viewer.Player("p2"))).toString())
        .isEqualTo("{\"id\":\"p2\",\"name\":\"Ben\",\"avatar\":\"a\",\"secret\":\"only p2\"}");
    assertThat(Views.you(now, new Viewer.Player("p3"))).isNull();
    assertThat(Views.you(now, new Viewer.Host())).isNull();
    assertThat(Views.you(now, new Viewer.Spectator())).isNull();
  }

  @Test
  void no_token_and_no_hash_of_one_is_in_a_view() {
    String all =
        ""
            + Views.shared(now, Role.HOST).rawValue()
            + Views.shared(now, Role.PLAYER).rawValue()
            + Views.you(now, new Viewer.Player("p1")).rawValue();
    assertThat(all)
        .doesNotContain(
            "token",
            dev.parlour.room.app.Tokens.hash("Ada-token"),
            dev.parlour.room.app.Tokens.hash("host-token"));
  }

  private static JsonNode json(RawValue raw) {
    try {
      return Json.mapper().readTree(raw.rawValue().toString());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
