package dev.parlour.room.runtime;

import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.room.Attendance;
import dev.parlour.room.Publication;
import dev.parlour.room.Room;
import dev.parlour.room.RoomLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a node does before it is ready where others run games that may be handed to it any moment:
 * it reads some of them as if it took them over, and makes their views. What runs for the first
 * time is slow, by seconds where queries are parsed and classes loaded, and it is better slow now
 * than while people wait for it. Changes nothing.
 */
final class Rehearsal implements Runnable {
  private static final Logger LOG = System.getLogger(Rehearsal.class.getName());
  private static final int MOST_ROOMS = 20;
  private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();

  private final RoomLog log;
  private final Function<String, Optional<Room>> rules;

  Rehearsal(RoomLog log, Function<String, Optional<Room>> rules) {
    this.log = log;
    this.rules = rules;
  }

  @Override
  public void run() {
    long began = System.nanoTime();
    try {
      for (String code : log.runElsewhere(MOST_ROOMS)) {
        log.gameOf(code).flatMap(rules).ifPresent(room -> look(code, room));
        if (System.nanoTime() - began > LONGEST_NANOS) {
          return;
        }
      }
    } catch (RuntimeException e) { // who is not rehearsed is slower, and that is all
      LOG.log(Level.WARNING, "rooms of other nodes could not be looked at: {0}", e);
    }
  }

  private void look(String code, Room room) {
    try {
      log.claim(code, room, RoomLog.Claim.NOTHING);
    } catch (RoomLog.NotOwner asExpected) {
      // what it takes to judge a claim was done all the same
    }
    log.read(code, room)
        .ifPresent(
            copy -> {
              Publication seen =
                  new Publication(room, copy.state(), copy.seq(), Attendance.NOBODY);
              for (Role role : Role.values()) {
                seen.shared(role);
              }
              copy.state().seating().seats().keySet().stream()
                  .limit(MOST_ROOMS)
                  .forEach(player -> seen.own(new Viewer.Player(player)));
            });
  }
}
