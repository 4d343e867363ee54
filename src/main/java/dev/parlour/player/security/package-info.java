/**
 * The container's side of signing in, the only place that knows Jakarta Security: who a request is
 * from and in which roles, and the slow hashes of passwords. Called by the container on the threads
 * of requests, before any filter.
 */
package dev.parlour.player.security;
