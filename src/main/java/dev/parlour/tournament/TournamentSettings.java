package dev.parlour.tournament;

import dev.parlour.shared.Settings;
import java.time.Duration;

/**
 * How tournaments wait.
 *
 * @param noShow {@code tournament.no-show-seconds}: how long a match waits for its people where its
 *     organiser has said nothing else; 120
 * @param away {@code tournament.away-seconds}: who neither follows a tournament nor asks for it for
 *     so long is not there; 10, a few times as long as a page waits between two questions
 * @param entrants {@code tournament.entrants}: the most that any tournament takes; 1,024
 * @param ask {@code tournament.watch-seconds}: how often rooms are asked that should have told
 *     their results long ago; 15
 * @param guestsOrganise {@code tournament.guests-organise}: whether people who have not registered
 *     may make tournaments; no
 * @param keep {@code tournament.keep-days}: how long one is kept in which nothing happens any more;
 *     365
 */
public record TournamentSettings(
    Duration noShow,
    Duration away,
    int entrants,
    Duration ask,
    boolean guestsOrganise,
    Duration keep) {
  public static TournamentSettings from(Settings settings) {
    return new TournamentSettings(
        settings.seconds(
            "tournament.no-show-seconds", Rules.NO_SHOW_SECONDS, 1, Rules.LONGEST_NO_SHOW),
        settings.seconds("tournament.away-seconds", 10, 3, 600),
        settings.whole("tournament.entrants", 1_024, 2, 1_024),
        settings.seconds("tournament.watch-seconds", 15, 1, 600),
        settings.flag("tournament.guests-organise", false),
        Duration.ofDays(settings.whole("tournament.keep-days", 365, 1, 36_500)));
  }
}
