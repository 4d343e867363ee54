package dev.parlour.player.app;

import dev.parlour.player.AccountId;
import dev.parlour.player.Friends;
import java.time.Instant;

/**
 * What anybody may know of somebody who registered, and how the one who looks stands to them.
 *
 * @param me whether they look at themselves
 */
public record Profile(
    AccountId id,
    String name,
    String avatar,
    Instant since,
    boolean me,
    Friends.Standing standing) {}
