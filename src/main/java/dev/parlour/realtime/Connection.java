package dev.parlour.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.game.Checked;
import dev.parlour.game.Game;
import dev.parlour.game.Rejection;
import dev.parlour.game.Viewer;
import dev.parlour.player.GuestId;
import dev.parlour.room.Actor;
import dev.parlour.room.Frame;
import dev.parlour.room.HtmlViews;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.Status;
import dev.parlour.room.app.Rooms;
import dev.parlour.shared.Languages;
import dev.parlour.shared.RoomCode;
import dev.parlour.shared.TokenBucket;
import dev.parlour.wire.As;
import dev.parlour.wire.ClientMessage;
import dev.parlour.wire.Commands;
import dev.parlour.wire.Envelopes;
import dev.parlour.wire.ServerMessage;
import dev.parlour.wire.StreamSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One client.
 *
 * <p>Life: open until somebody ends it (the client, a limit, the heartbeat, the server's own end).
 * From then on nothing is taken in, all roles are detached at once, answers that wait are still
 * written, then the goodbye.
 *
 * <p>Threads: {@link #received} by the container, one call at a time; what must wait for a room
 * goes on in that room's lane ({@link Lanes}), so that several rooms may be at work here at the
 * same time; rooms call {@link #attached} and its neighbours from theirs, which put something into
 * the {@link Outbox} and return. That begins a turn of the writer ({@link Writers}), if there is
 * none: so a connection which nothing is said to holds no thread. {@link #check} comes once a
 * second from the sweeper.
 *
 * <p>A command counts only in a role that this connection follows: to follow is to have proved who
 * one is, so commands carry no token. Before that it is refused with {@code not_attached}, also
 * where the browser's cookie would have proved the role, so that pages and other clients live by
 * one rule.
 */
final class Connection {
  private static final Logger LOG = Logger.getLogger(Connection.class.getName());
  private static final Pattern ID = Pattern.compile("[!-~]{1,64}");
  private static final Pattern STREAM = Pattern.compile("([a-z]{1,16})/([A-Za-z0-9_-]{1,64})");
  private static final int LONGEST_ECHO = 64;
  private static final long GOODBYE_NANOS = 3_000_000_000L;

  private static final long STALLED_NANOS = 1_000_000_000L;

  /** How long nothing must come for a client to count as silent: a few round trips nearby. */
  private static final long SILENCE_NANOS = 50_000_000L;

  /** Characters: more in one message would only make the first of it wait for the last. */
  private static final int ENOUGH_TOGETHER = 16 * 1024;

  /** At most 2 s of lingering, less than {@link #GOODBYE_NANOS}. */
  private static final int MOST_LINGERS = 40;

  private record Key(String room, String as) {}

  private record Farewell(int code, String reason, long since) {}

  private final Peer peer;
  private final Handshake handshake;
  private final Door door;
  private final Runnable gone;

  private final Lanes lanes;
  private final Outbox outbox;
  private final TokenBucket rate;
  private final TokenBucket patience;
  private final Map<Key, Following> followings = new HashMap<>(); // guarded by itself
  private Map<String, Runnable> streams; // how to leave each; guarded by followings; null for none
  private final AtomicReference<Farewell> farewell = new AtomicReference<>(); // null while open
  private final AtomicBoolean closing = new AtomicBoolean(); // over the head of a stuck writer
  private final AtomicBoolean released = new AtomicBoolean();

  private final LongAdder heardCount = new LongAdder();
  private volatile long heardAt;
  private long askedAt; // the sweeper's own
  private volatile long sendingSince; // zero while nothing is being written

  // ---- the writer's own
  private long wroteAt;
  private List<String> unsent; // null for nothing
  private int unsentLength;

  /**
   * @param gone called once, when the connection is over for good
   */
  Connection(Peer peer, Handshake handshake, Door door, Runnable gone) {
    this.peer = peer;
    this.handshake = handshake;
    this.door = door;
    this.gone = gone;
    RealtimeSettings limits = door.settings();
    long now = door.nanos().getAsLong();
    lanes = new Lanes(door.threads(), limits.roomsPerSocket(), limits.messageBurst());
    outbox = new Outbox(limits.answers(), () -> door.writers().execute(() -> turn(false)));
    rate = new TokenBucket(limits.messageBurst(), limits.messagesPerSecond(), now);
    patience = new TokenBucket(limits.strikes(), 1, now);
    heardAt = now;
    askedAt = now;
    wroteAt = now - limits.gatherFor().toNanos();
  }

  /** Whether it takes frames as bytes. */
  boolean readsBinary() {
    return peer.readsBinary();
  }

  /** The address counted for it. */
  String address() {
    return handshake.address();
  }

  /** By which session somebody is signed in here; zero for none. */
  long session() {
    return handshake.session();
  }

  /** Whose it is; null for a client without a cookie. */
  GuestId guest() {
    return handshake.guest();
  }

  // What the client says

  /**
   * @param arrivedAt taken before anything else was done with it
   */
  void received(String text, Instant arrivedAt) {
    heard(); // also while it ends: it is not closed before the client is silent
    if (parting()) {
      return;
    }
    door.traffic().received();
    if (!rate.take(door.nanos().getAsLong())) {
      strike(null, null, "rate_limited", "Too many messages; this one was not looked at.");
      return;
    }
    switch (Envelopes.read(text)) {
      case Checked.Bad<ClientMessage> bad ->
          strike(null, null, bad.rejection().code(), bad.rejection().message());
      case Checked.Good<ClientMessage> good -> {
        ClientMessage message = good.value();
        boolean slow = message instanceof ClientMessage.Attach;
        if (!slow && !lanes.busy()) {
          handle(message, arrivedAt);
        } else if (!lanes.run(lane(message), () -> handle(message, arrivedAt), slow)) {
          refuseToWait(message);
        }
      }
    }
  }

  /** The room or stream that a message must keep its order in; null where there can be none. */
  private static String lane(ClientMessage message) {
    String stream =
        switch (message) {
          case ClientMessage.Attach m -> m.stream();
          case ClientMessage.Detach m -> m.stream();
          default -> null;
        };
    if (stream != null) {
      return STREAM.matcher(stream).matches() ? stream : null;
    }
    String room =
        switch (message) {
          case ClientMessage.Attach m -> m.room();
          case ClientMessage.Command m -> m.room();
          case ClientMessage.Detach m -> m.room();
          case ClientMessage.Ping m -> null;
        };
    return RoomCode.parse(room).map(RoomCode::value).orElse(null);
  }

  private void refuseToWait(ClientMessage message) {
    String sentence = "Too much waits on this connection; this was not carried out.";
    switch (message) {
      case ClientMessage.Command m when well(m.id()) -> reject(m, new Rejection("busy", sentence));
      case ClientMessage.Attach m -> strike(m.room(), m.as(), "rate_limited", sentence);
      default -> strike(null, null, "rate_limited", sentence);
    }
  }

  /** A sign of life that is no message. */
  void heard() {
    heardCount.increment();
    heardAt = door.nanos().getAsLong();
  }

  private void handle(ClientMessage message, Instant arrivedAt) {
    try {
      if (!parting()) {
        switch (message) {
          case ClientMessage.Attach m -> attach(m);
          case ClientMessage.Command m -> command(m, arrivedAt);
          case ClientMessage.Detach m -> detach(m);
          case ClientMessage.Ping m -> pong(m.at());
        }
      }
    } catch (RuntimeException fault) {
      LOG.log(
          Level.SEVERE,
          "A message could not be handled: " + message.getClass().getSimpleName(),
          fault);
      part(1011, "fault");
    }
  }

  private void attach(ClientMessage.Attach m) {
    if (m.stream() != null) {
      followStream(m);
      return;
    }
    Viewer viewer = As.viewer(m.as()).orElse(null);
    boolean html = "html".equals(m.format()) || "card".equals(m.format());
    if (m.room() == null || viewer == null) {
      strike(
          m.room(),
          m.as(),
          "bad_message",
          "\"attach\" needs \"room\", and \"as\": \"host\", \"spectator\" or a player's id.");
    } else if (m.format() != null && !html && !m.format().equals("json")) {
      strike(m.room(), m.as(), "bad_message", "\"format\" is \"json\", \"html\" or \"card\".");
    } else if (html && door.html().isEmpty()) {
      error(m.room(), m.as(), "unknown_format", "This server makes no pages.");
    } else if (m.seq() != null && m.seq() < 0) {
      strike(
          m.room(),
          m.as(),
          "bad_message",
          "\"seq\" is a number that the server gave you, or left out.");
    } else {
      String code = RoomCode.parse(m.room()).map(RoomCode::value).orElse(null);
      if (code == null) {
        unknown(m.room(), m.as(), Rooms.unknown());
        return;
      }
      switch (door.rooms().look(code)) {
        case Checked.Bad<Publication> bad when bad.rejection().code().equals("unknown_room") ->
            unknown(code, m.as(), bad.rejection());
        // No fault of the client's, who is to try again until it works.
        case Checked.Bad<Publication> bad ->
            error(code, m.as(), bad.rejection().code(), bad.rejection().message());
        case Checked.Good<Publication> good when good.value().status() == Status.CLOSED ->
            error(code, m.as(), "room_closed", "This room is closed.");
        case Checked.Good<Publication> good -> follow(code, viewer, m, good.value());
      }
    }
  }

  private void followStream(ClientMessage.Attach m) {
    Matcher named = STREAM.matcher(m.stream());
    StreamSource source = named.matches() ? door.streams().get(named.group(1)) : null;
    if (source == null) {
      error(m.stream(), "unknown_stream", "There is no such stream.");
      return;
    }
    leave(m.stream()); // it begins anew
    boolean full;
    synchronized (followings) {
      full =
          followings.size() + (streams == null ? 0 : streams.size())
              >= door.settings().roomsPerSocket();
    }
    if (full) {
      error(
          m.stream(),
          "too_many_rooms",
          "One connection follows "
              + door.settings().roomsPerSocket()
              + " rooms and streams at most.");
      return;
    }
    String guest = handshake.guest() == null ? null : handshake.guest().key();
    switch (source.follow(named.group(2), m.token(), guest, this::answer)) {
      case Checked.Bad<Runnable> bad when bad.rejection().code().equals("unavailable") ->
          error(m.stream(), bad.rejection().code(), bad.rejection().message());
      case Checked.Bad<Runnable> bad -> {
        error(m.stream(), bad.rejection().code(), bad.rejection().message());
        forgive();
      }
      case Checked.Good<Runnable> good -> {
        synchronized (followings) {
          if (streams == null) {
            streams = new HashMap<>(2);
          }
          streams.put(m.stream(), good.value());
        }
        if (parting()) {
          leave(m.stream()); // the connection ended meanwhile
        }
      }
    }
  }

  /** False where it was not followed. */
  private boolean leave(String stream) {
    Runnable leaving;
    synchronized (followings) {
      leaving = streams == null ? null : streams.remove(stream);
    }
    if (leaving != null) {
      leaving.run();
    }
    return leaving != null;
  }

  private void unknown(String room, String as, Rejection rejection) {
    door.missed().accept(address());
    strike(room, as, rejection);
  }

  private void follow(String code, Viewer viewer, ClientMessage.Attach m, Publication now) {
    Checked<Boolean> proved = proved(code, viewer, m.token());
    if (proved instanceof Checked.Bad<Boolean> bad) {
      error(code, m.as(), bad.rejection().code(), bad.rejection().message());
      return;
    }
    if (!((Checked.Good<Boolean>) proved).value()) {
      strike(
          code,
          m.as(),
          "unauthorized",
          m.token() == null
              ? "Say who you are: this role needs its token."
              : "This token does not prove that role.");
      return;
    }
    Class<?> commands =
        door.games()
            .game(now.game())
            .<Class<?>>map(Game::commandType)
            .orElseThrow(
                () -> new IllegalStateException("a room of an unknown game: " + now.game()));
    Locale locale =
        m.lang() == null ? handshake.locale() : Languages.best(HandshakeFilter.wished(m.lang()));
    Following following = new Following(this, code, viewer, commands, pages(m.format()), locale);
    if (parting()) {
      return; // while the room was loaded; a newer connection of the player's must not be pushed
      // out
    }
    Following former = null;
    boolean full;
    synchronized (followings) {
      Key key = new Key(code, m.as());
      full = !followings.containsKey(key) && followings.size() >= door.settings().roomsPerSocket();
      if (!full) {
        former = followings.put(key, following);
        lead(code);
      }
    }
    if (full) {
      // Outside of the lock, since an answer may end the connection, which then leaves its rooms.
      error(
          code,
          m.as(),
          "too_many_rooms",
          "One connection follows " + door.settings().roomsPerSocket() + " rooms at most.");
      return;
    }
    // The new one first, so that nobody seems to have gone in between.
    long since = m.seq() == null ? -1 : m.seq();
    if (viewer instanceof Viewer.Spectator) {
      door.rooms().watch(now, following, since);
    } else {
      door.rooms().attach(code, viewer, following, since);
    }
    if (former != null) {
      former.end();
      outbox.drop(former);
      door.rooms().detach(code, former);
    }
    if (parting()) {
      // The connection ended meanwhile, and may have detached it before it was attached.
      door.rooms().detach(code, following);
    }
  }

  /** Of several roles in one room, one gets the frames, which are the same for all. */
  private void lead(String room) {
    boolean led = false;
    for (Following following : followings.values()) {
      if (following.room().equals(room)) {
        following.lead(!led);
        led = true;
      }
    }
  }

  /** Who makes the markup; null for JSON. */
  private HtmlViews pages(String format) {
    return switch (format) {
      case "html" -> door.html().orElseThrow();
      case "card" -> door.html().orElseThrow().cards();
      case null, default -> null;
    };
  }

  /**
   * A token counts alone: one that proves something else is refused, even where the cookie would
   * do.
   */
  private Checked<Boolean> proved(String code, Viewer viewer, String token) {
    Actor claimed =
        switch (viewer) {
          case Viewer.Host h -> Actor.HOST;
          case Viewer.Player p -> new Actor.Player(p.id());
          case Viewer.Spectator s -> null;
        };
    if (claimed == null) {
      return Checked.good(true); // whoever knows the code may watch
    }
    if (token != null) {
      return switch (door.rooms().actor(code, token)) {
        case Checked.Bad<Optional<Actor>> bad -> new Checked.Bad<>(bad.rejection());
        case Checked.Good<Optional<Actor>> good ->
            Checked.good(good.value().filter(claimed::equals).isPresent());
      };
    }
    return Checked.good(
        handshake.guest() != null && door.seats().in(handshake.guest(), code).contains(claimed));
  }

  private void command(ClientMessage.Command m, Instant arrivedAt) {
    if (!well(m.id())) {
      strike(
          m.room(),
          m.as(),
          "bad_message",
          "\"command\" needs an \"id\" of 1 to 64 visible ASCII characters.");
      return;
    }
    Following following = following(m.room(), m.as());
    if (following == null) {
      reject(m, new Rejection("not_attached", "Attach to the room in this role first."));
      return;
    }
    if (following.actor() == null) {
      reject(m, new Rejection("not_a_player", "Spectators only watch."));
      return;
    }
    switch (Commands.read(m.command(), following.commands())) {
      case Checked.Bad<RoomCommand> bad -> reject(m, bad.rejection());
      case Checked.Good<RoomCommand> good ->
          door.rooms()
              .submit(
                  following.room(),
                  following.actor(),
                  m.id(),
                  good.value(),
                  arrivedAt,
                  new Reply() {
                    @Override
                    public void accepted(long seq) {
                      answer(new ServerMessage.Ack(following.room(), following.as(), m.id(), seq));
                    }

                    @Override
                    public void rejected(Rejection rejection) {
                      answer(
                          new ServerMessage.Reject(
                              following.room(),
                              following.as(),
                              m.id(),
                              rejection.code(),
                              rejection.message()));
                    }
                  });
    }
  }

  private static boolean well(String id) {
    return id != null && ID.matcher(id).matches();
  }

  private void reject(ClientMessage.Command m, Rejection rejection) {
    answer(
        new ServerMessage.Reject(
            echo(m.room()), echo(m.as()), m.id(), rejection.code(), rejection.message()));
  }

  private void detach(ClientMessage.Detach m) {
    if (m.stream() != null) {
      if (leave(m.stream())) {
        answer(new ServerMessage.Detached(null, null, m.stream(), "detached"));
      } else {
        error(m.stream(), "not_attached", "That was not followed.");
      }
      return;
    }
    Following following = following(m.room(), m.as());
    if (following == null) {
      error(m.room(), m.as(), "not_attached", "That was not followed.");
      return;
    }
    synchronized (followings) {
      if (!followings.remove(new Key(following.room(), following.as()), following)) {
        return; // the room was quicker, and has said so
      }
      lead(following.room());
    }
    following.end();
    outbox.drop(following);
    door.rooms().detach(following.room(), following);
    answer(new ServerMessage.Detached(following.room(), following.as(), "detached"));
  }

  private void pong(JsonNode at) {
    boolean fine =
        at == null
            || at.isNull()
            || at.isNumber() && at.toString().length() <= LONGEST_ECHO
            || at.isTextual() && at.textValue().length() <= LONGEST_ECHO;
    if (fine) {
      answer(new ServerMessage.Pong(at, door.clock().instant()));
    } else {
      strike(
          null,
          null,
          "bad_message",
          "\"at\" is a number or a text of at most " + LONGEST_ECHO + " characters.");
    }
  }

  private Following following(String room, String as) {
    if (room == null || as == null) {
      return null;
    }
    String code = RoomCode.parse(room).map(RoomCode::value).orElse(room);
    synchronized (followings) {
      return followings.get(new Key(code, as));
    }
  }

  // What rooms say

  /** The answer to an attach. */
  void attached(Following following, Publication now, boolean alreadyThere) {
    if (!following.isOver()) {
      answer(new ServerMessage.Attached(following.room(), following.as(), now.seq()));
      if (!alreadyThere) {
        outbox.show(following, now);
      }
    }
  }

  void published(Following following, Publication now) {
    if (!following.isOver() && outbox.show(following, now)) {
      door.traffic().conflated();
    }
  }

  void frame(Following following, Frame frame) {
    if (!following.isOver() && outbox.show(following, frame)) {
      door.traffic().frameConflated();
    }
  }

  void countdown(Following following, ServerMessage.Countdown countdown) {
    if (!following.isOver()) {
      outbox.show(following, countdown);
    }
  }

  /**
   * @param begun whether it was ever attached; if not, the client is still waiting for the answer
   *     to its attach
   */
  void detached(Following following, String reason, boolean begun) {
    synchronized (followings) {
      if (!followings.remove(new Key(following.room(), following.as()), following)) {
        return; // replaced on this very connection, or the client has gone
      }
      lead(following.room());
    }
    following.end();
    outbox.drop(following);
    if (begun) {
      answer(new ServerMessage.Detached(following.room(), following.as(), reason));
    } else {
      error(
          following.room(),
          following.as(),
          reason,
          reason.equals("unknown_room")
              ? Rooms.unknown().message()
              : "This room cannot be followed in that role.");
    }
  }

  // What the server says

  private void answer(ServerMessage message) {
    if (!outbox.answer(message, door.nanos().getAsLong()) && !parting()) {
      // not here: a room calls, and to leave others means to wait for them, as they may for this
      // one
      door.threads().execute(() -> part(1013, "too_slow"));
    }
  }

  private void error(String room, String as, String code, String sentence) {
    door.traffic().fault(code);
    answer(new ServerMessage.Error(echo(room), echo(as), code, sentence));
  }

  /** About a stream. */
  private void error(String stream, String code, String sentence) {
    door.traffic().fault(code);
    answer(new ServerMessage.Error(null, null, echo(stream), code, sentence));
  }

  private void strike(String room, String as, Rejection rejection) {
    strike(room, as, rejection.code(), rejection.message());
  }

  /** An error that a good client does not make often. */
  private void strike(String room, String as, String code, String sentence) {
    error(room, as, code, sentence);
    forgive();
  }

  /** Once more; beyond a bound no longer. */
  private void forgive() {
    if (!patience.take(door.nanos().getAsLong())) {
      part(1008, "abuse");
    }
  }

  /** What a client said of itself, repeated only where it is short. */
  private static String echo(String text) {
    return text == null || text.length() > LONGEST_ECHO ? null : text;
  }

  // The writer

  /** The beat has come that the writer waits for, if it still does. */
  private void beat() {
    if (outbox.resume()) {
      door.writers().execute(() -> turn(true));
    }
  }

  /**
   * A turn of the writer's; the last one says goodbye.
   *
   * @param gathered whether what waits has waited for more
   */
  private void turn(boolean gathered) {
    if (writeAll(gathered)) {
      sendingSince = 0;
      if (!released.get()) {
        linger();
      }
      goodbye();
    }
  }

  /**
   * Writes until nothing waits, or what waits is to wait for more.
   *
   * @return whether nothing will come any more
   */
  private boolean writeAll(boolean gathered) {
    try {
      boolean over;
      boolean due = gathered;
      do {
        long now = door.nanos().getAsLong();
        if (!due && gathers(now) && outbox.hold()) {
          // nothing of the writer's own is touched any more: another turn may begin at once
          door.beat().next(this::beat);
          return false;
        }
        due = false;
        over = sendFrom(outbox.poll(), now);
        wroteAt = door.nanos().getAsLong();
      } while (!over && !outbox.rest());
      return over;
    } catch (IOException broken) {
      part(1001, "gone"); // nobody is there to read the code; it counts in the metrics
    } catch (RuntimeException | Error fault) {
      LOG.log(Level.SEVERE, "A view could not be made or sent", fault);
      part(1011, "fault");
    }
    return true;
  }

  /** Whether what comes right behind a text waits a moment for more, and costs no text then. */
  private boolean gathers(long now) {
    return peer.readsLines() && now - wroteAt < door.settings().gatherFor().toNanos();
  }

  /**
   * Sends this and what else waits.
   *
   * @param first null for nothing
   * @return whether nothing will come any more
   */
  private boolean sendFrom(Outbox.Item first, long now) throws IOException {
    Outbox.Item item = first;
    long since = now;
    while (item != null && !(item instanceof Outbox.Item.End)) {
      sendingSince = since == 0 ? 1 : since;
      send(item);
      item = outbox.poll();
      since = item == null ? 0 : door.nanos().getAsLong();
    }
    flush();
    sendingSince = 0;
    return item != null;
  }

  private void send(Outbox.Item item) throws IOException {
    switch (item) {
      case Outbox.Item.Answer answer -> send(answer.message());
      case Outbox.Item.News news -> {
        if (news.following().isOver()) {
          return; // ended while it waited for the writer
        }
        if (news.view() != null) {
          send(news.following().message(news.view()));
          door.traffic().view();
        }
        if (news.countdown() != null) {
          send(news.countdown());
        }
        if (news.frame() != null) {
          send(news.frame());
        }
      }
      case Outbox.Item.Ping ping -> {
        flush();
        peer.ping();
      }
      case Outbox.Item.End end -> throw new IllegalStateException("the end is not sent");
    }
  }

  private void send(Frame frame) throws IOException {
    if (peer.readsBinary()) {
      flush();
      peer.send(frame.placed(door.slab()::copyOf));
    } else {
      text(frame.text(Envelopes::write));
    }
    door.traffic().frame();
  }

  private void send(ServerMessage message) throws IOException {
    text(Envelopes.write(message));
    door.traffic().sent(message);
  }

  /** Sends a text, together with others where the client can take them apart. */
  private void text(String text) throws IOException {
    if (!peer.readsLines()) {
      peer.send(text);
      return;
    }
    if (unsent == null) {
      unsent = new ArrayList<>(2);
    }
    unsent.add(text);
    unsentLength += text.length();
    if (unsentLength >= ENOUGH_TOGETHER) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (unsent != null) {
      List<String> lines = unsent;
      unsent = null;
      unsentLength = 0;
      // No JSON of ours has a line feed in it.
      peer.send(lines.size() == 1 ? lines.getFirst() : String.join("\n", lines));
    }
  }

  // The end

  /** Ends the connection; the first reason counts. Returns at once. */
  void part(int code, String reason) {
    if (farewell.compareAndSet(null, new Farewell(code, reason, door.nanos().getAsLong()))) {
      try {
        leaveRooms();
      } finally {
        outbox.end();
      }
    }
  }

  private boolean parting() {
    return farewell.get() != null;
  }

  /** The container says that the connection is over. */
  void closed(int code) {
    part(code, "");
    release();
  }

  /**
   * Looks whether somebody is still there and still reads, and has the writer ask for a sign of
   * life where none has come for long; what blocks goes to a thread of its own.
   */
  void check(long now) {
    RealtimeSettings limits = door.settings();
    long silent = now - heardAt;
    if (Math.min(silent, now - askedAt) >= limits.pingEvery().toNanos()) {
      askedAt = now;
      outbox.ping();
    }
    long since = sendingSince;
    if (since != 0 && now - since > limits.stallFor().toNanos()) {
      part(1013, "too_slow");
    } else if (outbox.fullFor(now) > limits.fullFor().toNanos()) {
      part(1013, "too_slow");
    } else if (silent > limits.silentFor().toNanos()) {
      part(1001, "silent");
    }
    Farewell end = farewell.get();
    if (end != null
        && now - end.since() > GOODBYE_NANOS
        && !released.get()
        && closing.compareAndSet(false, true)) {
      door.threads().execute(this::goodbye); // the writer is stuck
    }
  }

  /** Whether a write has been under way for more than a second: its reader does not keep up. */
  boolean isStalled(long now) {
    long since = sendingSince;
    return since != 0 && now - since > STALLED_NANOS;
  }

  private void goodbye() {
    Farewell end = farewell.get();
    try {
      peer.close(end.code(), end.reason());
    } finally {
      release();
    }
  }

  /**
   * Waits until the client is silent, but not for long. What it still sends is read and thrown away
   * meanwhile: a connection that is closed over unread bytes is reset, and the client would never
   * hear why.
   */
  private void linger() {
    for (int i = 0; i < MOST_LINGERS; i++) {
      long heardBefore = heardCount.sum();
      LockSupport.parkNanos(SILENCE_NANOS);
      if (heardCount.sum() == heardBefore) {
        return;
      }
    }
  }

  private void release() {
    if (released.compareAndSet(false, true)) {
      gone.run(); // before all else, or its address would never be rid of it
      door.traffic().closed(farewell.get().code());
    }
  }

  private void leaveRooms() {
    List<Following> all;
    List<Runnable> leaving;
    synchronized (followings) {
      all = new ArrayList<>(followings.values());
      followings.clear();
      leaving = streams == null ? List.of() : List.copyOf(streams.values());
      streams = null;
    }
    all.forEach(Following::end);
    leaving.forEach(Connection::told);
    all.forEach(f -> told(() -> door.rooms().detach(f.room(), f)));
  }

  private static void told(Runnable leaving) {
    try {
      leaving.run();
    } catch (RuntimeException fault) {
      LOG.log(Level.WARNING, "A room or stream could not be told that somebody has gone", fault);
    }
  }
}
