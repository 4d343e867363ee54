package dev.parlour.player;

/**
 * A browser in which somebody is signed in, as it was some seconds ago.
 *
 * @param id not secret
 * @param name of the account
 * @param avatar of the account
 * @param renew whether its token has been used for so long that it should get a new one
 */
public record Session(long id, AccountId account, String name, String avatar, boolean renew) {}
