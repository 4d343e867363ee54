package dev.parlour.game;

/**
 * A refusal, told to the one who asked and to nobody else.
 *
 * @param code stable, lower case with underscores, says why ({@code too_late}); pages translate by
 *     it
 * @param message one English sentence for people and logs, without secrets
 */
public record Rejection(String code, String message) {}
