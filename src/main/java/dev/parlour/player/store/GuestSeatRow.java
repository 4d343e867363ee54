package dev.parlour.player.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A seat that a browser holds, or the host's place. */
@Entity
@Table(name = "guest_seat")
public class GuestSeatRow {
  /**
   * @param actor {@code host} or a seat's id
   */
  @Embeddable
  public record Id(@Column(name = "guest_id") Long guestId, String room, String actor)
      implements Serializable {}

  @EmbeddedId Id id;

  String name;

  @Column(name = "taken_at", nullable = false)
  Instant takenAt;

  /** They have left it; it still tells who played. */
  @Column(name = "given_up", nullable = false)
  boolean givenUp;

  protected GuestSeatRow() {}
}
