/**
 * Tournaments over REST, for clients that are no pages of ours. Goes through {@code tournament.app}
 * only; runs on the threads of requests.
 */
package dev.parlour.tournament.rest;
