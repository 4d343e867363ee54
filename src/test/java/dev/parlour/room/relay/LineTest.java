package dev.parlour.room.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.room.NodeMessage;
import dev.parlour.shared.NodePost;
import dev.parlour.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ends of a line: what is doubled, what is lost, and who hears of it. */
class LineTest {
  private long nanos;
  private boolean brokerAway;
  private final List<Letter> carried = new ArrayList<>();
  private int brokenAtA;
  private int brokenAtB;
  private Line a = end("a", "b", () -> brokenAtA++);
  private Line b = end("b", "a", () -> brokenAtB++);

  private Line end(String self, String peer, Runnable broken) {
    NodePost post =
        (to, text) -> {
          if (brokerAway) {
            throw new IllegalStateException("away");
          }
          try {
            carried.add(Json.mapper().readValue(text, Letter.class));
          } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
          }
        };
    return new Line(self, peer, new RelayCodec(new TriviaOnly()), post, broken, () -> nanos);
  }

  private static NodeMessage message(int number) {
    return new NodeMessage.Entered("abc234", number);
  }

  /** The letter that carries these. */
  private Letter letter(Line from, int... numbers) {
    for (int i = 1; i < numbers.length; i++) {
      from.add(message(numbers[i]));
    }
    from.sendWhatWaits(numbers.length == 0 ? null : message(numbers[0]));
    return carried.getLast();
  }

  @Test
  void what_waits_goes_in_one_letter_in_order() {
    Letter letter = letter(a, 1, 2, 3);
    assertThat(carried).hasSize(1);
    assertThat(letter.messages())
        .extracting(m -> m.path("number").asInt())
        .containsExactly(1, 2, 3);
    assertThat(b.takes(letter)).isTrue();
    assertThat(brokenAtB).isZero();
  }

  @Test
  void a_letter_that_comes_twice_is_dealt_with_once() {
    Letter first = letter(a, 1);
    assertThat(b.takes(first)).isTrue();
    assertThat(b.takes(first)).isFalse();
    Letter second = letter(a, 2);
    assertThat(b.takes(second)).isTrue();
    assertThat(b.takes(first)).isFalse();
    assertThat(b.takes(second)).isFalse();
    assertThat(b.takes(letter(a, 3))).isTrue();
    assertThat(brokenAtB).isZero();
  }

  @Test
  void empty_letters_only_say_that_somebody_is_there() {
    assertThat(b.takes(letter(a))).isFalse();
    assertThat(b.takes(letter(a, 1))).isTrue();
    assertThat(b.takes(letter(a))).isFalse();
    assertThat(b.takes(letter(a))).isFalse();
    assertThat(brokenAtB).isZero();
    nanos += 1_000;
    assertThat(b.heardWithin(500)).isFalse();
    b.takes(letter(a));
    assertThat(b.heardWithin(500)).isTrue();
  }

  @Test
  void a_lost_letter_breaks_the_line_at_both_ends() {
    b.takes(letter(a, 1));
    letter(a, 2); // is lost
    assertThat(b.takes(letter(a, 3))).isTrue();
    assertThat(brokenAtB).isEqualTo(1);
    Letter back = letter(b);
    assertThat(back.lost()).isTrue();
    a.takes(back);
    assertThat(brokenAtA).isEqualTo(1);
    assertThat(letter(b).lost()).as("is told once").isFalse();
    assertThat(b.takes(letter(a, 4))).isTrue();
    assertThat(brokenAtB).as("all is well again").isEqualTo(1);
  }

  @Test
  void who_was_forgotten_is_told_to_begin_anew() {
    a.forgot();
    b.takes(letter(a));
    assertThat(brokenAtB).isEqualTo(1);
    b.takes(letter(a));
    assertThat(brokenAtB).as("once").isEqualTo(1);
  }

  @Test
  void a_lost_letter_is_noticed_by_the_next_empty_one() {
    b.takes(letter(a, 1));
    letter(a, 2); // is lost
    assertThat(b.takes(letter(a))).isFalse();
    assertThat(brokenAtB).isEqualTo(1);
  }

  @Test
  void one_that_was_started_anew_breaks_the_line() {
    b.takes(letter(a, 1));
    a = end("a", "b", () -> brokenAtA++);
    assertThat(b.takes(letter(a, 1))).as("what it says is new").isTrue();
    assertThat(brokenAtB).isEqualTo(1);
    a.takes(letter(b));
    assertThat(brokenAtA).as("and it begins anew what it had begun").isEqualTo(1);
  }

  @Test
  void one_that_is_heard_for_the_first_time_in_the_middle_has_lost_something() {
    letter(a, 1); // before b was there
    assertThat(b.takes(letter(a, 2))).isTrue();
    assertThat(brokenAtB).isEqualTo(1);
  }

  @Test
  void what_the_broker_did_not_take_is_missed_when_it_is_back() {
    b.takes(letter(a, 1));
    brokerAway = true;
    a.sendWhatWaits(message(2));
    assertThat(carried).hasSize(1);
    brokerAway = false;
    Letter next = letter(a, 3);
    assertThat(brokenAtA).as("who sends hears at once that it was lost").isEqualTo(1);
    assertThat(b.takes(next)).isTrue();
    assertThat(brokenAtB).isEqualTo(1);
  }

  @Test
  void what_was_to_be_told_is_told_after_the_broker_was_away() {
    b.takes(letter(a, 1));
    letter(a, 2);
    b.takes(letter(a, 3));
    brokerAway = true;
    b.sendWhatWaits(null);
    brokerAway = false;
    assertThat(letter(b).lost()).isTrue();
  }

  @Test
  void more_than_can_wait_breaks_the_line_and_loses_no_order() {
    b.takes(letter(a, 1));
    for (int i = 0; i < 50_001; i++) {
      a.add(message(10 + i));
    }
    a.sendWhatWaits(message(2));
    assertThat(brokenAtA).isEqualTo(1);
    assertThat(b.takes(carried.getLast())).isTrue();
    assertThat(brokenAtB).isEqualTo(1);
    a.sendWhatWaits(message(3));
    assertThat(b.takes(carried.getLast())).isTrue();
    assertThat(brokenAtB).isEqualTo(1);
  }

  @Test
  void a_message_that_cannot_be_written_breaks_the_line_and_keeps_no_other_back() {
    b.takes(letter(a, 1));
    a.add(message(2));
    a.sendWhatWaits(
        new NodeMessage.Shown(
            "abc234",
            "no such game",
            1,
            List.of(new dev.parlour.room.RoomEvent.RoomLocked()),
            null));
    assertThat(brokenAtA).isEqualTo(1);
    assertThat(carried.getLast().messages()).hasSize(1);
    assertThat(b.takes(carried.getLast())).isTrue();
    assertThat(brokenAtB).isEqualTo(1);
  }
}
