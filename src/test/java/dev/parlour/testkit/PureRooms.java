package dev.parlour.testkit;

import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.Persistent;
import dev.parlour.game.Rejection;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Attendance;
import dev.parlour.room.Follower;
import dev.parlour.room.Moment;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.Room;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomState;
import dev.parlour.room.Status;
import dev.parlour.room.Visibility;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Guise;
import dev.parlour.room.app.NewRoom;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.SeatGrant;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.app.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Rooms with their real rules, without threads and store. */
public final class PureRooms implements Rooms {
  /** One of them. */
  public static final class Place {
    public final Room rules;
    public RoomState state;
    public final TreeSet<String> connected = new TreeSet<>(Persistent.order());

    Place(Room rules) {
      this.rules = rules;
      this.state = rules.initial();
    }
  }

  public final Map<String, Place> all = new LinkedHashMap<>();
  private final Games games;
  private final InstantSource clock;

  /** Why nothing can be had; null where everything can. */
  public Rejection away;

  /** Why nobody can sit down; null where they can. */
  public Rejection full;

  public PureRooms(Games games, InstantSource clock) {
    this.games = games;
    this.clock = clock;
  }

  public Place only() {
    if (all.size() != 1) {
      throw new AssertionError("rooms: " + all.keySet());
    }
    return all.values().iterator().next();
  }

  public Place of(String code) {
    return all.get(code);
  }

  /** Somebody attaches as that player. */
  public void arrives(String code, String seat) {
    Place place = all.get(code);
    place.connected.add(seat);
    send(place, Actor.SERVER, new RoomCommand.Presence());
  }

  private Checked<Long> send(Place place, Actor actor, RoomCommand command) {
    return switch (place.rules.decide(
        place.state,
        actor,
        command,
        new Moment(clock.instant(), place.connected, OptionalLong.of(0)))) {
      case Decision.Rejected<RoomEvent> no -> new Checked.Bad<>(no.rejection());
      case Decision.Accepted<RoomEvent> yes -> {
        yes.events().forEach(e -> place.state = place.rules.apply(place.state, e));
        yield Checked.good(1L);
      }
    };
  }

  @Override
  public Checked<NewRoom> create(CreateRoom wish) {
    if (away != null) {
      return new Checked.Bad<>(away);
    }
    String code = wish.secrets().code().value();
    Place place =
        all.computeIfAbsent(
            code,
            k -> {
              Place fresh =
                  new Place(new Room(games.game(wish.game()).orElseThrow(), PureRoom.RULES));
              send(
                  fresh,
                  Actor.SERVER,
                  new RoomCommand.Create(
                      code,
                      wish.game(),
                      null,
                      wish.settings(),
                      Visibility.PRIVATE,
                      Tokens.hash(wish.secrets().hostToken()),
                      wish.secrets().seed(),
                      false,
                      wish.startsWith()));
              send(fresh, Actor.SERVER, new RoomCommand.Prepare(null));
              return fresh;
            });
    return Checked.good(
        new NewRoom(code, wish.game(), status(place), wish.secrets().hostToken(), null));
  }

  private static String status(Place place) {
    return place.state.status().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Checked<SeatGrant> join(String code, String name, String avatar, Secrets secrets) {
    Rejection why = away != null ? away : full;
    if (why != null) {
      return new Checked.Bad<>(why);
    }
    Place place = all.get(code);
    Guise guise = ((Checked.Good<Guise>) Guise.of(name, avatar)).value();
    String key = Tokens.hash(secrets.playerToken());
    if (send(place, Actor.GUEST, new RoomCommand.Join(guise.name(), guise.avatar(), key))
        instanceof Checked.Bad<Long> bad) {
      return new Checked.Bad<>(bad.rejection());
    }
    return Checked.good(
        new SeatGrant(
            place.state.seating().provedBy(key).orElseThrow().id(), secrets.playerToken()));
  }

  @Override
  public Checked<Long> perform(String code, Actor actor, String commandId, RoomCommand command) {
    return away != null ? new Checked.Bad<>(away) : send(all.get(code), actor, command);
  }

  @Override
  public Checked<Optional<Actor>> actor(String code, String token) {
    return Checked.good(
        all.get(code)
            .state
            .seating()
            .provedBy(Tokens.hash(token))
            .map(s -> new Actor.Player(s.id())));
  }

  @Override
  public Checked<List<RoomLog.Listed>> listed(int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Checked<RoomFacts> facts(String code) {
    if (away != null) {
      return new Checked.Bad<>(away);
    }
    Place place = all.get(code);
    if (place == null || place.state.status() == Status.CLOSED) {
      return Checked.bad(place == null ? "unknown_room" : "room_closed", "No.");
    }
    return Checked.good(
        new RoomFacts(
            code,
            "tally",
            null,
            status(place),
            "private",
            null,
            false,
            2,
            place.state.seating().seats().size(),
            place.state.seating().seats().values().stream()
                .map(
                    s ->
                        new RoomFacts.Player(
                            s.id(), s.name(), s.avatar(), place.connected.contains(s.id()), ""))
                .toList()));
  }

  @Override
  public void submit(
      String code,
      Actor actor,
      String commandId,
      RoomCommand command,
      Instant arrivedAt,
      Reply reply) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void attach(String code, Viewer viewer, Follower follower, long since) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void detach(String code, Follower follower) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void watch(Publication now, Follower follower, long since) {
    attach(now.code(), new Viewer.Spectator(), follower, since);
  }

  @Override
  public Optional<Publication> watched(Publication now) {
    return Optional.of(now);
  }

  @Override
  public Checked<Publication> look(String code) {
    Place place = all.get(code);
    return away != null
        ? new Checked.Bad<>(away)
        : Checked.good(
            new Publication(place.rules, place.state, 1, Attendance.of(place.connected, false)));
  }
}
