/** The outbox in PostgreSQL. Named by nobody: CDI wires it. */
package dev.parlour.messaging.store;
