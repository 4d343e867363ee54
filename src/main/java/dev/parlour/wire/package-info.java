/**
 * What crosses the wire: the envelopes of the socket, how they are read and written, problem
 * documents, and the one table that turns a refusal's code into an HTTP status. Pure but for
 * Jackson; no Jakarta, no thread. Only {@code realtime}, {@code http} and the {@code rest} and
 * {@code web} packages of features may use it, and whoever stores JSON may use {@link
 * dev.parlour.wire.Json}.
 */
package dev.parlour.wire;
