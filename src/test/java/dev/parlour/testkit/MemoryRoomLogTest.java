package dev.parlour.testkit;

import dev.parlour.room.Room;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The log that the other tests stand on keeps to the same contract as the real one. */
class MemoryRoomLogTest extends RoomLogContract {
  private final ManualClock clock = new ManualClock();
  private final MemoryRoomLog log = new MemoryRoomLog("here", clock);

  @Override
  protected RoomLog log() {
    return log;
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Override
  protected void giveTo(String code, String otherNode, boolean alive) {
    MemoryRoomLog other = log.seenBy(otherNode);
    log.dies();
    other.claim(
        code,
        new Room(
            new TallyGame(), new RoomRules(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1))),
        RoomLog.Claim.ORPHANED);
    log.seenBy("here");
    if (!alive) {
      other.dies();
    }
  }

  @Override
  protected List<String> notices(String code, int count) {
    return log.notices(code);
  }
}
