/** The EJB timers of tournaments. They only wake; what is due stands in the log. */
package dev.parlour.tournament.jobs;
