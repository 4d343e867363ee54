package dev.parlour.tournament;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlour.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes logs of tournaments in which everything happens that can happen, and the charts that they
 * come to, once for each version of the events: run by hand when a version is new, into a folder
 * that is given. What it wrote is committed and never written again, since {@code
 * TournamentFixtureLogTest} proves by it that logs of that version can still be read.
 */
final class WriteTournamentFixtureLog {
  private WriteTournamentFixtureLog() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Map<String, Play> all = new LinkedHashMap<>();
    all.put("single", single());
    all.put("double", twice());
    all.put("swiss", swiss());
    all.put("robin", robin());
    all.put("cancelled", cancelled());
    List<String> lines = new ArrayList<>();
    ObjectNode ends = Json.mapper().createObjectNode();
    for (Map.Entry<String, Play> one : all.entrySet()) {
      for (TournamentEvent event : one.getValue().log) {
        ObjectNode line = Json.mapper().createObjectNode().put("tournament", one.getKey());
        line.set("payload", written(event));
        lines.add(line.toString());
      }
      ends.set(one.getKey(), Json.mapper().valueToTree(Chart.of(one.getValue().state)));
    }
    Files.write(folder.resolve("tournaments-v1.jsonl"), lines);
    Files.writeString(folder.resolve("tournaments-v1.end.json"), ends.toPrettyString() + "\n");
  }

  private static JsonNode written(TournamentEvent event)
      throws JsonProcessingException {
    return Json.mapper()
        .readTree(Json.mapper().writerFor(TournamentEvent.class).writeValueAsString(event));
  }

  private static By person(int number) {
    return new By.Person("k" + number);
  }

  /**
   * Imported and claimed entries, check-in, seeds by hand, byes, no-shows, the organiser's hand.
   */
  private static Play single() {
    Play play =
        Play.announced(
            new Rules(Format.SINGLE_ELIMINATION, 3, Seeding.BY_HAND, 2, 1, true, 0, 64, 120, 10),
            Play.START.plus(Duration.ofHours(1)));
    play.accepted(
        By.ORGANISER, new TournamentCommand.Import(List.of("Ann", "J\u00f6rg \ud83c\udfc6")));
    play.accepted(By.SERVER, new TournamentCommand.Claim("e1", "k1"));
    play.accepted(By.SERVER, new TournamentCommand.Claim("e2", "k2"));
    for (int i = 3; i <= 8; i++) {
      play.accepted(
          person(i), new TournamentCommand.Enter("Player " + i, i == 3 ? null : 1500 + i));
    }
    play.accepted(person(8), new TournamentCommand.Withdraw());
    play.accepted(By.SERVER, new TournamentCommand.Move("organiser", "@organiser"));
    play.accepted(By.ORGANISER, new TournamentCommand.OpenCheckIn());
    for (int i = 1; i <= 6; i++) {
      play.accepted(person(i), new TournamentCommand.CheckIn());
    }
    play.accepted(By.ORGANISER, new TournamentCommand.Seed(List.of("e6", "e1", "e2")));
    play.accepted(By.ORGANISER, new TournamentCommand.Message("Be fair."));
    play.accepted(By.ORGANISER, new TournamentCommand.Start());
    String first = play.playable().getFirst().id();
    String lost = play.open(first);
    play.accepted(By.SERVER, new TournamentCommand.VoidGame(lost));
    play.won(first, play.match(first).lineUp().getLast());
    play.accepted(By.ORGANISER, new TournamentCommand.Pause());
    play.accepted(By.ORGANISER, new TournamentCommand.Resume());
    String second = play.playable().getFirst().id();
    play.timePasses();
    play.noShow(second, play.match(second).lineUp().getFirst());
    List<String> players = play.match(first).lineUp();
    play.accepted(
        By.ORGANISER,
        new TournamentCommand.Correct(first, List.of(players.getFirst(), players.getLast())));
    String third = play.playable().getFirst().id();
    play.won(third, play.match(third).lineUp().getFirst());
    play.accepted(By.ORGANISER, new TournamentCommand.Restart(third));
    play.accepted(By.SERVER, new TournamentCommand.Forget("k5"));
    return play.toTheEnd();
  }

  /** The loser of the final had not lost before, so that it is played twice. */
  private static Play twice() {
    Play play =
        Play.started(
            new Rules(Format.DOUBLE_ELIMINATION, 1, Seeding.ORDER, 2, 1, false, 0, 64, 120, 0), 6);
    return play.toTheEnd((match, lineUp) -> lineUp.getLast());
  }

  /** A round is undone by a correction. */
  private static Play swiss() {
    Play play =
        Play.started(new Rules(Format.SWISS, 1, Seeding.RANDOM, 2, 1, false, 3, 64, 120, 0), 7);
    for (Match match : play.playable()) {
      play.won(match.id(), match.lineUp().getFirst());
    }
    Match first = play.state.bracket().all().getFirst();
    play.accepted(By.ORGANISER, new TournamentCommand.Restart(first.id()));
    return play.toTheEnd();
  }

  private static Play robin() {
    Play play =
        Play.started(
            new Rules(Format.ROUND_ROBIN, 1, Seeding.RATING, 2, 1, false, 0, 64, 120, 0), 4);
    String match = play.playable().getFirst().id();
    play.won(match, play.match(match).lineUp().getFirst());
    play.accepted(person(3), new TournamentCommand.Withdraw());
    return play.toTheEnd();
  }

  private static Play cancelled() {
    Play play = Play.announced(Rules.of(Format.SINGLE_ELIMINATION)).entered(2);
    play.accepted(By.ORGANISER, new TournamentCommand.Remove("e2"));
    play.accepted(By.ORGANISER, new TournamentCommand.Cancel());
    return play;
  }
}
