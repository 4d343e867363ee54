package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Viewer;
import dev.parlour.room.Publication;
import dev.parlour.wire.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox(4);
  private final Following host = following(new Viewer.Host());
  private final Following watcher = following(new Viewer.Spectator());
  private final TallyRoom room = new TallyRoom();

  @Test
  void answers_keep_their_order_and_go_before_news() throws Exception {
    outbox.show(host, room.publication());
    outbox.answer(ack(1), 0);
    outbox.answer(ack(2), 0);
    assertThat(all())
        .containsExactly(
            new Outbox.Item.Answer(ack(1)), new Outbox.Item.Answer(ack(2)), news(host));
  }

  @Test
  void of_news_the_newest_wins_for_each_role_and_roles_take_turns() throws Exception {
    Publication old = room.publication();
    Publication now = room.publication();
    assertThat(outbox.show(host, old)).isFalse();
    outbox.show(watcher, old);
    assertThat(outbox.show(host, now)).isTrue();
    assertThat(outbox.poll()).isEqualTo(new Outbox.Item.News(host, now, null, null));
    outbox.show(host, now);
    assertThat(outbox.poll()).isEqualTo(new Outbox.Item.News(watcher, old, null, null));
    assertThat(outbox.poll()).isEqualTo(new Outbox.Item.News(host, now, null, null));
  }

  @Test
  void of_countdowns_too_the_newest_wins_and_it_comes_with_the_view() throws Exception {
    outbox.show(host, new ServerMessage.Countdown("R", "host", 4000, null));
    outbox.show(host, room.publication());
    outbox.show(host, new ServerMessage.Countdown("R", "host", 2000, null));
    assertThat(outbox.poll())
        .isInstanceOfSatisfying(
            Outbox.Item.News.class,
            n -> {
              assertThat(n.countdown().remainingMs()).isEqualTo(2000);
              assertThat(n.view()).isNotNull();
            });
    assertThat(outbox.poll()).isNull();
  }

  @Test
  void news_of_a_role_that_is_followed_no_longer_is_dropped() throws Exception {
    outbox.show(host, room.publication());
    outbox.drop(host);
    assertThat(outbox.poll()).isNull();
  }

  @Test
  void it_says_for_how_long_it_has_been_full() throws Exception {
    for (int i = 0; i < 4; i++) {
      outbox.answer(ack(i), 10);
    }
    assertThat(outbox.fullFor(100)).isZero();
    outbox.answer(ack(4), 20);
    outbox.answer(ack(5), 30);
    assertThat(outbox.fullFor(100)).isEqualTo(80);
    outbox.poll();
    assertThat(outbox.fullFor(100)).isEqualTo(80);
    outbox.poll();
    assertThat(outbox.fullFor(100)).isZero();
  }

  @Test
  void four_times_as_many_are_too_much_at_once() {
    for (int i = 0; i < 16; i++) {
      assertThat(outbox.answer(ack(i), 0)).isTrue();
    }
    assertThat(outbox.answer(ack(16), 0)).isFalse();
  }

  @Test
  void at_the_end_answers_are_still_given_out_and_news_is_not() throws Exception {
    outbox.answer(ack(1), 0);
    outbox.show(host, room.publication());
    outbox.end();
    outbox.answer(ack(2), 0);
    outbox.show(host, room.publication());
    assertThat(outbox.poll()).isEqualTo(new Outbox.Item.Answer(ack(1)));
    assertThat(outbox.poll()).isEqualTo(new Outbox.Item.End());
    assertThat(outbox.poll()).isEqualTo(new Outbox.Item.End());
  }

  @Test
  void a_waiting_writer_is_woken() throws Exception {
    AtomicReference<Outbox.Item> taken = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  begun.countDown();
                  try {
                    outbox.await();
                    taken.set(outbox.poll());
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                });
    begun.await();
    outbox.answer(ack(1), 0);
    assertThat(writer.join(Duration.ofSeconds(10))).isTrue();
    assertThat(taken.get()).isEqualTo(new Outbox.Item.Answer(ack(1)));
  }

  @Test
  void all_but_frames_and_the_end_can_wait_a_moment_for_more() throws Exception {
    outbox.answer(ack(1), 0);
    outbox.show(host, room.publication());
    outbox.ping();
    assertThat(outbox.await()).isFalse();
    outbox.show(watcher, ConnectionTest.frame(1));
    outbox.show(watcher, ConnectionTest.frame(1));
    assertThat(outbox.await()).isTrue();
    all();
    outbox.show(host, room.publication());
    assertThat(outbox.await()).as("the frame has gone out").isFalse();
    outbox.show(watcher, ConnectionTest.frame(1));
    outbox.drop(watcher);
    assertThat(outbox.await()).as("its role is over").isFalse();
    outbox.end();
    assertThat(outbox.await()).isTrue();
  }

  private List<Outbox.Item> all() {
    List<Outbox.Item> items = new ArrayList<>();
    for (Outbox.Item item = outbox.poll(); item != null; item = outbox.poll()) {
      items.add(
          item instanceof Outbox.Item.News news
              ? new Outbox.Item.News(news.following(), null, null, null)
              : item);
    }
    return items;
  }

  private static Outbox.Item news(Following following) {
    return new Outbox.Item.News(following, null, null, null);
  }

  private static ServerMessage ack(int seq) {
    return new ServerMessage.Ack("R", "host", "c" + seq, seq);
  }

  private static Following following(Viewer viewer) {
    return new Following(null, TallyRoom.CODE, viewer, TallyGame.Ask.class, null, Locale.ENGLISH);
  }
}
