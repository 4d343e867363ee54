package dev.parlour.tournament.app;

import dev.parlour.tournament.Entrant;
import dev.parlour.tournament.Match;
import dev.parlour.tournament.MatchGame;
import dev.parlour.tournament.Tournament;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What concerns one entrant alone.
 *
 * @param entrant their id
 * @param checkedIn whether they have said that they are there
 * @param out whether they have left, or lost the right to play
 * @param match where they play next, or wait for whoever will play them; null for nowhere
 * @param status {@code waiting} for other matches, {@code ready} (they and their opponents are
 *     awaited) or {@code playing}; null without a match
 * @param due when whoever is not there has lost it; null where nobody is awaited
 * @param room where to go; null while there is none
 * @param player their seat there; null while there is no room. Its token is told over REST only
 */
public record Own(
    String entrant,
    boolean checkedIn,
    boolean out,
    String match,
    String status,
    Instant due,
    String room,
    Seat player) {
  /**
   * @param token proves it; for programs, browsers have their cookie. Null where it is not told
   */
  public record Seat(String id, String token) {
    @Override
    public String toString() {
      return "Seat[" + id + "]"; // without the token, whoever prints it
    }
  }

  /**
   * @param next the matches that can be played or are, by entrant
   */
  static Own of(
      Tournament t, Entrant entrant, Optional<Match> next, Map<String, Tournament.Fixture> ready) {
    if (next.isEmpty()) {
      return new Own(
          entrant.id(), entrant.checkedIn(), entrant.out(), null, null, null, null, null);
    }
    Match match = next.get();
    Tournament.Fixture fixture = ready.get(match.id());
    Optional<MatchGame> game = match.running().filter(g -> g.seats().containsKey(entrant.id()));
    boolean awaited = fixture != null && fixture.playable() && !t.paused();
    String status = game.isPresent() ? "playing" : awaited ? "ready" : "waiting";
    return new Own(
        entrant.id(),
        entrant.checkedIn(),
        entrant.out(),
        match.id(),
        status,
        awaited && game.isEmpty() ? fixture.since().plusSeconds(t.rules().noShowSeconds()) : null,
        game.map(MatchGame::room).orElse(null),
        game.map(g -> new Seat(g.seats().get(entrant.id()), null)).orElse(null));
  }

  Own with(Seat seat) {
    return new Own(entrant, checkedIn, out, match, status, due, room, seat);
  }
}
