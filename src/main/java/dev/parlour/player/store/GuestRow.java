package dev.parlour.player.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A browser. The key may change one day (a fresh cookie after signing in), so seats name the
 * number.
 */
@Entity
@Table(name = "guest")
public class GuestRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @Column(nullable = false, unique = true)
  String key;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  protected GuestRow() {}
}
