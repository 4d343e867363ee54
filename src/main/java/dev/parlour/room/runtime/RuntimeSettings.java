package dev.parlour.room.runtime;

import dev.parlour.room.RoomRules;
import dev.parlour.shared.Settings;
import java.time.Duration;

/**
 * How rooms are run. Names are those of {@link Settings}, each with what holds if nobody says
 * otherwise.
 *
 * @param rules {@code room.grace-seconds}: after an outage the clock waits this long, so that
 *     nobody loses by it; 3. {@code room.paused-without-host-seconds}: a paused game whose host is
 *     gone goes on after this; 120. {@code room.content-seconds}: a room whose questions do not
 *     come fails after this; 300
 * @param mailbox {@code room.mailbox}: how many commands may wait in one room; more are answered
 *     {@code busy}; 20,000, four times the biggest room's players
 * @param batch {@code room.batch}: how many commands are taken at once; 1,000: enough for one
 *     commit to carry a whole room's answers, few enough that the first of them need not wait for
 *     the last
 * @param commands {@code room.commands}: how many commands a room remembers for its life, and a
 *     thousand for each player beside; more are refused as {@code room_exhausted}, since whoever
 *     loads the room has all their ids in memory; 100,000
 * @param viewEvery {@code room.view-millis}: the shortest time between two views in a room of more
 *     than {@code smallRoom} players, besides changes of the phase; 200
 * @param viewRate {@code room.view-rate}: how many people a big room shows a change to in a second,
 *     besides changes of the phase; 5,000. With more of them the time between two views is longer,
 *     so that views leave room for the answers of a whole hall
 * @param smallRoom {@code room.small}: rooms up to this many players see every change at once; 50
 * @param countdownEvery {@code room.countdown-millis}: how often the time left is told; 2,000
 * @param presenceGrace {@code room.presence-grace-millis}: how long a player who lost the
 *     connection still counts as connected; 3,000: a reloaded page must not close a question early
 * @param arcadeGrace {@code room.arcade-grace-millis}: the same where something moves; 500, as
 *     nobody can steer meanwhile
 * @param awayAfter {@code room.away-seconds}: who has lost the connection counts as away for so
 *     long in all, and then as gone; 60
 * @param reconnectWithin {@code room.reconnect-seconds}: after an outage, how long the players of a
 *     running game count as connected before they are back, and so does who was at a node that has
 *     stopped or died; 20
 * @param snapshotEvery {@code room.snapshot-events}: how many events lie between two snapshots;
 *     2,000, and four for each player where that is more. More make loading slower, fewer make
 *     commits bigger
 * @param alarmSlack {@code room.alarm-slack-millis}: how much later than a deadline its alarm
 *     rings, so that an answer which arrived just in time is in the mailbox before it; 20
 * @param linkSlack {@code room.link-slack-millis}: as much later again where people come from other
 *     nodes, whose answers are longer on their way; 80
 * @param nodeDeadAfter {@code node.dead-millis}: a node whose heart has not beaten for so long
 *     counts as dead, and others take its rooms; 3,000
 * @param idleAfter {@code room.idle-seconds}: how long a room without followers stays in memory;
 *     600
 * @param timeToLive {@code room.time-to-live-minutes}: how long a room without people lives before
 *     it is closed; 180
 * @param keepOver {@code room.keep-days}: how long the log of a room that is over is kept; 30
 */
public record RuntimeSettings(
    RoomRules rules,
    int mailbox,
    int batch,
    int commands,
    Duration viewEvery,
    int viewRate,
    int smallRoom,
    Duration countdownEvery,
    Duration presenceGrace,
    Duration arcadeGrace,
    Duration awayAfter,
    Duration reconnectWithin,
    int snapshotEvery,
    Duration alarmSlack,
    Duration linkSlack,
    Duration nodeDeadAfter,
    Duration idleAfter,
    Duration timeToLive,
    Duration keepOver) {
  public RuntimeSettings {
    if (mailbox < 1 || batch < 1 || viewRate < 1 || smallRoom < 0 || snapshotEvery < 1) {
      throw new IllegalArgumentException(
          "mailbox, batch, viewRate and snapshotEvery must be positive");
    }
    for (Duration d :
        new Duration[] {
          viewEvery,
          countdownEvery,
          presenceGrace,
          arcadeGrace,
          awayAfter,
          reconnectWithin,
          alarmSlack,
          linkSlack,
          nodeDeadAfter,
          idleAfter,
          timeToLive,
          keepOver
        }) {
      if (d.isNegative()) {
        throw new IllegalArgumentException("times must not be negative");
      }
    }
  }

  /** The shortest time between two views in a room of so many players. */
  Duration viewEvery(int players) {
    Duration all = Duration.ofMillis(1_000L * players / viewRate);
    return all.compareTo(viewEvery) > 0 ? all : viewEvery;
  }

  public static RuntimeSettings from(Settings settings) {
    return new RuntimeSettings(
        new RoomRules(
            settings.seconds("room.grace-seconds", 3, 0, 60),
            settings.seconds("room.paused-without-host-seconds", 120, 1, 86_400),
            settings.seconds("room.content-seconds", 300, 1, 3_600)),
        settings.whole("room.mailbox", 20_000, 100, 1_000_000),
        settings.whole("room.batch", 1_000, 1, 10_000),
        settings.whole("room.commands", 100_000, 1, 100_000_000),
        settings.millis("room.view-millis", 200, 0, 10_000),
        settings.whole("room.view-rate", 5_000, 100, 10_000_000),
        settings.whole("room.small", 50, 0, 5_000),
        settings.millis("room.countdown-millis", 2_000, 100, 60_000),
        settings.millis("room.presence-grace-millis", 3_000, 0, 60_000),
        settings.millis("room.arcade-grace-millis", 500, 0, 60_000),
        settings.seconds("room.away-seconds", 60, 0, 86_400),
        settings.seconds("room.reconnect-seconds", 20, 0, 600),
        settings.whole("room.snapshot-events", 2_000, 1, 1_000_000),
        settings.millis("room.alarm-slack-millis", 20, 0, 1_000),
        settings.millis("room.link-slack-millis", 80, 0, 1_000),
        settings.millis("node.dead-millis", 3_000, 1_500, 60_000),
        settings.seconds("room.idle-seconds", 600, 1, 86_400),
        Duration.ofMinutes(settings.whole("room.time-to-live-minutes", 180, 1, 525_600)),
        Duration.ofDays(settings.whole("room.keep-days", 30, 1, 3_650)));
  }
}
