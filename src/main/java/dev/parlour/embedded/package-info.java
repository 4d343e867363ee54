/**
 * What Parlour needs beside it, inside the server: PostgreSQL and the Artemis broker for the
 * default of one machine and one command.
 *
 * <p>This package is a resource adapter of its own ({@code parlour-embedded.rar}), built by the
 * same pom and not part of the WAR. The server starts it before any application and stops it after
 * all of them, which is the life both services need. Nobody names this package: the application
 * sees a data source and a connection factory, and cannot tell whether what is behind them runs
 * inside or elsewhere.
 *
 * <p>PostgreSQL's binaries come from Maven (zonky's packages), but are started by our own few lines
 * rather than by zonky's starter: that one sets {@code trust} for everybody on the machine, and
 * stops the database from a JVM shutdown hook, while the server is still handing over its rooms.
 */
package dev.parlour.embedded;
