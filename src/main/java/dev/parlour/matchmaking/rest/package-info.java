/**
 * Tickets over REST, for clients that are no pages of ours. Goes through {@code matchmaking.app}
 * only; runs on the threads of requests.
 */
package dev.parlour.matchmaking.rest;
