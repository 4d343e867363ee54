package dev.parlour.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.rating.RatedGame.Entrant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatedGameTest {
  private static Entrant fresh(int rank) {
    return new Entrant(Rating.START, 0, rank);
  }

  @Test
  void a_game_of_two_is_one_game_against_the_other() {
    Rating one = new Rating(1_600, 80, 0.06);
    Rating two = new Rating(1_450, 120, 0.07);
    assertThat(RatedGame.after(List.of(new Entrant(one, 2, 2), new Entrant(two, 3, 1))))
        .containsExactly(
            Glicko2.rate(one, List.of(new Glicko2.Outcome(two.after(3), 0)), 2),
            Glicko2.rate(two, List.of(new Glicko2.Outcome(one.after(2), 1)), 3));
  }

  @Test
  void a_game_of_three_counts_against_each_of_the_others() {
    Rating middle = RatedGame.after(List.of(fresh(1), fresh(2), fresh(3))).get(1);
    assertThat(middle)
        .isEqualTo(
            Glicko2.rate(
                Rating.START,
                List.of(new Glicko2.Outcome(Rating.START, 0), new Glicko2.Outcome(Rating.START, 1)),
                0));
  }

  @Test
  void a_shared_place_is_a_draw() {
    List<Rating> after = RatedGame.after(List.of(fresh(1), fresh(1)));
    assertThat(after).extracting(Rating::rating).containsExactly(1_500.0, 1_500.0);
    assertThat(after).allMatch(r -> r.deviation() < Rating.MOST_DEVIATION);
  }

  @Test
  void alone_nobody_is_rated() {
    assertThat(RatedGame.after(List.of(fresh(1)))).containsExactly(Rating.START);
    assertThat(RatedGame.after(List.of())).isEmpty();
  }

  @Test
  void one_evening_of_a_thousand_counts_as_sixteen_games() {
    List<Entrant> evening = new ArrayList<>();
    for (int rank = 1; rank <= 1_000; rank++) {
      evening.add(fresh(rank));
    }
    List<Rating> after = RatedGame.after(evening);
    List<Glicko2.Outcome> sixteen = new ArrayList<>();
    for (int i = 0; i < RatedGame.MOST_OPPONENTS; i++) {
      sixteen.add(new Glicko2.Outcome(Rating.START, 1));
    }
    assertThat(after.getFirst()).isEqualTo(Glicko2.rate(Rating.START, sixteen, 0));
    // Whoever left three quarters behind has won three quarters of them.
    for (int i = 0; i < 4; i++) {
      sixteen.set(i, new Glicko2.Outcome(Rating.START, 0));
    }
    assertThat(after.get(249)).isEqualTo(Glicko2.rate(Rating.START, sixteen, 0));
    assertThat(after)
        .extracting(r -> -r.rating())
        .as("a better place is never worth less")
        .isSorted();
  }

  @Test
  void somebody_who_left_for_long_is_met_as_unsure_as_they_are_now() {
    Rating rusty = new Rating(1_500, 60, 0.06);
    Rating back =
        RatedGame.after(List.of(new Entrant(rusty, 0, 1), new Entrant(rusty, 500, 2))).getFirst();
    Rating seen =
        RatedGame.after(List.of(new Entrant(rusty, 0, 1), new Entrant(rusty, 0, 2))).getFirst();
    assertThat(back.rating()).isLessThan(seen.rating());
  }
}
