package dev.parlour.testkit.canary.room.store;

/** Something that others must not name. */
public class Anything {}
