package dev.parlour.player.store;

import dev.parlour.player.AccountId;
import dev.parlour.player.FinishedGame;
import dev.parlour.player.GuestId;
import dev.parlour.player.PlayedGame;
import dev.parlour.player.Results;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;

/**
 * Results in PostgreSQL. Stands outside the transactions, since a commit can fail after the last
 * statement has succeeded.
 */
@ApplicationScoped
class JpaResults implements Results {
  @Inject ResultStatements statements;

  @Override
  public boolean keep(FinishedGame game) {
    return reaching(() -> statements.keep(game));
  }

  @Override
  public List<PlayedGame> history(GuestId of, long before, int most) {
    return reaching(() -> statements.history(of.key(), before, most));
  }

  @Override
  public List<Tally> tallies(GuestId of) {
    return reaching(() -> statements.tallies(of.key()));
  }

  @Override
  public List<Rated> ratings(AccountId of) {
    return reaching(() -> statements.ratings(GuestId.of(of).key()));
  }

  @Override
  public List<Ranked> best(String game) {
    return reaching(() -> statements.best(game));
  }

  @Override
  public void move(GuestId from, GuestId to) {
    reaching(
        () -> {
          statements.move(from.key(), to.key());
          return null;
        });
  }

  @Override
  public void forget(AccountId account) {
    reaching(
        () -> {
          statements.forget(GuestId.of(account).key());
          return null;
        });
  }

  private static <T> T reaching(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw new Unavailable("the database did not store or answer", e);
    }
  }
}
