/**
 * Rooms over REST, for clients that are no pages of ours. Goes through {@code room.app} only; runs
 * on the threads of requests.
 */
package dev.parlour.room.rest;
