package dev.parlour.tournament.store;

import dev.parlour.tournament.Tournament;
import dev.parlour.tournament.TournamentBook;
import dev.parlour.tournament.TournamentEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The book in PostgreSQL. Stands outside the transactions, since a commit can fail after the last
 * statement has succeeded.
 */
@ApplicationScoped
class JpaTournamentBook implements TournamentBook {
  @Inject TournamentStatements statements;

  @Override
  public boolean append(String id, long before, List<TournamentEvent> events, Tournament after) {
    return reaching(() -> statements.append(id, before, events, after));
  }

  @Override
  public List<Logged> read(String id, long after) {
    return reaching(() -> statements.read(id, after, Integer.MAX_VALUE));
  }

  @Override
  public List<Logged> read(String id, long after, int most) {
    return reaching(() -> statements.read(id, after, most));
  }

  @Override
  public Map<String, Long> lengths(Collection<String> ids) {
    return ids.isEmpty() ? Map.of() : reaching(() -> statements.lengths(ids));
  }

  @Override
  public List<Listed> list(int most) {
    return reaching(() -> statements.list(most));
  }

  @Override
  public List<Listed> of(String key, int most) {
    return reaching(() -> statements.of(key, most));
  }

  @Override
  public List<String> idsOf(String key) {
    return reaching(() -> statements.idsOf(key));
  }

  @Override
  public void forget(String id, String key) {
    reaching(
        () -> {
          statements.forget(id, key);
          return null;
        });
  }

  @Override
  public void forgetQuiet(Duration time) {
    reaching(() -> statements.forgetQuiet(time));
  }

  @Override
  public Optional<String> ofRoom(String room) {
    return reaching(() -> statements.ofRoom(room));
  }

  @Override
  public void seen(Map<String, ? extends Collection<String>> keys) {
    if (!keys.isEmpty()) {
      reaching(
          () -> {
            statements.seen(keys);
            return null;
          });
    }
  }

  @Override
  public Set<String> present(String id, Duration within) {
    return reaching(() -> statements.present(id, within));
  }

  @Override
  public List<String> due(Duration unseen, int most) {
    return reaching(() -> statements.due(unseen, most));
  }

  private static <T> T reaching(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw new Unavailable("the database did not store or answer", e);
    }
  }
}
