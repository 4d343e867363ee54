package dev.parlour.bench;

import dev.parlour.bench.client.Acknowledged;
import dev.parlour.game.Viewer;
import dev.parlour.game.trivia.TriviaEvent;
import dev.parlour.game.trivia.TriviaGame;
import dev.parlour.game.trivia.TriviaView;
import dev.parlour.room.Attendance;
import dev.parlour.room.Room;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomRules;
import dev.parlour.room.RoomState;
import dev.parlour.wire.EventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds what clients were told against what the log holds, and against what the rules make of the
 * log. What was told may be entered by any thread.
 */
final class ChaosCheck {
  private static final String COMPLETED = "COMPLETED";

  /** A row of {@code room_event}. */
  record Row(long seq, String actor, String commandId, String kind, int version, String payload) {}

  /** A room as it stands in the database at the end. */
  record Log(String room, String status, long seq, long epoch, List<Row> rows) {}

  /**
   * What a player's view said of the game.
   *
   * @param status of the room, in lower case
   * @param score -1 where it said none
   */
  private record Sight(String player, String status, long score) {}

  private record Refusal(String room, String actor, String id, String code, String command) {}

  private static final class Told {
    final Map<String, Acknowledged> promises = new LinkedHashMap<>(); // by actor and id
    final Map<Long, Set<Sight>> sights = new TreeMap<>();
    final Map<String, Sight> last = new LinkedHashMap<>();
    final Map<String, Long> lastSeq = new LinkedHashMap<>();
    final Set<String> seats = new LinkedHashSet<>();
    boolean made;
    boolean started;
    long epoch;
  }

  private final Map<String, Told> rooms = new LinkedHashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private long sights;

  private Told told(String room) {
    return rooms.computeIfAbsent(room, r -> new Told());
  }

  /** A room that was made, with the seats that were taken in it. */
  synchronized void made(String room, Collection<String> seats) {
    told(room).made = true;
    told(room).seats.addAll(seats);
  }

  /** A game that has begun must come to its end. */
  synchronized void started(String room) {
    told(room).started = true;
  }

  /** A command that the server has promised to keep. */
  synchronized void acknowledged(Acknowledged promise) {
    told(promise.room()).promises.put(promise.as() + " " + promise.id(), promise);
  }

  /** A second answer to the same command. */
  synchronized void answeredAgain(String room, String actor, String id, long seq, String code) {
    Acknowledged promise = told(room).promises.get(actor + " " + id);
    if (promise != null && code == null && promise.seq() != seq) {
      faults.add(
          "%s: command %s of %s was acknowledged at seq %d, and again at seq %d"
              .formatted(room, id, actor, promise.seq(), seq));
    } else if (promise == null && code == null) {
      faults.add(
          "%s: command %s of %s was refused for good, and then acknowledged at seq %d"
              .formatted(room, id, actor, seq));
    }
  }

  /** A command that was refused for good, so that nobody sends it again. */
  synchronized void refused(String room, String actor, String id, String code, String command) {
    refusals.add(new Refusal(room, actor, id, code, command));
  }

  /** A player's view, as a whole made of the log up to that seq. */
  synchronized void saw(String room, String player, long seq, String status, long score) {
    Told told = told(room);
    Sight sight = new Sight(player, status, score);
    if (told.sights.computeIfAbsent(seq, s -> new LinkedHashSet<>()).add(sight)) {
      sights++;
    }
    if (seq >= told.lastSeq.getOrDefault(player, -1L)) {
      told.lastSeq.put(player, seq);
      told.last.put(player, sight);
    }
  }

  /** How the database showed a room while it was played. */
  synchronized void epoch(String room, long epoch) {
    Told told = told(room);
    if (epoch < told.epoch) {
      faults.add("%s: the epoch went from %d back to %d".formatted(room, told.epoch, epoch));
    }
    told.epoch = epoch;
  }

  /** Something that is wrong by itself. */
  synchronized void fault(String sentence) {
    faults.add(sentence);
  }

  synchronized int promises() {
    return rooms.values().stream().mapToInt(t -> t.promises.size()).sum();
  }

  synchronized int refusals() {
    return refusals.size();
  }

  /** Different views that are held against the replay. */
  synchronized long sights() {
    return sights;
  }

  synchronized int rooms() {
    return (int) rooms.values().stream().filter(told -> told.made).count();
  }

  /**
   * What is wrong, a sentence each; empty where all is well.
   *
   * @param logs of all rooms that the database holds
   */
  synchronized List<String> faults(Collection<Log> logs) {
    List<String> found = new ArrayList<>(faults);
    Map<String, Log> byRoom = new LinkedHashMap<>();
    logs.forEach(log -> byRoom.put(log.room(), log));
    byRoom.keySet().stream()
        .filter(room -> !rooms.containsKey(room) || !rooms.get(room).made)
        .forEach(room -> found.add(room + ": stands in the log, but nobody was told of it"));
    rooms.forEach(
        (room, told) -> {
          Log log = byRoom.get(room);
          if (log == null && told.made) {
            found.add(room + ": was made, but is not in the log");
          } else if (log != null && told.made) {
            new Trial(told, log, found).judge();
          }
        });
    for (Refusal refusal : refusals) {
      Log log = byRoom.get(refusal.room());
      if (log != null) {
        log.rows().stream()
            .filter(r -> r.actor().equals(refusal.actor()) && refusal.id().equals(r.commandId()))
            .forEach(
                r ->
                    found.add(
                        "%s: command %s of %s was refused for good (%s) and stands at seq %d: %s"
                            .formatted(
                                refusal.room(),
                                refusal.id(),
                                refusal.actor(),
                                refusal.code(),
                                r.seq(),
                                refusal.command())));
      }
    }
    return found;
  }

  /** One room. */
  private static final class Trial {
    private final Told told;
    private final Log log;
    private final List<String> found;

    Trial(Told told, Log log, List<String> found) {
      this.told = told;
      this.log = log;
      this.found = found;
    }

    private void accuse(String sentence, Object... parts) {
      found.add(log.room() + ": " + sentence.formatted(parts));
    }

    void judge() {
      numbers();
      promises();
      if (log.epoch() < told.epoch) {
        accuse("the epoch went from %d back to %d", told.epoch, log.epoch());
      }
      if (told.started && !log.status().equals(COMPLETED)) {
        accuse("was started and is stuck as %s at seq %d", log.status(), log.seq());
      }
      replay();
    }

    /** One after the other, from 1 to what the room's row says. */
    private void numbers() {
      long expected = 1;
      for (Row row : log.rows()) {
        if (row.seq() < expected) {
          accuse("seq %d stands there twice", row.seq());
        } else {
          if (row.seq() > expected) {
            accuse("seq %d to %d are missing", expected, row.seq() - 1);
          }
          expected = row.seq() + 1;
        }
      }
      if (log.seq() != expected - 1) {
        accuse("its row says seq %d, its events end at %d", log.seq(), expected - 1);
      }
    }

    private void promises() {
      Map<String, List<Long>> kept = new LinkedHashMap<>();
      for (Row row : log.rows()) {
        if (row.commandId() != null) {
          kept.computeIfAbsent(row.actor() + " " + row.commandId(), k -> new ArrayList<>())
              .add(row.seq());
        }
      }
      kept.forEach(
          (command, seqs) -> {
            if (seqs.size() > 1) {
              accuse("command %s stands there %d times, at seq %s", command, seqs.size(), seqs);
            }
          });
      told.promises.forEach(
          (command, promise) -> {
            List<Long> seqs = kept.get(command);
            if (seqs == null) {
              accuse(
                  "command %s was acknowledged at seq %d and is missing: %s",
                  command, promise.seq(), promise.command());
            } else if (!seqs.contains(promise.seq())) {
              accuse(
                  "command %s was acknowledged at seq %d and stands at %s",
                  command, promise.seq(), seqs);
            }
          });
    }

    /** Folds the log as a server does, and looks at every moment that somebody saw. */
    private void replay() {
      // What the rules allow to wait for is no matter once it has happened.
      RoomRules rules = new RoomRules(Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(5));
      TriviaGame game = new TriviaGame();
      Room room = new Room(game, rules);
      EventCodec codec = new EventCodec(game);
      RoomState state = room.initial();
      Set<String> answered = new HashSet<>();
      try {
        for (Row row : log.rows()) {
          RoomEvent event =
              codec.decode(new EventCodec.Encoded(row.kind(), row.version(), row.payload()));
          if (event instanceof RoomEvent.GameAdvanced(TriviaEvent.AnswerAccepted answer)
              && !answered.add(answer.question() + " " + answer.player())) {
            accuse("question %d counts two answers of %s", answer.question(), answer.player());
          }
          state = room.apply(state, event);
          compare(room, state, row.seq());
        }
      } catch (RuntimeException e) {
        accuse("cannot be replayed: %s", e);
        return;
      }
      if (state.created() == null) {
        accuse("has no events");
        return;
      }
      if (!state.status().name().equals(log.status())) {
        accuse("its row says %s, its events say %s", log.status(), state.status());
      }
      Set<String> seats = state.seating().seats().keySet();
      if (!seats.equals(told.seats)) {
        accuse("seats %s were given, the log has %s", told.seats, seats);
      }
      long end = log.seq();
      told.lastSeq.forEach(
          (player, seq) -> {
            if (seq > end) {
              accuse("%s saw seq %d, but the log ends at %d", player, seq, end);
            }
          });
      RoomState last = state;
      told.last.forEach(
          (player, sight) -> {
            long score = score(room, last, player);
            if (log.status().equals(COMPLETED) && sight.score() != score) {
              accuse("%s saw %d points at last, the replay gives %d", player, sight.score(), score);
            }
          });
    }

    private void compare(Room room, RoomState state, long seq) {
      for (Sight sight : told.sights.getOrDefault(seq, Set.of())) {
        String status = state.status().name().toLowerCase(Locale.ROOT);
        long score = score(room, state, sight.player());
        if (!status.equals(sight.status()) || score != sight.score()) {
          accuse(
              "%s saw %d points, %s at seq %d, where the replay gives %d, %s",
              sight.player(), sight.score(), sight.status(), seq, score, status);
        }
      }
    }

    private static long score(Room room, RoomState state, String player) {
      return room.own(state, new Viewer.Player(player), Attendance.NOBODY).own()
              instanceof TriviaView.Own own
          ? own.score()
          : -1;
    }
  }
}
