/**
 * The line between nodes: numbers what one node sends to another, packs many messages into one
 * letter, and sees to it that what arrives is neither doubled nor out of order, and that both ends
 * hear where something was lost. Letters are carried by whoever implements {@code NodePost}.
 */
package dev.parlour.room.relay;
