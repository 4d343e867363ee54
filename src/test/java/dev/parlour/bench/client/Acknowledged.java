package dev.parlour.bench.client;

import java.time.Instant;

/**
 * A command that the server has promised to keep.
 *
 * @param as host or a player's id
 * @param id the client's
 * @param command as it was sent, JSON
 * @param seq what the server said
 * @param at when the acknowledgement came
 * @param nanos how long it took
 */
public record Acknowledged(
    String room, String as, String id, String command, long seq, Instant at, long nanos) {}
