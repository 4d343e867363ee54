package dev.parlour.testkit;

import dev.parlour.matchmaking.TicketBook;
import java.time.Duration;

/** The tests' own book keeps to the same contract as the real one. */
class MemoryTicketBookTest extends TicketBookContract {
  private final ManualClock clock = new ManualClock();
  private final MemoryTicketBook book = new MemoryTicketBook(clock);

  @Override
  protected TicketBook book() {
    return book;
  }

  @Override
  protected void pass(String game, Duration time) {
    clock.pass(time);
  }
}
