package dev.parlour.tournament.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parlour.game.Checked;
import dev.parlour.tournament.Chart;
import dev.parlour.tournament.Standing;
import dev.parlour.tournament.TournamentBook;
import dev.parlour.wire.Json;
import dev.parlour.wire.ServerMessage;
import dev.parlour.wire.StreamSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The tournaments that are followed on this node. Once a second one statement asks how long their
 * logs are, and only what has grown is told: so nobody hears of a tournament more than once a
 * second, however much happens in it, and what all hear is encoded once. The same round is the sign
 * that the entrants among them are there. Simpler than news between the nodes, and a lost one
 * cannot leave anybody waiting. Thread-safe.
 */
@ApplicationScoped
public class TournamentWatch implements StreamSource {
  private static final String NAME = "tournament";

  private final Map<String, Set<Watcher>> watchers = new ConcurrentHashMap<>();
  private final Map<String, Snapshot> told = new ConcurrentHashMap<>(); // by the last round
  private final Tournaments tournaments;
  private final TournamentBook book;

  /** For the container's proxy. */
  protected TournamentWatch() {
    this(null, null);
  }

  @Inject
  TournamentWatch(Tournaments tournaments, TournamentBook book) {
    this.tournaments = tournaments;
    this.book = book;
  }

  /** One socket that follows one tournament. */
  private static final class Watcher {
    private final String key;
    private final Consumer<ServerMessage> listener;
    private long seq = -1; // guarded by this

    Watcher(String key, Consumer<ServerMessage> listener) {
      this.key = key;
      this.listener = listener;
    }

    /**
     * @param news the changes since the round before; null for none
     */
    synchronized void tell(Snapshot now, News news) {
      if (seq >= now.seq()) {
        return;
      }
      boolean follows = news != null && news.since() == seq;
      seq = now.seq();
      RawValue you = now.own(key).map(TournamentWatch::raw).orElse(null);
      listener.accept(
          follows
              ? new ServerMessage.Tournament(
                  NAME + "/" + now.id(), now.seq(), null, news.since(), news.changes(), you)
              : new ServerMessage.Tournament(
                  NAME + "/" + now.id(), now.seq(), new RawValue(now.json()), null, null, you));
    }
  }

  private record News(long since, RawValue changes) {}

  /**
   * What is different in a chart. Whatever is null is gone, or was never there.
   *
   * @param matches those that are different
   * @param standings lines that are different, with their place in the list
   */
  record Changes(
      String phase,
      boolean paused,
      List<Chart.Cell> matches,
      Map<Integer, Standing> standings,
      String champion,
      String cancelled,
      Instant startsAt,
      Chart.Said message) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Checked<Runnable> follow(
      String id, String token, String guest, Consumer<ServerMessage> listener) {
    return switch (tournaments.look(id)) {
      case Checked.Bad<Snapshot> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<Snapshot>(Snapshot now) -> {
        Watcher watcher = new Watcher(new Proof(token, guest).key(), listener);
        watchers.computeIfAbsent(id, k -> ConcurrentHashMap.newKeySet()).add(watcher);
        watcher.tell(now, null);
        yield Checked.good(() -> forget(id, watcher));
      }
    };
  }

  private void forget(String id, Watcher watcher) {
    watchers.computeIfPresent(
        id,
        (k, all) -> {
          all.remove(watcher);
          return all.isEmpty() ? null : all;
        });
  }

  /** Tells all what has changed, and notes who is there. Throws where the store is away. */
  public void tell() {
    told.keySet().retainAll(watchers.keySet());
    Map<String, Long> lengths = book.lengths(List.copyOf(watchers.keySet()));
    Map<String, Set<String>> there = new TreeMap<>();
    lengths.forEach(
        (id, length) -> {
          Snapshot before = told.get(id);
          Snapshot now = before;
          if (before == null || before.seq() < length) {
            if (!(tournaments.look(id) instanceof Checked.Good<Snapshot>(Snapshot newest))) {
              return;
            }
            now = newest;
            told.put(id, now);
          }
          tell(before, now);
          there.put(id, entrants(now));
        });
    book.seen(there);
  }

  private void tell(Snapshot before, Snapshot now) {
    News news = news(before, now);
    for (Watcher watcher : watchers.getOrDefault(now.id(), Set.of())) {
      watcher.tell(now, news);
    }
  }

  private Set<String> entrants(Snapshot now) {
    Set<String> keys = new TreeSet<>();
    for (Watcher watcher : watchers.getOrDefault(now.id(), Set.of())) {
      if (now.entrant(watcher.key).isPresent()) {
        keys.add(watcher.key);
      }
    }
    return keys;
  }

  /** Null where the whole chart must be told, as people came or went, or rounds did. */
  private static News news(Snapshot before, Snapshot now) {
    if (before == null || before.seq() == now.seq()) {
      return null;
    }
    Chart was = before.chart();
    Chart is = now.chart();
    if (!was.entrants().equals(is.entrants())
        || !ids(was).equals(ids(is))
        || was.standings().size() != is.standings().size()) {
      return null;
    }
    Map<String, Chart.Cell> cells = new HashMap<>();
    was.rounds().forEach(r -> r.matches().forEach(c -> cells.put(c.id(), c)));
    List<Chart.Cell> changed = new ArrayList<>();
    is.rounds()
        .forEach(
            r ->
                r.matches().stream()
                    .filter(c -> !c.equals(cells.get(c.id())))
                    .forEach(changed::add));
    Map<Integer, Standing> standings = new TreeMap<>();
    for (int i = 0; i < is.standings().size(); i++) {
      if (!is.standings().get(i).equals(was.standings().get(i))) {
        standings.put(i, is.standings().get(i));
      }
    }
    return new News(
        before.seq(),
        raw(
            new Changes(
                is.phase(),
                is.paused(),
                changed,
                standings,
                is.champion(),
                is.cancelled(),
                is.startsAt(),
                is.message())));
  }

  private static Set<String> ids(Chart chart) {
    Set<String> ids = new HashSet<>();
    chart.rounds().forEach(r -> r.matches().forEach(c -> ids.add(c.id())));
    return ids;
  }

  private static RawValue raw(Object value) {
    try {
      return new RawValue(Json.mapper().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message of ours could not be written", e);
    }
  }
}
