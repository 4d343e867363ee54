package dev.parlour.room.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code room_snapshot}: the newest snapshot of a room. */
@Entity
@Table(name = "room_snapshot")
class RoomSnapshotRow {
  @Id String room;

  long seq;
  int version;
  String payload;

  protected RoomSnapshotRow() {}
}
