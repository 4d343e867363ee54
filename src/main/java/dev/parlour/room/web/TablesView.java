package dev.parlour.room.web;

import java.util.List;
import java.util.Map;

/**
 * The page of one's tables.
 *
 * @param now the server's clock in milliseconds
 * @param cards what goes on, most urgent first
 * @param beyond how many more there are than one socket may follow
 * @param texts that a script may have to say, of rooms and of every game
 */
public record TablesView(
    long now, List<Card> cards, int beyond, List<Over> over, Map<String, String> texts) {
  /** A table that is over; its address leads to what is left of it. */
  public record Over(String code, String title, String status, String address) {}
}
