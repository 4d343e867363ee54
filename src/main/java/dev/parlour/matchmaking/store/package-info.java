/**
 * Tickets in PostgreSQL. Nobody names this package; CDI wires it. Each call is one transaction of
 * the caller's thread.
 */
package dev.parlour.matchmaking.store;
