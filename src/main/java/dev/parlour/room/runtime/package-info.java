/**
 * Rooms that live: each has one mailbox, drained by one virtual thread at a time; one committer
 * writes what many rooms have ready in one transaction; the registry knows which rooms are in
 * memory. The only place in which rooms have threads. Nobody names it: everybody comes through
 * {@code room.app}.
 */
package dev.parlour.room.runtime;
