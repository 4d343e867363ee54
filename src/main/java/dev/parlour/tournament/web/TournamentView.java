package dev.parlour.tournament.web;

import gg.jte.Content;
import java.time.Instant;
import java.util.List;

/**
 * The page of a tournament, for one reader.
 *
 * @param facts in a few words each: game, format, and so on
 * @param phase as in {@link dev.parlour.tournament.Chart}
 * @param startsAt null where the organiser starts it, and once it has begun
 * @param checkInMinutes how long before the start check-in opens; 0 for no check-in by the clock
 * @param noShowSeconds how long a match waits for its people
 * @param cancelled why; null unless it was
 * @param message null for none
 * @param next null for whoever does not play, or has played
 * @param result null for whoever did not play, or does not know yet
 * @param champion null while there is none
 * @param people who has entered, as many as the page has room for
 * @param chart the drawing as markup
 * @param log the newest first
 * @param tools null for whoever is not the organiser
 * @param refused what came of the last form; null for nothing to say
 */
public record TournamentView(
    String id,
    String title,
    List<String> facts,
    String phase,
    boolean paused,
    Instant startsAt,
    int checkInMinutes,
    int noShowSeconds,
    int entered,
    int places,
    String cancelled,
    Said message,
    Entry entry,
    Next next,
    Result result,
    Face champion,
    List<Person> people,
    Content chart,
    Table table,
    List<Line> log,
    Tools tools,
    String refused) {
  /** What the organiser said. */
  public record Said(String text, Instant at) {}

  /**
   * What the reader can do about being in it.
   *
   * @param name what stands in the field
   * @param nameError null for none
   */
  public record Entry(
      boolean mayEnter,
      boolean entered,
      boolean mayCheckIn,
      boolean checkedIn,
      boolean mayLeave,
      String name,
      String nameError) {}

  /**
   * The reader's next match.
   *
   * @param match its name in the chart
   * @param round what the round is called
   * @param against who else plays; null while nobody knows
   * @param waitsFor which match must be over first; null for none
   * @param state {@code waiting} for another match, {@code ready}: people are awaited, {@code go}:
   *     there is a room, {@code paused}
   * @param score of a match that has begun; null before
   * @param missing who is awaited; null for nobody, or where nobody can say
   * @param due when the time of those who are not there is up; null where none runs
   * @param leftMillis until then
   * @param address of its page, or where it is played
   * @param sheet of the chart that it is on; null where there is but one
   */
  public record Next(
      String match,
      String round,
      String against,
      String waitsFor,
      int bestOf,
      String state,
      String score,
      String missing,
      Instant due,
      Long leftMillis,
      String address,
      String sheet) {
    /** Minutes and seconds that are left. */
    public String left() {
      long seconds = leftMillis / 1_000;
      return seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60;
    }
  }

  /**
   * How it ended for the reader.
   *
   * @param place null where it is not yet known
   */
  public record Result(Integer place, int of, boolean champion) {}

  /**
   * @param avatar the seed of their picture
   */
  public record Face(String name, String avatar) {}

  /**
   * @param seed null before the start
   * @param mark a word about them; null for none
   */
  public record Person(String id, String name, String avatar, Integer seed, String mark) {}

  /**
   * Who stands where.
   *
   * @param kind {@code places} of a bracket, {@code round_robin} or {@code swiss}
   * @param more how many are not shown
   */
  public record Table(String kind, List<Row> rows, int more) {}

  /**
   * @param place null while it is open
   */
  public record Row(
      Integer place,
      String entrant,
      String name,
      int wins,
      int losses,
      int points,
      int buchholz,
      int games,
      boolean out) {}

  /** What happened. */
  public record Line(Instant at, String text) {}

  /**
   * What the organiser can do now.
   *
   * @param people who can be removed
   * @param unclaimed names that nobody has claimed, with the link by which they do
   * @param order entrants in the order of the seeds, where the organiser says it; null where not
   */
  public record Tools(
      boolean open,
      boolean mayOpenCheckIn,
      boolean running,
      boolean paused,
      boolean over,
      List<Named> people,
      List<Claim> unclaimed,
      String order) {}

  /** Somebody to choose. */
  public record Named(String id, String name) {}

  /**
   * @param address where they claim it
   */
  public record Claim(String name, String address) {}

  /** Whether something can still change by itself. */
  public boolean lives() {
    return phase.equals("running") || open();
  }

  public boolean open() {
    return phase.equals("announced") || phase.equals("check_in");
  }
}
