package dev.parlour.testkit.canary.operations;

/** Something that others must not name. */
public class Anything {}
