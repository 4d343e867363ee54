package dev.parlour.player.app;

import dev.parlour.player.SeatRecords;
import dev.parlour.room.RoomCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes who sat in rooms that are deleted: their codes are given again, and whoever hosted or
 * played in the former room must be nobody in the new one.
 */
@ApplicationScoped
public class SeatsOfGoneRooms {
  static final int AT_ONCE = 1_000;

  private SeatRecords records;
  private RoomCodes rooms;

  /** For the container's proxy. */
  protected SeatsOfGoneRooms() {}

  @Inject
  SeatsOfGoneRooms(SeatRecords records, RoomCodes rooms) {
    this.records = records;
    this.rooms = rooms;
  }

  /** Any node may do it, and several at once. Waits for the database. */
  public void tidy() {
    List<String> some;
    String after = "";
    do {
      some = records.rooms(after, AT_ONCE);
      if (!some.isEmpty()) {
        after = some.getLast();
        List<String> gone = new ArrayList<>(some);
        gone.removeAll(rooms.existing(some));
        if (!gone.isEmpty()) {
          records.forget(gone);
        }
      }
    } while (some.size() == AT_ONCE);
    records.forgetEmptyHanded();
  }
}
