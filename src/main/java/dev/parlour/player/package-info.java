/**
 * People. So far guests: a browser is known by its cookie, and what it hosts and where it sits is
 * kept here, so that it finds back to its rooms from any of its tabs, and with a short code from
 * another device. Everybody above rooms may use it; rooms know only seats. Calls wait for the
 * database.
 */
package dev.parlour.player;
