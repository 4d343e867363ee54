package dev.parlour.player;

import java.util.Set;

/**
 * A CDI event on the node where it happened, after it was stored: nobody is signed in by these any
 * more. Other nodes find out by asking {@link SignedIn#ended}.
 *
 * @param sessions their numbers
 */
public record SessionsEnded(Set<Long> sessions) {
  public SessionsEnded {
    sessions = Set.copyOf(sessions);
  }
}
