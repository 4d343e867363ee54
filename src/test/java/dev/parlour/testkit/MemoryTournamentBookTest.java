package dev.parlour.testkit;

import dev.parlour.tournament.TournamentBook;
import java.time.Duration;

/** The tests' own book keeps to the same contract as the real one. */
class MemoryTournamentBookTest extends TournamentBookContract {
  private final ManualClock clock = new ManualClock();
  private final MemoryTournamentBook book = new MemoryTournamentBook(clock);

  @Override
  protected TournamentBook book() {
    return book;
  }

  @Override
  protected void pass(Duration time) {
    clock.pass(time);
  }
}
