package dev.parlour.testkit;

import dev.parlour.game.Decision;
import dev.parlour.game.Game;
import dev.parlour.game.Persistent;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Attendance;
import dev.parlour.room.Moment;
import dev.parlour.room.Room;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomRules;
import dev.parlour.room.RoomState;
import dev.parlour.room.RoomView;
import dev.parlour.room.Status;
import dev.parlour.room.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/** A room as a test of its rules drives it: decides, folds, and keeps the log. */
public final class PureRoom {
  public static final String CODE = "ACDEFG";
  public static final RoomRules RULES =
      new RoomRules(Duration.ofSeconds(3), Duration.ofMinutes(2), Duration.ofMinutes(5));

  public final Room room;
  public final List<RoomEvent> log = new ArrayList<>();
  public final TreeSet<String> connected = new TreeSet<>(Persistent.order());
  public RoomState state;
  public Instant now = ManualClock.EIGHT_O_CLOCK;
  public OptionalLong hostAwayFor = OptionalLong.empty();

  public PureRoom(Game<?, ?, ?, ?, ?> game) {
    room = new Room(game, RULES);
    state = room.initial();
  }

  /** In the lobby, or waiting for content. */
  public static PureRoom of(Game<?, ?, ?, ?, ?> game, Map<String, Object> settings) {
    return of(game, settings, null);
  }

  /**
   * @param startsWith how many must be there for it to start by itself; null for never
   */
  public static PureRoom of(
      Game<?, ?, ?, ?, ?> game, Map<String, Object> settings, Integer startsWith) {
    PureRoom fresh = new PureRoom(game);
    boolean needsContent = game.contentType() != Void.class;
    fresh.server(
        new RoomCommand.Create(
            CODE,
            game.id(),
            "Friday",
            settings,
            Visibility.PRIVATE,
            "hash of the host",
            7,
            needsContent,
            startsWith));
    if (!needsContent) {
      fresh.server(new RoomCommand.Prepare(null));
    }
    return fresh;
  }

  /** The code of a refusal, or the names of the events. */
  public String send(Actor actor, RoomCommand command) {
    return switch (room.decide(state, actor, command, moment())) {
      case Decision.Rejected<RoomEvent> no -> no.rejection().code();
      case Decision.Accepted<RoomEvent> yes -> {
        for (RoomEvent event : yes.events()) {
          log.add(event);
          state = room.apply(state, event);
        }
        yield String.join(
            " ",
            yes.events().stream()
                .map(
                    e ->
                        (e instanceof RoomEvent.GameAdvanced a ? a.event() : e)
                            .getClass()
                            .getSimpleName())
                .toList());
      }
    };
  }

  public Moment moment() {
    return new Moment(now, connected, hostAwayFor);
  }

  /** The connected, with a host; nobody is away. */
  public Attendance attendance() {
    return Attendance.of(connected, true);
  }

  public String host(RoomCommand command) {
    return send(Actor.HOST, command);
  }

  public String player(String id, RoomCommand command) {
    return send(new Actor.Player(id), command);
  }

  public String server(RoomCommand command) {
    return send(Actor.SERVER, command);
  }

  public String join(String name) {
    return send(Actor.GUEST, new RoomCommand.Join(name, "seed", "hash of " + name));
  }

  public PureRoom seated(int players) {
    for (int i = 1; i <= players; i++) {
      join("Player " + i);
      connected.add("p" + i);
    }
    return this;
  }

  public PureRoom started(int players) {
    seated(players);
    host(new RoomCommand.Start());
    return this;
  }

  public PureRoom later(Duration time) {
    now = now.plus(time);
    return this;
  }

  public Status status() {
    return state.status();
  }

  public RoomView.Shared view() {
    return room.shared(state, Role.SPECTATOR, attendance()).shared();
  }

  public RoomState replayed() {
    RoomState replayed = room.initial();
    for (RoomEvent event : log) {
      replayed = room.apply(replayed, event);
    }
    return replayed;
  }

  /** All that anybody may see. */
  public List<Object> everyView() {
    List<Object> views = new ArrayList<>();
    for (Role role : Role.values()) {
      views.add(room.shared(state, role, attendance()));
    }
    state
        .seating()
        .seats()
        .keySet()
        .forEach(id -> views.add(room.own(state, new Viewer.Player(id), attendance())));
    views.add(room.own(state, new Viewer.Host(), attendance()));
    return views;
  }
}
