package dev.parlour.matchmaking;

import dev.parlour.shared.Settings;
import java.time.Duration;

/**
 * How long people wait for each other.
 *
 * @param arriveWithin {@code matchmaking.arrive-seconds}: who was matched must be in the room
 *     within this, or the others go back into the queue; 20
 * @param away {@code matchmaking.away-seconds}: whoever neither asks for their ticket nor follows
 *     it for so long has left; 20, longer than a socket needs to come back and a page without
 *     scripts to ask again
 * @param expireAfter {@code matchmaking.expire-seconds}: nobody waits longer than this; 900
 * @param computerAfter {@code matchmaking.computer-seconds}: after this the computer is offered,
 *     where the game has one; 15
 * @param ticketsOfAddress {@code matchmaking.tickets-per-address}: how many tickets of one address
 *     may wait or be paired at the same time; 1,000, for a hall behind one router
 */
public record MatchmakingSettings(
    Duration arriveWithin,
    Duration away,
    Duration expireAfter,
    Duration computerAfter,
    int ticketsOfAddress) {
  public static MatchmakingSettings from(Settings settings) {
    return new MatchmakingSettings(
        settings.seconds("matchmaking.arrive-seconds", 20, 1, 600),
        settings.seconds("matchmaking.away-seconds", 20, 5, 3_600),
        settings.seconds("matchmaking.expire-seconds", 900, 10, 86_400),
        settings.seconds("matchmaking.computer-seconds", 15, 0, 3_600),
        settings.whole("matchmaking.tickets-per-address", 1_000, 1, 1_000_000));
  }
}
