package dev.parlour.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.shared.RoomNotice;
import jakarta.enterprise.event.Event;
import jakarta.jms.Message;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RoomEventsConsumerTest {
  private final List<Object> fired = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final RoomEventsConsumer consumer = new RoomEventsConsumer();

  @SuppressWarnings("unchecked") // the proxy of an event takes whatever is fired
  RoomEventsConsumerTest() {
    consumer.notices =
        of(
            Event.class,
            (proxy, method, arguments) -> {
              fired.add(arguments[0]);
              return null;
            });
    consumer.outbox =
        new Outbox() {
          @Override
          public int send(int most, Consumer<List<RoomNotice>> sender) {
            throw new UnsupportedOperationException();
          }

          @Override
          public boolean first(String consumer, String message) {
            return known.add(consumer + " " + message);
          }

          @Override
          public void forgetOld() {
            throw new UnsupportedOperationException();
          }
        };
  }

  private static <T> T of(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private void comes(String text) {
    consumer.onMessage(of(Message.class, (proxy, method, arguments) -> text));
  }

  private static final String CLOSED =
      "{\"id\":\"outbox-7\",\"type\":\"RoomClosed\",\"room\":\"ACDEFG\",\"seq\":9,\"payload\":{\"a\":1}";

  @Test
  void what_is_new_is_fired_and_what_comes_again_is_not() {
    comes(CLOSED + "}");
    comes(CLOSED + "}");
    assertThat(fired)
        .containsExactly(new RoomNotice("outbox-7", "RoomClosed", "ACDEFG", 9, Map.of("a", 1)));
  }

  @Test
  void a_field_that_a_later_release_has_added_is_passed_over() {
    comes(CLOSED + ",\"since\":\"2026-01-01T12:00:00Z\"}");
    assertThat(fired).hasSize(1);
  }

  @Test
  void what_cannot_be_read_goes_the_way_of_dead_letters() {
    for (String broken : List.of("", "{", "[]", CLOSED)) {
      assertThatThrownBy(() -> comes(broken)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(fired).isEmpty();
  }
}
