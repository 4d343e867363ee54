package dev.parlour.player.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.rating.Rating;
import org.junit.jupiter.api.Test;

class HistoryViewsTest {
  @Test
  void a_rating_is_shown_with_two_deviations_and_does_not_break() {
    assertThat(HistoryViews.shown(new Rating(1_649.6, 45.2, 0.06)))
        .isEqualTo("1650\u00A0±\u00A090");
  }
}
