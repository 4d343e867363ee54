/**
 * The socket: the only WebSocket endpoint. A connection is read by the container's threads, which
 * decode, limit and stamp what comes, and written on a few virtual threads for all; rooms call in
 * from theirs and never wait. Nobody may name this package, and it names rooms only by {@code room}
 * and {@code room.app}, what browsers hold by {@code player}, and never a store, a runtime or
 * messaging.
 *
 * <p>How a connection ends: 1000 as the client wishes, 1001 when the server goes or nothing is
 * heard any more, 1003 for binary messages, 1007 for text that is not UTF-8, 1008 for repeated
 * abuse, 1009 for a message too long, 1011 for a fault of ours, 1012 when the server is about to
 * stop and its rooms are elsewhere already, 1013 for a reader that is too slow or an address with
 * too many connections: it may come back.
 */
package dev.parlour.realtime;
