package dev.parlour.shared;

/**
 * Fired as a CDI event when the database has its schema, and again where an observer met a
 * connection that was closed; observers bear that. Before this nothing may use the database, and
 * what must happen at boot observes this.
 *
 * @param version the schema's version, such as {@code 001}
 * @param applied how many migrations this start has applied
 */
public record SchemaReady(String version, int applied) {}
