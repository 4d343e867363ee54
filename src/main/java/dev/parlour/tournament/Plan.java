package dev.parlour.tournament;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All matches of a tournament and how they hang together.
 *
 * @param nodes a match stands behind all those from which somebody comes to it
 * @param places where each stands among them, by its id
 * @param next which matches wait for a match, by its id
 */
public record Plan(List<Node> nodes, Map<String, Integer> places, Map<String, List<String>> next) {
  public static Plan of(List<Node> nodes) {
    Map<String, Integer> places = new LinkedHashMap<>();
    Map<String, List<String>> next = new LinkedHashMap<>();
    for (Node node : nodes) {
      places.put(node.id(), places.size());
      for (Source source : node.sources()) {
        if (source instanceof Source.Place(String match, int rank)) {
          List<String> waiting = next.computeIfAbsent(match, k -> new ArrayList<>());
          if (!waiting.contains(node.id())) {
            waiting.add(node.id());
          }
        }
      }
    }
    return new Plan(
        List.copyOf(nodes), Collections.unmodifiableMap(places), Collections.unmodifiableMap(next));
  }

  /** The plan of a tournament as it starts; empty for Swiss, whose rounds are paired as it goes. */
  public static Plan of(Rules rules, int entrants) {
    return switch (rules.format()) {
      case SINGLE_ELIMINATION ->
          of(Elimination.single(entrants, rules.seats(), rules.advance(), rules.thirdPlace()));
      case DOUBLE_ELIMINATION -> of(Elimination.twice(entrants));
      case ROUND_ROBIN -> of(Circle.rounds(entrants));
      case SWISS -> of(List.of());
    };
  }

  List<String> next(String id) {
    return next.getOrDefault(id, List.of());
  }
}
