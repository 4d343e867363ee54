/** The hourly chores of accounts. They only wake; what is due stands in the database. */
package dev.parlour.player.jobs;
