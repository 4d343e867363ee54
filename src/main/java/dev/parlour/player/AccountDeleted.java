package dev.parlour.player;

/**
 * Fired as a CDI event inside the transaction in which an account is deleted: whoever keeps
 * something of it forgets it in the same transaction.
 */
public record AccountDeleted(AccountId account) {}
