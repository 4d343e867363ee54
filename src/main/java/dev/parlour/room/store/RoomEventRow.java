package dev.parlour.room.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code room_event}; never changed. */
@Entity
@Table(name = "room_event")
class RoomEventRow {
  @Embeddable
  record Key(String room, long seq) {}

  @EmbeddedId Key key;
  String kind;
  int version;
  String payload;
  String actor;

  @Column(name = "command_id")
  String commandId;

  Instant at;

  protected RoomEventRow() {}
}
