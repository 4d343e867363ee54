package dev.parlour.realtime;

import dev.parlour.player.GuestSeats;
import dev.parlour.room.HtmlViews;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Rooms;
import dev.parlour.wire.StreamSource;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What every connection needs from the rest of the server.
 *
 * @param html empty where no pages are installed
 * @param streams what can be followed besides rooms, by name
 * @param slab for frames
 * @param beat for what waits for more
 * @param missed hears of an address that has named a room which does not exist
 * @param threads gives each task a virtual thread of its own
 * @param writers for turns of writers, which may wait for readers and not for each other
 * @param clock for the stamps of messages
 * @param nanos for limits and heartbeats: nanoseconds that never go back
 */
record Door(
    Rooms rooms,
    Games games,
    GuestSeats seats,
    Optional<HtmlViews> html,
    Map<String, StreamSource> streams,
    RealtimeSettings settings,
    Traffic traffic,
    Slab slab,
    Beat beat,
    Consumer<String> missed,
    Executor threads,
    Executor writers,
    InstantSource clock,
    LongSupplier nanos) {}
