package dev.parlour.game;

/**
 * How a game makes itself known: a CDI bean of this type, produced in the game's {@code web}
 * package.
 *
 * @param game the rules
 * @param templates the folder of its templates, below {@code WEB-INF/templates}
 */
public record GameRegistration(Game<?, ?, ?, ?, ?> game, String templates) {}
