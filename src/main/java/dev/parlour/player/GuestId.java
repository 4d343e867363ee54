package dev.parlour.player;

/**
 * A browser, as its cookie names it: the hash of the cookie's token, never the token.
 *
 * @param key SHA-256 in base64url
 */
public record GuestId(String key) {}
