package dev.parlour.shared;

/**
 * Fired once, as a CDI event, when the database has its schema: before this nothing may use it, and
 * what must happen at boot observes this.
 *
 * @param version the schema's version, such as {@code 001}
 * @param applied how many migrations this start has applied
 */
public record SchemaReady(String version, int applied) {}
