package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Viewer;
import dev.parlour.room.Publication;
import dev.parlour.wire.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private int calls;
  private final Outbox outbox = new Outbox(4, () -> calls++);
  private final Following host = following(new Viewer.Host());
  private final Following watcher = following(new Viewer.Spectator());
  private final TallyRoom room = new TallyRoom();

  @Test
  void answers_keep_their_order_and_go_before_news() {
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
  void of_countdowns_too_the_newest_wins_and_it_comes_with_the_view() {
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
  void news_of_a_role_that_is_followed_no_longer_is_dropped() {
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
  void at_the_end_answers_are_still_given_out_and_news_is_not() {
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
  void the_writer_is_called_when_something_comes_while_it_rests() {
    outbox.answer(ack(1), 0);
    outbox.answer(ack(2), 0);
    outbox.show(host, room.publication());
    outbox.show(host, new ServerMessage.Countdown("R", "host", 4000, null));
    outbox.show(host, ConnectionTest.frame(1));
    outbox.ping();
    assertThat(calls).as("it is at work").isEqualTo(1);
    assertThat(outbox.rest()).as("there is something for it").isFalse();
    all();
    outbox.show(watcher, room.publication());
    assertThat(calls).as("it has not said that it rests").isEqualTo(1);
    all();
    assertThat(outbox.rest()).isTrue();
    outbox.show(host, ConnectionTest.frame(1));
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void the_writer_is_called_for_each_kind_of_what_there_is() {
    List<Runnable> kinds =
        List.of(
            () -> outbox.answer(ack(1), 0),
            () -> outbox.show(host, room.publication()),
            () -> outbox.show(host, new ServerMessage.Countdown("R", "host", 4000, null)),
            () -> outbox.show(host, ConnectionTest.frame(1)),
            outbox::ping,
            outbox::end);
    for (int i = 0; i < kinds.size(); i++) {
      kinds.get(i).run();
      assertThat(calls).isEqualTo(i + 1);
      assertThat(outbox.rest()).isFalse();
      if (i < kinds.size() - 1) {
        all();
        assertThat(outbox.rest()).isTrue();
      }
    }
  }

  @Test
  void all_but_frames_and_the_end_can_wait_a_moment_for_more() {
    outbox.answer(ack(1), 0);
    outbox.show(host, room.publication());
    outbox.ping();
    assertThat(outbox.hold()).isTrue();
    outbox.answer(ack(2), 0);
    outbox.show(watcher, room.publication());
    outbox.ping();
    assertThat(calls).as("it waits for more").isEqualTo(1);
    outbox.show(watcher, ConnectionTest.frame(1));
    outbox.show(watcher, ConnectionTest.frame(1));
    assertThat(calls).as("a frame waits for nothing").isEqualTo(2);
    assertThat(outbox.hold()).isFalse();
    all();
    outbox.show(host, room.publication());
    assertThat(outbox.hold()).as("the frame has gone out").isTrue();
    outbox.show(watcher, ConnectionTest.frame(1));
    assertThat(calls).isEqualTo(3);
    outbox.drop(watcher);
    assertThat(outbox.hold()).as("its role is over").isTrue();
    outbox.end();
    assertThat(calls).as("and neither does the end").isEqualTo(4);
    assertThat(outbox.hold()).isFalse();
  }

  @Test
  void what_was_held_is_taken_up_once_and_not_where_something_pressed_meanwhile() {
    outbox.answer(ack(1), 0);
    assertThat(outbox.resume()).as("it is at work").isFalse();
    outbox.hold();
    assertThat(outbox.resume()).isTrue();
    assertThat(outbox.resume()).isFalse();
    assertThat(calls).isEqualTo(1);
    outbox.answer(ack(2), 0);
    assertThat(calls).as("it is at work again").isEqualTo(1);
    outbox.hold();
    outbox.show(host, ConnectionTest.frame(1));
    assertThat(calls).isEqualTo(2);
    assertThat(outbox.resume()).isFalse();
    all();
    assertThat(outbox.rest()).isTrue();
    assertThat(outbox.resume()).as("it rests").isFalse();
  }

  /** Writes as a connection does, but holds whenever it likes. */
  private final class Writing {
    final AtomicInteger working = new AtomicInteger();
    final List<Integer> atOnce = Collections.synchronizedList(new ArrayList<>());
    final List<ServerMessage> taken = new ArrayList<>(); // by one at a time, or it would break
    final CountDownLatch all;
    final Beat beat = new Beat(Duration.ofMillis(1));
    final Writers writers = new Writers(work -> Thread.ofVirtual().start(work));
    final Outbox box;

    Writing(int answers) {
      all = new CountDownLatch(answers);
      box = new Outbox(answers, () -> writers.execute(() -> turn(false)));
    }

    private void turn(boolean gathered) {
      boolean due = gathered;
      do {
        if (!due && ThreadLocalRandom.current().nextInt(4) == 0 && box.hold()) {
          beat.next(
              () -> {
                if (box.resume()) {
                  writers.execute(() -> turn(true));
                }
              });
          return;
        }
        due = false;
        atOnce.add(working.incrementAndGet());
        for (Outbox.Item item = box.poll(); item != null; item = box.poll()) {
          if (item instanceof Outbox.Item.Answer answer) {
            taken.add(answer.message());
            all.countDown();
          }
        }
        working.decrementAndGet(); // before it rests: the next may begin at once
      } while (!box.rest());
    }
  }

  @RepeatedTest(5)
  void never_are_two_writers_at_work_and_nothing_is_left_lying() throws Exception {
    int each = 2_000;
    Writing writing = new Writing(3 * each);
    Thread beats = Thread.ofPlatform().start(writing.beat);
    for (int i = 0; i < 3; i++) {
      int first = i * each;
      Thread.ofPlatform()
          .start(
              () -> {
                for (int seq = first; seq < first + each; seq++) {
                  writing.box.answer(ack(seq), 0);
                  if (seq % 10 == 0) {
                    writing.box.show(watcher, ConnectionTest.frame(1));
                  }
                }
              });
    }
    assertThat(writing.all.await(20, TimeUnit.SECONDS)).isTrue();
    beats.interrupt();
    beats.join();
    assertThat(writing.atOnce).containsOnly(1);
    assertThat(writing.taken).doesNotHaveDuplicates().hasSize(3 * each);
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
