package dev.parlour.matchmaking.app;

import dev.parlour.game.Checked;
import dev.parlour.matchmaking.Ticket;
import dev.parlour.matchmaking.TicketBook;
import dev.parlour.wire.ServerMessage;
import dev.parlour.wire.StreamSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The tickets that are followed on this node. All of them are looked up once a second by one
 * statement, which is at the same time the sign that their owners are still there. Simpler than
 * news between the nodes, and a lost one cannot leave anybody waiting. Thread-safe.
 */
@ApplicationScoped
public class TicketWatch implements StreamSource {
  private final Map<String, Set<Watcher>> watchers = new ConcurrentHashMap<>();
  private final Matchmaking matchmaking;
  private final TicketBook book;

  /** For the container's proxy. */
  protected TicketWatch() {
    this(null, null);
  }

  @Inject
  TicketWatch(Matchmaking matchmaking, TicketBook book) {
    this.matchmaking = matchmaking;
    this.book = book;
  }

  /** One socket that follows one ticket. */
  private static final class Watcher {
    private final Consumer<ServerMessage> listener;
    private ServerMessage.Ticket told; // guarded by this

    Watcher(Consumer<ServerMessage> listener) {
      this.listener = listener;
    }

    synchronized void tell(ServerMessage.Ticket now) {
      if (told == null || !same(told, now)) {
        told = now;
        listener.accept(now);
      }
    }

    /** Time goes by on the other side as well. */
    private static boolean same(ServerMessage.Ticket one, ServerMessage.Ticket other) {
      return one.status().equals(other.status())
          && Objects.equals(one.place(), other.place())
          && one.computerOffered() == other.computerOffered()
          && Objects.equals(one.note(), other.note())
          && Objects.equals(one.room(), other.room());
    }
  }

  @Override
  public String name() {
    return "ticket";
  }

  @Override
  public Checked<Runnable> follow(
      String id, String token, String guest, Consumer<ServerMessage> listener) {
    return switch (matchmaking.look(id, new Proof(token, guest))) {
      case Checked.Bad<Shown> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<Shown> good -> {
        Watcher watcher = new Watcher(listener);
        watchers.computeIfAbsent(id, k -> ConcurrentHashMap.newKeySet()).add(watcher);
        watcher.tell(message(good.value()));
        yield Checked.good(() -> forget(id, watcher));
      }
    };
  }

  private void forget(String id, Watcher watcher) {
    watchers.computeIfPresent(
        id,
        (k, all) -> {
          all.remove(watcher);
          return all.isEmpty() ? null : all;
        });
  }

  /** Tells all what has changed. Throws where the store is away. */
  public void tell() {
    List<Ticket> tickets = book.look(List.copyOf(watchers.keySet()), true);
    for (Ticket ticket : tickets) {
      ServerMessage.Ticket message = message(matchmaking.shown(ticket));
      watchers.getOrDefault(ticket.id(), Set.of()).forEach(w -> w.tell(message));
    }
  }

  private static ServerMessage.Ticket message(Shown shown) {
    return new ServerMessage.Ticket(
        "ticket/" + shown.id(),
        shown.status(),
        shown.place(),
        shown.waitedMs(),
        shown.computerOffered(),
        shown.note(),
        shown.room(),
        shown.player() == null ? null : shown.player().id());
  }
}
