package dev.parlour.player.app;

import dev.parlour.player.AccountId;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.PersonalData;
import dev.parlour.room.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Somebody's part of the download of their data: where they sat and what they hosted. */
@ApplicationScoped
class SeatsKept implements PersonalData {
  @Inject GuestSeats seats;

  record Kept(String room, String as, String name, Instant since) {}

  @Override
  public String name() {
    return "seats";
  }

  @Override
  public Object about(AccountId account) {
    return seats.rooms(GuestId.of(account)).stream()
        .map(
            s ->
                new Kept(
                    s.room(),
                    s.actor() instanceof Actor.Player(String id) ? id : "host",
                    s.name(),
                    s.since()))
        .toList();
  }
}
