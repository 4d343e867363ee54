package dev.parlour.tournament;

import dev.parlour.tournament.Slot.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A match as it stands.
 *
 * @param slots in the order of the node's sources
 * @param outcome null until it is decided
 * @param games those of this line-up, in their order
 * @param attempt goes up with each line-up and each new beginning, so that no room serves two
 * @param notBefore when it was begun anew; null for never
 */
public record Match(
    Node node,
    List<Slot> slots,
    Outcome outcome,
    List<MatchGame> games,
    int attempt,
    Instant notBefore) {
  public Match {
    slots = List.copyOf(slots);
    games = List.copyOf(games);
  }

  public String id() {
    return node.id();
  }

  public boolean decided() {
    return outcome != null;
  }

  /** Whether it is known who comes to each place. */
  public boolean complete() {
    return slots.stream().noneMatch(Slot.Open.class::isInstance);
  }

  /** Who is known to come, in the order of the places. */
  public List<String> lineUp() {
    List<String> lineUp = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot instanceof Taken(String entrant)) {
        lineUp.add(entrant);
      }
    }
    return lineUp;
  }

  public boolean has(String entrant) {
    return slots.contains(new Taken(entrant));
  }

  /** The game whose room is open. */
  public Optional<MatchGame> running() {
    return games.isEmpty() || games.getLast().over() || decided()
        ? Optional.empty()
        : Optional.of(games.getLast());
  }

  /** Games won, by entrant, in the order of the places. */
  public Map<String, Integer> wins() {
    Map<String, Integer> wins = new LinkedHashMap<>();
    lineUp().forEach(e -> wins.put(e, 0));
    for (MatchGame game : games) {
      if (game.winner() != null) {
        wins.computeIfPresent(game.winner(), (e, n) -> n + 1);
      }
    }
    return wins;
  }

  Match with(Outcome next) {
    return new Match(node, slots, next, games, attempt, notBefore);
  }

  Match withGames(List<MatchGame> next) {
    return new Match(node, slots, outcome, next, attempt, notBefore);
  }

  /** Without a game that came to nothing; the next room is another one. */
  Match without(String room, Instant at) {
    return new Match(
        node,
        slots,
        outcome,
        games.stream().filter(g -> !g.room().equals(room)).toList(),
        attempt + 1,
        at);
  }

  /** The same places, from the beginning. */
  Match anew(Instant at) {
    return new Match(node, slots, null, List.of(), attempt + 1, at);
  }

  /** With others; what was played counts no more. */
  Match lining(List<Slot> next) {
    boolean touched = !games.isEmpty() || outcome != null;
    return new Match(node, next, null, List.of(), attempt + (touched ? 1 : 0), notBefore);
  }
}
