package dev.parlour.testkit;

import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.Friends;
import dev.parlour.player.Sessions;
import java.time.Duration;

/** The store that tests use keeps to the contract of the real one. */
class MemoryPlayersTest extends PlayersContract {
  private final MemoryPlayers store = new MemoryPlayers();

  @Override
  protected Accounts accounts() {
    return store.accounts();
  }

  @Override
  protected Sessions sessions() {
    return store.sessions();
  }

  @Override
  protected Friends friends() {
    return store.friends();
  }

  @Override
  protected void pass(AccountId account, Duration time) {
    store.clock.pass(time);
  }
}
