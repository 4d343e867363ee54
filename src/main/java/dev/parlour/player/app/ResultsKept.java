package dev.parlour.player.app;

import dev.parlour.player.AccountId;
import dev.parlour.player.GuestId;
import dev.parlour.player.Outcome;
import dev.parlour.player.PersonalData;
import dev.parlour.player.PlayedGame;
import dev.parlour.player.Results;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Somebody's part of the download of their data: what they have played, and how well. */
@ApplicationScoped
class ResultsKept implements PersonalData {
  @Inject Results results;

  record Kept(List<Results.Rated> ratings, List<Game> games) {}

  /** Of others it says only how many they were: their names are in the history that pages show. */
  record Game(
      String room,
      int number,
      String game,
      Instant at,
      int players,
      int rank,
      long score,
      Outcome outcome,
      Double gained) {}

  @Override
  public String name() {
    return "results";
  }

  @Override
  public Object about(AccountId account) {
    return new Kept(
        results.ratings(account),
        results.history(GuestId.of(account), Long.MAX_VALUE, Integer.MAX_VALUE).stream()
            .map(ResultsKept::game)
            .toList());
  }

  private static Game game(PlayedGame game) {
    return new Game(
        game.room(),
        game.number(),
        game.game(),
        game.at(),
        game.players(),
        game.rank(),
        game.score(),
        game.outcome(),
        game.gained());
  }
}
