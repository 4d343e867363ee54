package dev.parlour.player.app;

import dev.parlour.player.AccountId;
import dev.parlour.player.GuestId;
import dev.parlour.player.HeldSeat;
import dev.parlour.player.PersonalData;
import dev.parlour.player.SeatRecords;
import dev.parlour.room.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Somebody's part of the download of their data: where they sat and what they hosted. */
@ApplicationScoped
class SeatsKept implements PersonalData {
  @Inject SeatRecords seats;

  record Kept(String room, String as, String name, Instant since, boolean givenUp) {}

  @Override
  public String name() {
    return "seats";
  }

  @Override
  public Object about(AccountId account) {
    return seats.all(GuestId.of(account)).stream().map(SeatsKept::kept).toList();
  }

  private static Kept kept(SeatRecords.Kept kept) {
    HeldSeat seat = kept.seat();
    return new Kept(
        seat.room(),
        seat.actor() instanceof Actor.Player(String id) ? id : "host",
        seat.name(),
        seat.since(),
        kept.givenUp());
  }
}
