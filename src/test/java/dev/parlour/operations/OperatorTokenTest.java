package dev.parlour.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.shared.Settings;
import dev.parlour.wire.Json;
import dev.parlour.wire.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorTokenTest {
  private static OperatorToken of(String text) {
    return OperatorToken.from(
        new Settings(Map.of("parlour.operator.token", text)::get, name -> null));
  }

  @Test
  void a_token_that_is_too_short_stops_the_start_and_is_not_repeated() {
    assertThatThrownBy(() -> of("fifteen-letters"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parlour.operator.token")
        .hasMessageNotContaining("fifteen-letters");
  }

  @Test
  void a_boot_reads_it_before_anything_else() {
    System.setProperty("parlour.operator.token", "short");
    try {
      assertThatThrownBy(() -> new Boot().boot()).hasMessageContaining("parlour.operator.token");
    } finally {
      System.clearProperty("parlour.operator.token");
    }
  }

  @Test
  void who_shows_it_is_obeyed_and_nobody_else() {
    OperatorToken token = of("sixteen-letters!");
    assertThat(token.shownBy("Bearer sixteen-letters!")).isTrue();
    assertThat(token.shownBy("Bearer sixteen-letters?")).isFalse();
    assertThat(token.shownBy("sixteen-letters!")).isFalse();
    assertThat(token.shownBy(null)).isFalse();
    assertThat(token.toString()).doesNotContain("sixteen");
  }

  @Test
  void without_one_nobody_is_obeyed() {
    OperatorToken none = of(" ");
    assertThat(none.exists()).isFalse();
    assertThat(none.shownBy("Bearer ")).isFalse();
  }

  @Test
  void what_is_refused_is_told_as_everywhere_else() throws Exception {
    for (Problem problem :
        new Problem[] {
          Problem.of(404, "not_found", "This server has no operator's token."),
          Problem.of(401, "unauthorized", "Only the operator can do that.")
        }) {
      assertThat(
              DrainCommand.problem(
                  problem.status(), problem.title(), problem.code(), problem.detail()))
          .isEqualTo(Json.mapper().writeValueAsString(problem));
    }
  }
}
