/** The only home of JMS: topics, consumers, dead letters, and whether the broker answers. */
package dev.parlour.messaging;
