package dev.parlour.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.shared.RoomNotice;
import dev.parlour.testkit.ManualClock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What empties the outbox. */
class OutboxRelayTest {
  /** An outbox whose sendings come to these numbers of rows. */
  private static final class Counting implements Outbox {
    final ArrayDeque<Integer> sendings = new ArrayDeque<>();
    int sent;
    int forgotten;

    @Override
    public int send(int most, Consumer<List<RoomNotice>> sender) {
      sent++;
      return sendings.isEmpty() ? 0 : Math.min(most, sendings.poll());
    }

    @Override
    public boolean first(String consumer, String message) {
      return true;
    }

    @Override
    public void forgetOld() {
      forgotten++;
    }
  }

  private final Counting outbox = new Counting();
  private final OutboxRelay relay = new OutboxRelay();
  private final Instant eight = ManualClock.EIGHT_O_CLOCK;

  OutboxRelayTest() {
    relay.outbox = outbox;
  }

  @Test
  void goes_on_until_the_outbox_is_empty() {
    outbox.sendings.addAll(List.of(1_000, 1_000, 3));
    relay.work(eight);
    assertThat(outbox.sent).isEqualTo(3);
  }

  @Test
  void forgets_what_was_dealt_with_long_ago_once_an_hour() {
    relay.work(eight);
    relay.work(eight.plusSeconds(1));
    relay.work(eight.plusSeconds(3_599));
    assertThat(outbox.forgotten).isEqualTo(1);
    relay.work(eight.plusSeconds(3_600));
    assertThat(outbox.forgotten).isEqualTo(2);
  }
}
