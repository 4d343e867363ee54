package dev.parlour.room.runtime;

import dev.parlour.room.RoomRules;
import java.time.Duration;

/**
 * How rooms are run.
 *
 * @param rules the times that hold in every room
 * @param mailbox how many commands may wait in one room; more are answered {@code busy}. 20,000 is four times the biggest room's players: everybody answers twice within one commit
 * @param batch how many commands are taken at once: enough for one commit to carry a whole room's answers, few enough that acknowledgements do not wait for ever
 * @param viewEvery the shortest time between two views in a room above {@code smallRoom} players, besides changes of the phase
 * @param smallRoom rooms up to this many players see every change at once
 * @param countdownEvery how often the time left is told
 * @param presenceGrace how long a player who lost the connection still counts as connected: a reloaded page must not close a question early
 * @param reconnectWithin after an outage, how long the players of a running game count as connected before they are back
 * @param snapshotEvery how many events lie between two snapshots; more make loading slower, fewer make commits bigger
 * @param alarmSlack how much later than a deadline its alarm rings, so that an answer which arrived just in time is in the mailbox before it
 * @param idleAfter how long a room without followers stays in memory
 * @param timeToLive how long a room without people lives before it is closed
 * @param keepOver how long the log of a closed or finished room is kept
 */
public record RuntimeSettings(
    RoomRules rules,
    int mailbox,
    int batch,
    Duration viewEvery,
    int smallRoom,
    Duration countdownEvery,
    Duration presenceGrace,
    Duration reconnectWithin,
    int snapshotEvery,
    Duration alarmSlack,
    Duration idleAfter,
    Duration timeToLive,
    Duration keepOver) {
  public RuntimeSettings {
    if (mailbox < 1 || batch < 1 || smallRoom < 0 || snapshotEvery < 1) {
      throw new IllegalArgumentException("mailbox, batch and snapshotEvery must be positive");
    }
    for (Duration d : new Duration[] {viewEvery, countdownEvery, presenceGrace, reconnectWithin, alarmSlack, idleAfter, timeToLive, keepOver}) {
      if (d.isNegative()) {
        throw new IllegalArgumentException("times must not be negative");
      }
    }
  }
}
