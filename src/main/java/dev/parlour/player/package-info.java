/**
 * People. A browser is known by its cookie, and what it hosts and where it sits is kept here, so
 * that it finds back to its rooms from any of its tabs, and with a short code from another device.
 * Whoever registers has an account: then all of it is the account's, on every device. Everybody
 * above rooms may use this package; rooms know only seats. Calls wait for the database.
 *
 * <p>{@code app} is the door for registering, signing in, profiles and friends; {@code security}
 * tells the container who somebody is.
 */
package dev.parlour.player;
