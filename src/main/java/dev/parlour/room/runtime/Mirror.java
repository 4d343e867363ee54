package dev.parlour.room.runtime;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Rejection;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Attendance;
import dev.parlour.room.Follower;
import dev.parlour.room.Frame;
import dev.parlour.room.NodeMessage;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.Room;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomState;
import dev.parlour.room.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A room that another node runs, as it is seen from here. Keeps a copy of its state, which the
 * owner's events move on, and makes all views for the people of this node; sends their commands to
 * the owner, and keeps them until they are answered.
 *
 * <p>Begins by asking the owner ({@link NodeMessage.Open}) and then reading the log, which is at
 * least as new as the answer. Begins anew ({@link #reopen}) whenever something may have been lost:
 * commands are asked again under their ids, so nothing counts twice. When the room is not run there
 * any more, everybody and everything goes over to the next place, which tries to take the room.
 * Where the owner cannot be heard although it lives, people are told so: a view that is not live
 * must not look like one.
 *
 * <p>All under one lock, which is never held while something waits.
 */
final class Mirror implements Place {
  private static final Logger LOG = System.getLogger(Mirror.class.getName());

  /** How long the owner may leave an opening unanswered, or the log unread. */
  private static final Duration OPENING = Duration.ofSeconds(6);

  /** How long a command may stay unanswered. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long an input may be refused; where nothing comes it was taken. */
  private static final Duration INPUT = Duration.ofSeconds(2);

  /** How long a copy may be behind what is known to be stored, before it is read again. */
  private static final Duration BEHIND = Duration.ofSeconds(1);

  /** How long a copy that nobody looks at is kept up to date. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private enum Phase {
    /** Not registered yet: says nothing, since no answer would reach it. */
    NEW,
    OPENING,
    READING,
    LIVE
  }

  private static final class Guest {
    final Viewer viewer;
    final long number; // zero for a spectator, of whom the owner need not know
    final long since;
    boolean entered;
    boolean attached;

    Guest(Viewer viewer, long number, long since) {
      this.viewer = viewer;
      this.number = number;
      this.since = since;
      this.entered = number == 0;
    }
  }

  private record Look(long atLeast, CompletableFuture<Optional<Glance>> answer, Instant at) {}

  /**
   * @param input whether it is an input of something that moves: answered only where it is refused,
   *     and of no use later
   */
  private record Asked(
      Actor actor,
      String id,
      RoomCommand command,
      Instant arrivedAt,
      Reply reply,
      Instant at,
      boolean input) {}

  private final String code;
  private final Room room;
  private final String owner;
  private final boolean host;
  private final LiveRoom.Surroundings around;

  // ---- guarded by this
  private final Map<Follower, Guest> guests = new LinkedHashMap<>();
  private final Map<Long, Follower> byNumber = new LinkedHashMap<>();
  private final Map<Long, Asked> asked = new LinkedHashMap<>();
  private final List<Look> looks = new ArrayList<>();
  private final List<NodeMessage.Shown> early = new ArrayList<>(); // what came while it was read
  private Phase phase = Phase.NEW;
  private Instant openedAt;
  private Instant usedAt;
  private long numbers;
  private long openedSeq;
  private RoomState state;
  private long seq;
  private Attendance attendance = Attendance.NOBODY;
  private Publication published;
  private boolean moving;
  private volatile boolean gone;

  /**
   * @param host whether the room may come to this node, where somebody follows it
   */
  Mirror(String code, Room room, String owner, boolean host, LiveRoom.Surroundings around) {
    this.host = host;
    this.code = code;
    this.room = room;
    this.owner = owner;
    this.around = around;
    this.openedAt = around.clock().instant();
    this.usedAt = openedAt;
  }

  String owner() {
    return owner;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public void begin() {
    reopen();
  }

  @Override
  public boolean gone() {
    return gone;
  }

  private void send(NodeMessage message) {
    if (phase != Phase.NEW) {
      around.link().send(owner, message);
    }
  }

  // ---- what people here want

  @Override
  public void submit(Actor actor, String id, RoomCommand command, Instant arrivedAt, Reply reply) {
    boolean full = false;
    synchronized (this) {
      if (!gone) {
        full = asked.size() >= around.settings().mailbox() && !(actor instanceof Actor.Server);
        if (!full) {
          long number = ++numbers;
          // without an id of the client's it needs one, since it may have to be asked again
          Asked a =
              new Asked(
                  actor,
                  id != null ? id : "node-" + UUID.randomUUID(),
                  command,
                  arrivedAt,
                  reply,
                  around.clock().instant(),
                  room.game() instanceof ArcadeGame
                      && command instanceof RoomCommand.Play
                      && actor instanceof Actor.Player);
          asked.put(number, a);
          send(ask(number, a));
          return;
        }
      }
    }
    if (full) {
      around.meter().rejected("busy");
      reply.rejected(new Rejection("busy", "This room is overloaded. Try again in a moment."));
    } else {
      around.successor().apply(code).submit(actor, id, command, arrivedAt, reply);
    }
  }

  private NodeMessage ask(long number, Asked a) {
    return new NodeMessage.Ask(
        code, room.game().id(), number, a.actor(), a.id(), a.command(), a.arrivedAt());
  }

  @Override
  public void attach(Viewer viewer, Follower follower, long since) {
    synchronized (this) {
      if (!gone) {
        remove(follower);
        boolean first = guests.isEmpty();
        Guest guest = new Guest(viewer, viewer instanceof Viewer.Spectator ? 0 : ++numbers, since);
        guests.put(follower, guest);
        if (first && host) {
          send(new NodeMessage.Open(code, true)); // so that an empty room can come here
        }
        if (guest.number != 0) {
          byNumber.put(guest.number, follower);
          send(new NodeMessage.Enter(code, guest.number, viewer));
        }
        welcome(follower, guest);
        return;
      }
    }
    around.successor().apply(code).attach(viewer, follower, since);
  }

  private void welcome(Follower follower, Guest guest) {
    if (phase == Phase.LIVE && state.status() == Status.CLOSED) {
      remove(follower);
      told(follower, f -> f.detached("room_closed"));
    } else if (phase == Phase.LIVE && guest.entered && !guest.attached) {
      guest.attached = true;
      told(follower, f -> f.attached(published, published.isKnownTo(guest.since)));
    }
  }

  @Override
  public void detach(Follower follower) {
    synchronized (this) {
      if (!gone) {
        remove(follower);
        return;
      }
    }
    around.successor().apply(code).detach(follower);
  }

  private void remove(Follower follower) {
    Guest guest = guests.remove(follower);
    if (guest != null && guest.number != 0) {
      byNumber.remove(guest.number);
      send(new NodeMessage.Exit(code, guest.number, around.leaving().getAsBoolean()));
    }
    usedAt = around.clock().instant();
  }

  @Override
  public CompletableFuture<Optional<Glance>> look(long atLeast) {
    synchronized (this) {
      if (!gone) {
        usedAt = around.clock().instant();
        Look look = new Look(atLeast, new CompletableFuture<>(), usedAt);
        looks.add(look);
        showLooks();
        return look.answer();
      }
    }
    return around.successor().apply(code).look(atLeast);
  }

  private void showLooks() {
    if (phase == Phase.LIVE && !looks.isEmpty()) {
      List<Look> now = looks.stream().filter(l -> l.atLeast() <= seq).toList();
      looks.removeAll(now);
      now.forEach(l -> l.answer().complete(Optional.of(glance())));
    }
  }

  private Glance glance() {
    return new Glance(state, seq, published, !guests.isEmpty());
  }

  // ---- what the owner says

  private void open() {
    phase = Phase.OPENING;
    openedAt = around.clock().instant();
    early.clear();
    send(new NodeMessage.Open(code, host && !guests.isEmpty()));
  }

  /** Asks for everything: at the beginning, and where something was lost, or may have been. */
  synchronized void reopen() {
    if (gone || moving) {
      return;
    }
    open();
    guests.forEach(
        (follower, guest) -> {
          if (guest.number != 0) {
            send(new NodeMessage.Enter(code, guest.number, guest.viewer));
          }
        });
    asked.values().removeIf(Asked::input);
    asked.forEach((number, a) -> send(ask(number, a)));
  }

  synchronized void received(NodeMessage message) {
    if (gone) {
      return;
    }
    switch (message) {
      case NodeMessage.Opened m -> opened(m);
      case NodeMessage.Shown m -> shown(m);
      case NodeMessage.Countdown m -> {
        if (phase == Phase.LIVE) {
          everybody(f -> f.countdown(m.remainingMillis(), m.deadline()));
        }
      }
      case NodeMessage.Moved m -> {
        if (phase == Phase.LIVE) {
          Frame frame = new Frame(code, m.bytes(), m.facts());
          everybody(f -> f.frame(frame));
        }
      }
      case NodeMessage.Entered m -> {
        Follower follower = byNumber.get(m.number());
        if (follower != null) {
          Guest guest = guests.get(follower);
          guest.entered = true;
          welcome(follower, guest);
        }
      }
      case NodeMessage.Left m -> {
        Follower follower = byNumber.remove(m.number());
        if (follower != null) {
          guests.remove(follower);
          told(follower, f -> f.detached(m.reason()));
        }
      }
      case NodeMessage.Accepted m -> answered(m.number(), a -> a.reply().accepted(m.seq()));
      case NodeMessage.Refused m when m.rejection().code().equals("moved") -> move();
      case NodeMessage.Refused m -> answered(m.number(), a -> a.reply().rejected(m.rejection()));
      case NodeMessage.Ended m -> end(m.reason());
      case NodeMessage.Elsewhere m -> move();
      case NodeMessage.Take m -> move();
      default ->
          LOG.log(
              Level.WARNING,
              "room {0} is run by {1}, but hears {2}",
              code,
              owner,
              message.getClass().getSimpleName());
    }
  }

  private void answered(long number, Consumer<Asked> answer) {
    Asked a = asked.remove(number);
    if (a != null) { // not the answer to a question that was asked twice
      try {
        answer.accept(a);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a reply threw", e);
      }
    }
  }

  private void opened(NodeMessage.Opened m) {
    attendance = m.attendance();
    openedSeq = m.seq();
    if (phase == Phase.OPENING) {
      phase = Phase.READING;
      around.turns().execute(this::read);
    } else if (phase == Phase.LIVE) {
      publish(); // it was asked again only for the sake of visitors
    }
  }

  /** Reads the log, which waits; on a thread of its own. */
  private void read() {
    Optional<RoomLog.Copy> copy = Optional.empty();
    RoomLog.LogUnavailable trouble = null;
    try {
      copy = around.log().read(code, room);
    } catch (RoomLog.LogUnavailable e) {
      trouble = e;
    }
    synchronized (this) {
      if (gone || phase != Phase.READING) {
        return;
      }
      if (trouble != null) {
        LOG.log(Level.WARNING, "room {0} cannot be read: {1}", code, String.valueOf(trouble));
        fail("unavailable");
        return;
      }
      if (copy.isEmpty()) {
        end("unknown_room");
        return;
      }
      state = copy.get().state();
      seq = copy.get().seq();
      if (seq < openedSeq) {
        LOG.log(Level.WARNING, "room {0} was read at {1}, but was at {2}", code, seq, openedSeq);
        open();
        return;
      }
      phase = Phase.LIVE;
      List<NodeMessage.Shown> since = List.copyOf(early);
      early.clear();
      publish();
      new LinkedHashMap<>(guests).forEach(this::welcome);
      for (NodeMessage.Shown m : since) {
        if (phase == Phase.LIVE) {
          shown(m);
        }
      }
    }
  }

  private void shown(NodeMessage.Shown m) {
    switch (phase) {
      case NEW, OPENING -> {} // older than the answer that is awaited
      case READING -> early.add(m);
      case LIVE -> {
        if (m.from() > seq) {
          LOG.log(
              Level.INFO, "room {0}: between {1} and {2} something was lost", code, seq, m.from());
          reopen();
          return;
        }
        List<RoomEvent> events = m.events();
        for (int i = (int) (seq - m.from()); i < events.size(); i++) {
          state = room.apply(state, events.get(i));
          seq++;
        }
        if (m.attendance() != null) {
          attendance = m.attendance();
        }
        publish();
      }
    }
  }

  private void publish() {
    published = new Publication(room, state, seq, attendance, published);
    guests.forEach(
        (follower, guest) -> {
          if (guest.attached) {
            told(follower, f -> f.published(published));
          }
        });
    if (state.status() == Status.CLOSED) {
      List<Follower> all = List.copyOf(guests.keySet());
      all.forEach(this::remove);
      all.forEach(follower -> told(follower, f -> f.detached("room_closed")));
    }
    showLooks();
  }

  private void everybody(Consumer<Follower> call) {
    guests.forEach(
        (follower, guest) -> {
          if (guest.attached) {
            told(follower, call);
          }
        });
  }

  private static void told(Follower follower, Consumer<Follower> call) {
    try {
      call.accept(follower);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a follower threw", e);
    }
  }

  // ---- the end

  /**
   * Looks after itself, once a second.
   *
   * @param ownerLives as far as this node can tell
   */
  synchronized void beat(boolean ownerLives) {
    if (gone || moving) {
      return;
    }
    Instant now = around.clock().instant();
    if (!ownerLives) {
      move();
    } else if (!around.link().hears(owner)
        || phase != Phase.LIVE && now.isAfter(openedAt.plus(OPENING))) {
      fail("unavailable");
    } else if (guests.isEmpty() && asked.isEmpty() && now.isAfter(usedAt.plus(IDLE))) {
      end("moved");
    } else {
      asked.values().removeIf(a -> a.input() && now.isAfter(a.at().plus(INPUT)));
      asked.entrySet().stream()
          .filter(e -> now.isAfter(e.getValue().at().plus(PATIENCE)))
          .map(Map.Entry::getKey)
          .toList()
          .forEach(number -> answered(number, a -> a.reply().rejected(unavailable())));
      if (phase == Phase.LIVE && looks.stream().anyMatch(l -> now.isAfter(l.at().plus(BEHIND)))) {
        LOG.log(Level.INFO, "room {0} is behind at {1}: something was lost", code, seq);
        reopen();
      }
    }
  }

  private static Rejection unavailable() {
    return new Rejection(
        "unavailable", "This room cannot be reached just now. Try again in a moment.");
  }

  /** The owner cannot be reached. */
  private void fail(String reason) {
    LOG.log(Level.WARNING, "room {0}, run by {1}, cannot be reached from here", code, owner);
    end(reason);
  }

  /**
   * The room is run elsewhere: everybody and everything goes over to the next place, but not at
   * once, so that a room which is on its way does not go round in circles.
   */
  private void move() {
    if (!moving) {
      moving = true;
      around
          .turns()
          .execute(
              () -> {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(5_000_000, 40_000_000));
                moveNow();
              });
    }
  }

  private synchronized void moveNow() {
    if (gone) {
      return;
    }
    send(new NodeMessage.Shut(code));
    LiveRoom next = new LiveRoom(code, around);
    guests.forEach((follower, guest) -> next.attach(guest.viewer, follower, -1));
    asked.values().removeIf(Asked::input);
    asked
        .values()
        .forEach(a -> next.submit(a.actor(), a.id(), a.command(), a.arrivedAt(), a.reply()));
    looks.forEach(l -> next.lookFor(l.answer(), l.atLeast()));
    around.replaced().accept(this, next);
    gone = true;
  }

  @Override
  public synchronized void drop(String reason) {
    end(reason);
  }

  private void end(String reason) {
    if (gone) {
      return;
    }
    gone = true;
    around.dropped().accept(this);
    send(new NodeMessage.Shut(code));
    boolean unknown = reason.equals("unknown_room");
    Rejection why =
        unknown ? new Rejection(reason, "There is no room with this code.") : unavailable();
    List.copyOf(guests.keySet()).forEach(f -> told(f, x -> x.detached(reason)));
    asked.values().removeIf(Asked::input);
    asked.values().forEach(a -> a.reply().rejected(why));
    for (Look look : looks) {
      if (unknown) {
        look.answer().complete(Optional.empty());
      } else {
        look.answer()
            .completeExceptionally(
                reason.equals(Faulty.CODE)
                    ? new Faulty()
                    : new RoomLog.LogUnavailable(why.message(), null));
      }
    }
  }
}
