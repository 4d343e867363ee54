package dev.parlour.tournament.web;

import dev.parlour.game.Checked;
import dev.parlour.room.web.RoomOrigins;
import dev.parlour.room.web.RoomPage;
import dev.parlour.tournament.app.Snapshot;
import dev.parlour.tournament.app.Tournaments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The way back from the room of a match. */
@ApplicationScoped
class TournamentRooms implements RoomOrigins {
  @Inject Tournaments tournaments;

  @Override
  public Optional<RoomPage.Origin> of(String room) {
    return tournaments.ofRoom(room) instanceof Checked.Good<Snapshot>(Snapshot now)
        ? Optional.of(new RoomPage.Origin("/t/" + now.id(), now.chart().title()))
        : Optional.empty();
  }
}
