package dev.parlour.game.trivia;

import static dev.parlour.game.trivia.Questions.several;
import static dev.parlour.game.trivia.TriviaNight.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Decision;
import dev.parlour.game.Input;
import dev.parlour.game.Persistent;
import dev.parlour.game.Situation;
import dev.parlour.game.trivia.TriviaState.Phase;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * With 5,000 players no answer may cost as much as there are players. Work is counted, not timed.
 */
class LargeTriviaTest {
  private static final int PLAYERS = 5_000;

  /** Counts how many ids were walked over. */
  private static final class CountingSet extends TreeSet<String> {
    long walked;

    CountingSet(Collection<String> ids) {
      super(Persistent.order());
      addAll(ids);
    }

    @Override
    public Iterator<String> iterator() {
      Iterator<String> all = super.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return all.hasNext();
        }

        @Override
        public String next() {
          walked++;
          return all.next();
        }
      };
    }
  }

  private static TriviaNight aLargeNight() {
    return TriviaNight.with(TriviaNight.settings("maxPlayers", PLAYERS), several(2))
        .startedWith(PLAYERS);
  }

  @Test
  void an_answer_shares_everything_but_itself_with_the_state_before() {
    TriviaNight night = aLargeNight();
    night.answer("p1", "right");
    TriviaState before = night.state;
    night.answer("p2", "wrong");

    assertThat(night.state.players()).isSameAs(before.players());
    assertThat(night.state.placings()).isSameAs(before.placings());
    assertThat(night.state.questions()).isSameAs(before.questions());
    assertThat(night.state.asked().order()).isSameAs(before.asked().order());
    assertThat(night.state.asked().answers().get("p1"))
        .isSameAs(before.asked().answers().get("p1"));
    assertThat(before.asked().answers()).hasSize(1);
  }

  @Test
  void collections_of_the_state_are_persistent_and_stay_so_when_they_come_from_a_decoder() {
    TriviaNight night = aLargeNight();
    night.answer("p1", "right");
    TriviaState state = night.state;
    TriviaState decoded =
        new TriviaState(
            state.phase(),
            state.settings(),
            state.questions(),
            state.random(),
            state.asked(),
            new LinkedHashMap<>(state.players()),
            List.copyOf(state.placings()),
            state.since(),
            state.until());

    assertThat(decoded).isEqualTo(state);
    assertThat(Persistent.map(decoded.players())).isSameAs(decoded.players());
    assertThat(Persistent.list(decoded.placings())).isSameAs(decoded.placings());
    assertThat(Persistent.map(decoded.asked().answers())).isSameAs(decoded.asked().answers());
  }

  @Test
  void a_whole_question_with_everybody_answering_walks_over_the_connected_only_once() {
    TriviaNight night = aLargeNight();
    CountingSet connected = new CountingSet(night.connected);
    TriviaState state = night.state;
    for (int i = 1; i <= PLAYERS; i++) {
      assertThat(state.phase()).isEqualTo(Phase.QUESTION);
      Input<TriviaCommand> answer =
          new Input.Play<>("p" + i, new TriviaCommand.Answer(1, List.of("a")));
      Decision<TriviaEvent> decision =
          GAME.decide(state, answer, new Situation(i, connected, OptionalLong.empty()));
      for (TriviaEvent event : ((Decision.Accepted<TriviaEvent>) decision).events()) {
        state = GAME.apply(state, event);
      }
    }

    assertThat(state.phase()).isEqualTo(Phase.REVEAL);
    assertThat(connected.walked).isEqualTo(PLAYERS);
  }

  @Test
  void everybody_losing_the_connection_walks_over_nobody() {
    TriviaNight night = aLargeNight();
    CountingSet connected = new CountingSet(night.connected);
    for (int i = 1; i <= PLAYERS; i++) {
      connected.remove("p" + i);
      assertThat(
              GAME.decide(
                  night.state,
                  new Input.Presence<>(),
                  new Situation(0, connected, OptionalLong.empty())))
          .isEqualTo(Decision.accepted());
    }

    assertThat(connected.walked).isZero();
  }

  @Test
  void joining_late_and_leaving_last_keep_the_places_of_all_others() {
    TriviaNight night = aLargeNight();
    TriviaState before = night.state;
    String late = night.join();
    assertThat(night.state.placings()).hasSize(PLAYERS + 1);
    assertThat(night.state.placings().get(2_500)).isSameAs(before.placings().get(2_500));
    night.leave(late);

    assertThat(night.state).isEqualTo(before);
  }

  @Test
  void all_5000_are_settled_and_placed() {
    TriviaNight night = aLargeNight();
    String right = night.shownId("right");
    for (int i = 1; i <= PLAYERS; i += 2) {
      night.at(i).answerById("p" + i, 1, right);
    }
    night.wakeWhenDue();

    assertThat(night.placings()).hasSize(PLAYERS);
    assertThat(night.placings().getFirst().score()).isEqualTo(1000);
    assertThat(night.own("p1").rank()).isEqualTo(1);
    assertThat(night.own("p4999").points()).isEqualTo(750);
    assertThat(night.own("p5000").rank()).isEqualTo(2_501);
    assertThat(night.placings().getLast().player()).isEqualTo("p5000");
  }
}
