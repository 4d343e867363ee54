package dev.parlour.tournament.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlour.tournament.Chart;
import dev.parlour.tournament.Entrant;
import dev.parlour.tournament.Match;
import dev.parlour.tournament.Tournament;
import dev.parlour.wire.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A tournament at one place of its log. What is made from it is made once, when somebody asks, and
 * then read by many threads.
 */
public final class Snapshot {
  private final String id;
  private final long seq;
  private final Tournament state;
  private volatile Chart chart;
  private volatile String json;
  private volatile Index index;

  /** What concerns whom. */
  private record Index(
      Map<String, Entrant> byKey,
      Map<String, Match> next,
      Map<String, Tournament.Fixture> fixtures) {}

  Snapshot(String id, long seq, Tournament state) {
    this.id = id;
    this.seq = seq;
    this.state = state;
  }

  public String id() {
    return id;
  }

  /** How many events there are in it. */
  public long seq() {
    return seq;
  }

  public Tournament state() {
    return state;
  }

  public Chart chart() {
    Chart made = chart;
    if (made == null) {
      made = Chart.of(state);
      chart = made;
    }
    return made;
  }

  /** The chart as JSON. */
  String json() {
    String made = json;
    if (made == null) {
      try {
        made = Json.mapper().writeValueAsString(chart());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a chart cannot be written", e);
      }
      json = made;
    }
    return made;
  }

  /** Whose entry a key has; empty for none. */
  Optional<Entrant> entrant(String key) {
    return key == null ? Optional.empty() : Optional.ofNullable(index().byKey().get(key));
  }

  /** What concerns whoever has this key; empty for somebody without an entry. */
  public Optional<Own> own(String key) {
    return entrant(key)
        .map(
            e ->
                Own.of(
                    state, e, Optional.ofNullable(index().next().get(e.id())), index().fixtures()));
  }

  private Index index() {
    Index made = index;
    if (made == null) {
      Map<String, Entrant> byKey = new HashMap<>();
      for (Entrant entrant : state.entrants().values()) {
        if (entrant.key() != null) {
          byKey.merge(entrant.key(), entrant, (a, b) -> a.out() ? b : a);
        }
      }
      Map<String, Match> next = new HashMap<>();
      Map<String, Tournament.Fixture> fixtures = new HashMap<>();
      if (state.bracket() != null && !state.phase().over()) {
        for (Match match : state.bracket().all()) {
          if (!match.decided()) {
            match.lineUp().forEach(e -> next.putIfAbsent(e, match));
          }
        }
        state.fixtures().forEach(f -> fixtures.put(f.match().id(), f));
      }
      made = new Index(byKey, next, fixtures);
      index = made;
    }
    return made;
  }
}
