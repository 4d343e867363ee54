package dev.parlour.tournament.app;

import java.time.Instant;
import java.util.Map;

/**
 * What tournament somebody wants. All but the title, the game and the format may be null for what
 * is usual.
 *
 * @param mode of the game, see {@link dev.parlour.game.Mode}; null for the first one that fits
 *     {@code seats}
 * @param settings instead of a mode's, raw
 * @param format and seeding as {@link dev.parlour.tournament.Format} and {@link
 *     dev.parlour.tournament.Seeding}, in small letters
 * @param seats how many play a match; null for as many as the mode says
 * @param advance how many of them go on; null for half of them
 */
public record TournamentWish(
    String title,
    String game,
    String mode,
    Map<String, Object> settings,
    String format,
    Integer bestOf,
    String seeding,
    Integer seats,
    Integer advance,
    Boolean thirdPlace,
    Integer rounds,
    Integer entrants,
    Integer noShowSeconds,
    Integer checkInMinutes,
    Instant startsAt) {}
