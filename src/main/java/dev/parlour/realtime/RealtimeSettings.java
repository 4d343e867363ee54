package dev.parlour.realtime;

import dev.parlour.shared.Settings;
import java.time.Duration;

/**
 * The limits of sockets.
 *
 * @param messageBytes {@code realtime.message-bytes}: longest message of a client, in bytes;
 *     16,384. Longer ones close the connection with 1009
 * @param messagesPerSecond {@code realtime.messages-per-second}: how many a client may send in the
 *     long run; 80, above the 60 of an arcade game
 * @param messageBurst {@code realtime.message-burst}: how many at once; 160. One beyond it is
 *     answered with {@code rate_limited} and not carried out
 * @param strikes {@code realtime.strikes}: how many faulty or excessive messages are forgiven at
 *     once; 100. One is forgotten each second; beyond them the connection is closed with 1008
 * @param roomsPerSocket {@code realtime.rooms-per-socket}: how many roles in rooms one connection
 *     may follow, and how many rooms it may wait for at the same time; 20, more tables than anybody
 *     plays at once. The page of one's tables takes as many
 * @param socketsPerAddress {@code realtime.sockets-per-address}: how many connections one address
 *     may hold; 2,000, for a hall behind one router. Beyond it the handshake is refused
 * @param answers {@code realtime.answers}: how many acknowledgements and refusals may wait for a
 *     slow reader; 256. At four times as many the connection is closed with 1013 at once
 * @param fullFor {@code realtime.full-seconds}: for how long so many may wait; 5 s, then 1013
 * @param stallFor {@code realtime.stall-seconds}: for how long one message may take to be written;
 *     15 s, then 1013
 * @param gatherFor {@code realtime.gather-millis}: how long what is to be sent to somebody who
 *     takes texts apart may wait for more, where something was sent just before; 4 ms, which nobody
 *     sees; 0 for not at all. Frames never wait
 * @param pingEvery {@code realtime.ping-seconds}: how often the server asks somebody from whom
 *     nothing comes whether they are still there; 20 s, below the idle limits of usual proxies
 * @param silentFor {@code realtime.silent-seconds}: after how long without any sign a connection
 *     counts as dead; 50 s, then 1001
 */
public record RealtimeSettings(
    int messageBytes,
    int messagesPerSecond,
    int messageBurst,
    int strikes,
    int roomsPerSocket,
    int socketsPerAddress,
    int answers,
    Duration fullFor,
    Duration stallFor,
    Duration gatherFor,
    Duration pingEvery,
    Duration silentFor) {

  public RealtimeSettings {
    if (silentFor.compareTo(pingEvery.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "The setting parlour.realtime.silent-seconds must be at least twice"
              + " parlour.realtime.ping-seconds, or living connections would be closed");
    }
  }

  public static RealtimeSettings from(Settings settings) {
    return new RealtimeSettings(
        settings.whole("realtime.message-bytes", 16_384, 1_024, 1_048_576),
        settings.whole("realtime.messages-per-second", 80, 1, 10_000),
        settings.whole("realtime.message-burst", 160, 1, 100_000),
        settings.whole("realtime.strikes", 100, 1, 100_000),
        settings.whole("realtime.rooms-per-socket", 20, 1, 1_000),
        settings.whole("realtime.sockets-per-address", 2_000, 1, 1_000_000),
        settings.whole("realtime.answers", 256, 16, 65_536),
        settings.seconds("realtime.full-seconds", 5, 1, 600),
        settings.seconds("realtime.stall-seconds", 15, 1, 600),
        settings.millis("realtime.gather-millis", 4, 0, 100),
        settings.seconds("realtime.ping-seconds", 20, 1, 600),
        settings.seconds("realtime.silent-seconds", 50, 2, 3_600));
  }
}
