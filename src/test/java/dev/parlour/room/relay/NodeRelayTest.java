package dev.parlour.room.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.room.NodeLedger;
import dev.parlour.room.NodeLink;
import dev.parlour.room.NodeMessage;
import dev.parlour.shared.NodePost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three nodes and a broker that a test can take away. */
@Timeout(30)
class NodeRelayTest {
  private record Named(String name) implements NodeLedger {
    @Override
    public String region() {
      return "default";
    }

    @Override
    public void begin() {}

    @Override
    public Pulse beat() {
      return new Pulse(true, List.of());
    }

    @Override
    public void drain() {}

    @Override
    public void end() {}
  }

  private final class Node implements NodeLink.Receiver {
    final List<String> heard = new ArrayList<>();
    final List<String> broken = new ArrayList<>();
    final NodeRelay relay;

    Node(String name) {
      NodePost post =
          (to, letter) -> {
            if (away) {
              throw new IllegalStateException("no broker");
            }
            Node there = nodes.get(to);
            if (there != null) {
              there.relay.received(letter);
            }
          };
      relay =
          new NodeRelay(
              new TriviaOnly(),
              post,
              new Named(name),
              this,
              line -> threads.add(Thread.ofVirtual().start(line)),
              () -> nanos);
      nodes.put(name, this);
    }

    @Override
    public synchronized void received(String from, NodeMessage message) {
      heard.add(from + " " + ((NodeMessage.Entered) message).number());
    }

    @Override
    public synchronized void broken(String peer) {
      broken.add(peer);
    }

    synchronized List<String> heard() {
      return List.copyOf(heard);
    }

    synchronized List<String> broken() {
      return List.copyOf(broken);
    }
  }

  private final Map<String, Node> nodes = new ConcurrentHashMap<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private volatile boolean away;
  private volatile long nanos;
  private final Node a = new Node("a");
  private final Node b = new Node("b");

  @AfterEach
  void stop() {
    threads.forEach(Thread::interrupt);
  }

  private static NodeMessage message(int number) {
    return new NodeMessage.Entered("abc234", number);
  }

  private static void eventually(String what, BooleanSupplier holds) throws InterruptedException {
    long until = System.nanoTime() + 20_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      Thread.sleep(2);
    }
  }

  @Test
  void everything_arrives_once_and_in_order_both_ways() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      a.relay.send("b", message(i));
      b.relay.send("a", message(i));
      expected.add(" " + i);
    }
    eventually("all is there", () -> a.heard().size() + b.heard().size() >= 4_000);
    assertThat(b.heard()).isEqualTo(expected.stream().map(n -> "a" + n).toList());
    assertThat(a.heard()).isEqualTo(expected.stream().map(n -> "b" + n).toList());
    assertThat(a.broken()).isEmpty();
    assertThat(b.broken()).isEmpty();
  }

  @Test
  void a_broker_that_was_away_breaks_the_line_at_both_ends_and_it_goes_on() throws Exception {
    a.relay.send("b", message(1));
    eventually("it arrives", () -> b.heard().size() == 1);
    away = true;
    a.relay.send("b", message(2));
    nanos += 5_000_000_000L;
    assertThat(b.relay.hears("a")).isFalse();
    away = false;
    eventually("it is heard again", () -> b.relay.hears("a") && a.relay.hears("b"));
    a.relay.send("b", message(3));
    eventually("it goes on", () -> b.heard().contains("a 3"));
    eventually(
        "nothing is lost in silence",
        () ->
            b.heard().equals(List.of("a 1", "a 2", "a 3"))
                || !a.broken().isEmpty() && !b.broken().isEmpty());
  }

  @Test
  void what_cannot_be_read_keeps_nothing_back() throws Exception {
    b.relay.received("no letter at all");
    b.relay.received("{\"from\":\"b\",\"line\":\"x\",\"number\":1,\"lost\":false,\"messages\":[]}");
    b.relay.received(
        "{\"from\":\"c\",\"line\":\"x\",\"number\":1,\"lost\":false,\"messages\":[{\"type\":\"dance\",\"room\":\"abc234\"},"
            + "{\"type\":\"entered\",\"room\":\"abc234\",\"number\":5}]}");
    assertThat(b.heard()).containsExactly("c 5");
  }

  @Test
  void a_letter_of_a_later_release_may_have_more_in_it() {
    b.relay.received(
        "{\"from\":\"c\",\"line\":\"x\",\"number\":1,\"lost\":false,\"later\":1,\"messages\":["
            + "{\"type\":\"entered\",\"room\":\"abc234\",\"number\":5,\"later\":{}}]}");
    assertThat(b.heard()).containsExactly("c 5");
  }

  @Test
  void the_line_to_a_node_that_is_gone_ends() throws Exception {
    a.relay.send("b", message(1));
    eventually("it arrives", () -> b.heard().size() == 1);
    Thread line = threads.getFirst();
    nodes.remove("b");
    nanos += 60_000_000_000L;
    a.relay.living(List.of());
    assertThat(line.join(Duration.ofSeconds(20))).isTrue();
  }
}
