package dev.parlour.game;

import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * What a decision may look at besides the state: facts of this moment that are not history. Replay
 * does not need them, because it folds events, not decisions.
 *
 * @param now game time of the command's arrival, see {@link GameClock}
 * @param connected the ids of the players who are connected right now, in the order of joining; a
 *     view on a live set, not to be kept
 * @param hostAwayFor milliseconds since the last host connection went; empty while one is there
 */
public record Situation(long now, SortedSet<String> connected, OptionalLong hostAwayFor) {}
