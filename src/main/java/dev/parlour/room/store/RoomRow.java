package dev.parlour.room.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A row of {@code room}; read through JPA, written by the statements of {@link RoomLogStatements}.
 */
@Entity
@Table(name = "room")
class RoomRow {
  @Id String code;

  String game;
  String title;
  String visibility;
  String status;
  long seq;
  long epoch;
  String owner;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "active_at")
  Instant activeAt;

  protected RoomRow() {}
}
