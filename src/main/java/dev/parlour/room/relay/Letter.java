package dev.parlour.room.relay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What travels between two nodes at once.
 *
 * @param line new whenever the sender begins to count anew
 * @param number counts up from 1; an empty letter has the number of the last one that was not
 * @param lost whether the sender has missed something from the receiver
 */
record Letter(String from, String line, long number, boolean lost, List<JsonNode> messages) {}
