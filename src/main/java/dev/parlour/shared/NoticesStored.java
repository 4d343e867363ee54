package dev.parlour.shared;

/**
 * Fired as a CDI event inside a transaction that has put something into the outbox; observe it
 * after its success.
 */
public record NoticesStored(int count) {}
