package dev.parlour.player;

import dev.parlour.room.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which places in rooms wait for their people to come back with a code. Known by the codes' hashes
 * alone. Whether a place still exists is for the room to say.
 */
public interface ReturnCodes {
  /**
   * What a code gives back.
   *
   * @param actors {@link Actor.Host}, an {@link Actor.Player}, or both: somebody who leads and
   *     plays
   */
  record Places(String room, Set<Actor> actors) {}

  /**
   * Keeps a code; every older one for any of the same places is void.
   *
   * @param key the code's hash
   * @return when it expires
   */
  Instant offer(String key, Places places, Duration valid);

  /**
   * Uses a code up. The same browser may say it again while the code is valid: an answer may get
   * lost, and people press buttons twice.
   *
   * @return empty for a code that does not exist, is void or expired, or that another browser used
   */
  Optional<Places> take(String key, GuestId by);
}
