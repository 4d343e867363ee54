package dev.parlour.game.trivia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.trivia.TriviaState.Player;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StandingsTest {

  @Test
  void equal_scores_share_a_rank_and_the_next_one_counts_on() {
    assertThat(Standings.of(players(700, 900, 700, 500)))
        .containsExactly(
            new Placing("p2", 1, 900),
            new Placing("p1", 2, 700),
            new Placing("p3", 2, 700),
            new Placing("p4", 4, 500));
  }

  @Test
  void within_a_rank_people_stand_in_the_order_of_joining_also_beyond_nine() {
    assertThat(Standings.of(players(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
        .extracting(Placing::player)
        .containsExactly("p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11");
  }

  @Property
  void a_rank_is_one_more_than_the_number_of_better_scores(
      @ForAll @Size(max = 40) List<@IntRange(max = 6) Integer> scores) {
    Map<String, Player> players = players(scores.stream().mapToInt(i -> i).toArray());
    for (Placing placing : Standings.of(players)) {
      assertThat(placing.rank())
          .isEqualTo(1 + (int) scores.stream().filter(score -> score > placing.score()).count());
      assertThat(Standings.rank(Standings.of(players), placing.player(), placing.score()))
          .isEqualTo(placing.rank());
    }
  }

  @Property
  void somebody_new_stands_where_a_new_count_would_put_them(
      @ForAll @Size(max = 20) List<@IntRange(max = 4) Integer> scores) {
    Map<String, Player> players = players(scores.stream().mapToInt(i -> i).toArray());
    String id = "p" + (scores.size() + 1);

    assertThat(Standings.joined(Standings.of(players), id))
        .isEqualTo(Standings.of(Persistent.with(players, id, new Player(1, 0, 0))));
  }

  @Property
  void after_somebody_left_the_others_stand_where_a_new_count_would_put_them(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 4) Integer> scores,
      @ForAll @IntRange(max = 19) int who) {
    Map<String, Player> players = players(scores.stream().mapToInt(i -> i).toArray());
    String id = "p" + (who % scores.size() + 1);

    assertThat(Standings.left(Standings.of(players), id, players.get(id).score()))
        .isEqualTo(Standings.of(Persistent.without(players, id)));
  }

  private static Map<String, Player> players(int... scores) {
    Map<String, Player> players = new LinkedHashMap<>();
    for (int i = 0; i < scores.length; i++) {
      players.put("p" + (i + 1), new Player(1, scores[i], 0));
    }
    return Persistent.map(players);
  }
}
