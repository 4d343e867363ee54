/**
 * Rooms in PostgreSQL, by JPA. Named by nobody: CDI wires the ports of {@code room} to these
 * classes. Calls wait for the database and may come on any thread.
 */
package dev.parlour.room.store;
