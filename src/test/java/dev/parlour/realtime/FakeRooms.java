package dev.parlour.realtime;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Follower;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomLog;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.app.NewRoom;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.SeatGrant;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.app.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One room under several codes, whose answers a test gives by hand. Whoever attaches is attached at
 * once.
 */
final class FakeRooms implements Rooms {
  record Sent(Actor actor, String id, RoomCommand command, Instant arrivedAt, Reply reply) {}

  final TallyRoom room = new TallyRoom().with("Ada").with("Ben");
  final Map<Follower, Viewer> followers = new LinkedHashMap<>();
  final List<Sent> sent = new ArrayList<>();
  final List<Follower> left = new ArrayList<>();
  final List<Long> since = new ArrayList<>();
  final Set<String> codes = new HashSet<>(Set.of(TallyRoom.CODE));
  Publication now = room.publication();
  boolean judges = true; // whether anybody can say who a token is

  /** What happens while somebody waits for a room to be loaded. */
  Runnable loading = () -> {};

  /** Why the room cannot be had; null where it can. */
  Rejection away;

  /** Whether attaching is taken, but not answered. */
  boolean mute;

  /** The room moves on, and everybody sees it. */
  void publish(RoomCommand command) {
    room.take(Actor.HOST, command);
    now = room.publication();
    followers.keySet().forEach(f -> f.published(now));
  }

  @Override
  public void submit(
      String code,
      Actor actor,
      String commandId,
      RoomCommand command,
      Instant arrivedAt,
      Reply reply) {
    sent.add(new Sent(actor, commandId, command, arrivedAt, reply));
  }

  @Override
  public void attach(String code, Viewer viewer, Follower follower, long since) {
    this.since.add(since);
    if (viewer instanceof Viewer.Player p) {
      if (!room.state().seating().holds(p.id())) {
        follower.detached("not_a_player");
        return;
      }
      List.copyOf(followers.entrySet()).stream()
          .filter(e -> e.getValue().equals(viewer))
          .forEach(
              e -> {
                followers.remove(e.getKey());
                e.getKey().detached("taken_over");
              });
    }
    followers.put(follower, viewer);
    if (!mute) {
      follower.attached(now, since == now.seq());
    }
  }

  @Override
  public void detach(String code, Follower follower) {
    followers.remove(follower);
    left.add(follower);
  }

  @Override
  public Checked<Optional<Actor>> actor(String code, String token) {
    if (!judges) {
      return Checked.bad("unavailable", "Not now.");
    }
    if (token.equals("host-token")) {
      return Checked.good(Optional.of(Actor.HOST));
    }
    return Checked.good(
        room.state().seating().provedBy(Tokens.hash(token)).map(s -> new Actor.Player(s.id())));
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
    loading.run();
    if (away != null) {
      return new Checked.Bad<>(away);
    }
    return codes.contains(code) ? Checked.good(now) : new Checked.Bad<>(Rooms.unknown());
  }

  @Override
  public Checked<NewRoom> create(CreateRoom wish) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Checked<SeatGrant> join(String code, String name, String avatar, Secrets secrets) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Checked<Long> perform(String code, Actor actor, String commandId, RoomCommand command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Checked<List<RoomLog.Listed>> listed(int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Checked<RoomFacts> facts(String code) {
    throw new UnsupportedOperationException();
  }
}
