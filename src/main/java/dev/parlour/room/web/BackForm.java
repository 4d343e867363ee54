package dev.parlour.room.web;

/**
 * The form by which somebody comes back.
 *
 * @param code what was typed, or what the link holds
 * @param link whether it came by the link, so that nothing is to be typed
 * @param error null for none
 */
public record BackForm(String code, boolean link, String error) {}
