package dev.parlour.room.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Viewer;
import dev.parlour.room.Follower;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PortionsTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private final Audience audience =
      new Audience(Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(60));
  private final Portions portions = new Portions(audience);
  private final List<Follower> people = new ArrayList<>();

  /** Five players. */
  PortionsTest() {
    audience.begin(NOON);
    for (int i = 1; i <= 5; i++) {
      people.add(new AudienceTest.Silent());
      audience.enter(new Viewer.Player("p" + i), people.getLast());
    }
  }

  @Test
  void everybody_has_their_turn_once_and_in_order() {
    assertThat(portions.over()).isTrue();
    portions.begin(audience.followers());
    assertThat(portions.take(2)).containsExactlyElementsOf(people.subList(0, 2));
    assertThat(portions.take(2)).containsExactlyElementsOf(people.subList(2, 4));
    assertThat(portions.over()).isFalse();
    assertThat(portions.take(2)).containsExactlyElementsOf(people.subList(4, 5));
    assertThat(portions.over()).isTrue();
    assertThat(portions.take(2)).isEmpty();
  }

  @Test
  void a_few_who_would_be_left_over_go_with_the_last_portion() {
    for (int all : new int[] {20, 21, 22}) {
      List<Follower> crowd =
          Stream.<Follower>generate(AudienceTest.Silent::new).limit(all).toList();
      portions.begin(crowd);
      assertThat(portions.take(10)).hasSize(10);
      assertThat(portions.take(10)).hasSize(all == 21 ? 11 : 10);
      assertThat(portions.over()).isEqualTo(all != 22);
    }
  }

  @Test
  void who_comes_meanwhile_is_not_in_it() {
    portions.begin(audience.followers());
    audience.enter(new Viewer.Spectator(), new AudienceTest.Silent());
    assertThat(portions.take(10)).containsExactlyElementsOf(people);
  }

  /** Of the fourth player. */
  enum Departure {
    LEAVES(a -> a.leave(a.followers().get(3), NOON)),
    LOSES_THE_SERVER(a -> a.strand(a.followers().get(3), NOON)),
    GIVES_UP_THE_SEAT(a -> a.unseat("p4")),
    IS_TAKEN_OVER(a -> a.enter(new Viewer.Player("p4"), new AudienceTest.Silent()));

    private final Consumer<Audience> of;

    Departure(Consumer<Audience> of) {
      this.of = of;
    }
  }

  @ParameterizedTest
  @EnumSource
  void who_has_gone_meanwhile_is_left_out(Departure departure) {
    portions.begin(audience.followers());
    portions.take(2);
    departure.of.accept(audience);
    assertThat(portions.take(10)).containsExactly(people.get(2), people.get(4));
    portions.begin(audience.followers());
    assertThat(portions.take(10)).doesNotContain(people.get(3)).contains(people.get(4));
  }

  @Test
  void nobody_is_left_when_all_are_out() {
    portions.begin(audience.followers());
    audience.dismiss();
    assertThat(portions.take(10)).isEmpty();
    assertThat(portions.over()).isTrue();
  }
}
