package dev.parlour.testkit.canary.embedded;

/** Something that others must not name. */
public class Anything {}
