package dev.parlour.room;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * What a decision may look at besides the state.
 *
 * @param at when the command arrived, by the server's clock
 * @param connected ids of the connected players in the order of joining
 * @param hostAwayFor milliseconds since the last host connection went; empty while one is there
 */
public record Moment(Instant at, SortedSet<String> connected, OptionalLong hostAwayFor) {}
