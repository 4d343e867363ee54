package dev.parlour.matchmaking.store;

import dev.parlour.matchmaking.Pairing;
import dev.parlour.matchmaking.Queue;
import dev.parlour.matchmaking.Ticket;
import dev.parlour.matchmaking.TicketBook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The book in PostgreSQL. Stands outside the transactions, since a commit can fail after the last
 * statement has succeeded.
 */
@ApplicationScoped
class JpaTicketBook implements TicketBook {
  /**
   * How often something is tried that met a ticket just as that changed; it changes a few times in
   * its life.
   */
  private static final int TRIES = 5;

  @Inject TicketStatements statements;

  @Override
  public Entered enter(Wish wish, Terms terms) {
    return settled(() -> statements.enter(wish, terms));
  }

  @Override
  public Optional<Ticket> find(String id) {
    return reaching(() -> statements.find(id));
  }

  @Override
  public Optional<Ticket> livingOf(String guest) {
    return reaching(() -> statements.livingOf(guest));
  }

  @Override
  public List<Ticket> look(Collection<String> ids, boolean heard) {
    return ids.isEmpty() ? List.of() : reaching(() -> statements.look(ids, heard));
  }

  @Override
  public Optional<Ticket> cancel(String id) {
    return settled(() -> statements.cancel(id));
  }

  @Override
  public Optional<String> withComputer(String id, Duration waited) {
    return reaching(() -> statements.withComputer(id, waited));
  }

  @Override
  public List<String> pair(Queue queue, Terms terms) {
    return reaching(() -> statements.pair(queue, terms));
  }

  @Override
  public Optional<Pairing> pairing(String id) {
    return reaching(() -> statements.pairing(id));
  }

  @Override
  public boolean made(
      String pairing, String room, Map<String, String> seats, Duration arriveWithin) {
    return reaching(() -> statements.made(pairing, room, seats, arriveWithin));
  }

  @Override
  public void begun(String pairing) {
    reaching(
        () -> {
          statements.begun(pairing);
          return null;
        });
  }

  @Override
  public void prolong(String pairing, Duration arriveWithin) {
    reaching(
        () -> {
          statements.prolong(pairing, arriveWithin);
          return null;
        });
  }

  @Override
  public boolean missed(String pairing, Collection<String> arrived) {
    return reaching(() -> statements.missed(pairing, arrived));
  }

  @Override
  public Broken broken(String pairing, Terms terms) {
    return reaching(() -> statements.broken(pairing, terms));
  }

  @Override
  public List<String> failed(String pairing) {
    return reaching(() -> statements.failed(pairing));
  }

  @Override
  public List<String> due(Duration untouched, int most) {
    return reaching(() -> statements.due(untouched, most));
  }

  @Override
  public List<Ticket> expire(Duration away, Duration waited) {
    return reaching(() -> statements.expire(away, waited));
  }

  @Override
  public void moved(String from, String to) {
    Optional<Ticket> living = livingOf(from);
    if (living.isPresent() && (to == null || livingOf(to).isPresent())) {
      cancel(living.get().id());
    }
    reaching(
        () -> {
          statements.moved(from, to);
          return null;
        });
  }

  @Override
  public Map<Queue, Integer> waiting() {
    return reaching(statements::waiting);
  }

  @Override
  public void forget(Duration over) {
    reaching(
        () -> {
          statements.forget(over);
          return null;
        });
  }

  /** Once more where it came to nothing because somebody else was in between. */
  private static <T> T settled(Supplier<Optional<T>> work) {
    for (int i = 0; i < TRIES; i++) {
      Optional<T> result = reaching(work);
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw new Unavailable("a ticket does not come to rest", null);
  }

  private static <T> T reaching(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw new Unavailable("the database did not store or answer", e);
    }
  }
}
