package dev.parlour.player;

/**
 * A CDI event: somebody has deleted their account. Fired inside the transaction that deletes it,
 * while its row is still there; every feature that keeps something by account observes it and
 * deletes, or keeps results under "deleted player" without a key.
 */
public record AccountDeleted(AccountId account) {}
