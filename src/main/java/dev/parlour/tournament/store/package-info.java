/** Tournaments in PostgreSQL. Reached only through the port in {@code tournament}. */
package dev.parlour.tournament.store;
