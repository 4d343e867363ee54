package dev.parlour.player;

import java.time.Instant;

/**
 * Somebody who registered.
 *
 * @param name as it is shown; unique by its key
 * @param email null for none
 * @param avatar seed of a drawn picture, or the name of an uploaded one, see {@link PictureId}
 * @param password whether there is one: people whom an identity provider vouches for have none
 * @param showsPlace whether friends may see where they play
 * @param seenAt a page or a socket of theirs, up to a minute late
 */
public record Account(
    AccountId id,
    String name,
    String email,
    String avatar,
    boolean password,
    boolean showsPlace,
    Instant createdAt,
    Instant seenAt) {}
