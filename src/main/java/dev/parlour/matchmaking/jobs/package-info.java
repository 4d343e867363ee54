/** The EJB timers of matchmaking. They only wake; what is due stands in the database. */
package dev.parlour.matchmaking.jobs;
