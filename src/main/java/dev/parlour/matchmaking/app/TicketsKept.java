package dev.parlour.matchmaking.app;

import dev.parlour.matchmaking.Ticket;
import dev.parlour.matchmaking.TicketBook;
import dev.parlour.player.AccountId;
import dev.parlour.player.GuestId;
import dev.parlour.player.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Somebody's part of the download of their data: what they wait for. Tickets that are over are kept
 * for a day, and say nothing that seats do not.
 */
@ApplicationScoped
class TicketsKept implements PersonalData {
  @Inject TicketBook book;

  record Kept(String game, String mode, String name, String state) {}

  @Override
  public String name() {
    return "tickets";
  }

  @Override
  public Object about(AccountId account) {
    return book.livingOf(GuestId.of(account).key()).map(TicketsKept::kept).stream().toList();
  }

  private static Kept kept(Ticket ticket) {
    return new Kept(
        ticket.queue().game(), ticket.queue().mode(), ticket.name(), ticket.state().name());
  }
}
