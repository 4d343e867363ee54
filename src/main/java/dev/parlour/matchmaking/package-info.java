/**
 * Strangers who want to play: queues, tickets, and who is brought together. Pure model and the port
 * {@link dev.parlour.matchmaking.TicketBook}; the use cases are in {@code app}.
 *
 * <p>A ticket's life: {@code WAITING -> PAIRED -> PLAYED}; back from {@code PAIRED} to {@code
 * WAITING}, with its old place, where the others did not come; {@code EXPIRED} or {@code CANCELLED}
 * from either. A pairing's: {@code MAKING} (its room is being made) {@code -> OPEN} (its people are
 * awaited there) {@code -> OVER}, or by way of {@code BREAKING} where somebody did not come or has
 * left. What a node began and could not finish, any node finishes: every step stands in the
 * database before the next one, and doing one twice comes to the same.
 */
package dev.parlour.matchmaking;
