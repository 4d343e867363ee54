/**
 * The only place that knows JMS. Out: rows of the outbox become messages of the topic {@code
 * jms/rooms}, at least once, each with an id. In: messages become CDI events ({@link
 * dev.parlour.shared.RoomNotice}), each dealt with once by each consumer. No game waits for any of
 * it.
 */
package dev.parlour.messaging;
