package dev.parlour.bench.client;

import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Somebody in a room: a player, a host or a spectator. Sends commands, remembers what was promised
 * and what was seen, and can go on over another socket, also at another server: then it says how
 * far it has seen, and sends again, under their old ids, the commands that nobody has answered.
 *
 * <p>May be used by any thread; watchers are called on the link's.
 */
public final class Player {
  /** What somebody does about what happens; called on the link's thread. */
  public interface Watcher {
    default void attached(Player player) {}

    default void view(Player player, Message view, long nanos) {}

    /** What moves, as bytes; the buffer is lent. */
    default void frame(Player player, ByteBuf frame, long nanos) {}

    default void acknowledged(Player player, Acknowledged promise) {}

    default void rejected(Player player, String id, String command, String code) {}

    /**
     * Whether a command that was refused with this code stays open, to be sent again under its id:
     * by {@link Player#resend}, or over the next socket.
     */
    default boolean keeps(Player player, String code) {
      return false;
    }

    /**
     * A command that has its answer has got another one, since it was sent more than once.
     *
     * @param seq of an acknowledgement
     * @param code of a refusal; null for an acknowledgement
     */
    default void answeredAgain(Player player, String id, long seq, String code) {}

    /** The server does not let it in, or complains, with this code. */
    default void refused(Player player, String code) {}

    /** The server has ended the role, by a reason such as {@code taken_over}. */
    default void detached(Player player, String reason) {}

    /** The socket is over. */
    default void lost(Player player, int code) {}
  }

  /** Does nothing. */
  public static final Watcher IDLE = new Watcher() {};

  private record Pending(String command, long sentAt) {}

  private final String room;
  private final String as;
  private final String token;
  private final Recorder recorder;
  private final String head; // of a command, up to its id
  private final Map<String, Pending> pending = new LinkedHashMap<>(4);
  private final Map<String, Acknowledged> promises = new LinkedHashMap<>(4);
  private final Map<String, String> refusals = new HashMap<>(0);
  private volatile Watcher watcher = IDLE;
  private volatile Link link;
  private CompletableFuture<Player> attached = new CompletableFuture<>();
  private long seq = -1;
  private long viewedAt;
  private boolean attachedNow;
  private int ids;

  /**
   * @param as {@code host}, {@code spectator} or a player's id
   * @param token null for a spectator
   */
  public Player(String room, String as, String token, Recorder recorder) {
    this.room = room;
    this.as = as;
    this.token = token;
    this.recorder = recorder;
    this.head = "{\"type\":\"command\",\"room\":\"" + room + "\",\"as\":\"" + as + "\",\"id\":\"";
  }

  public Player watched(Watcher by) {
    watcher = by;
    return this;
  }

  public String room() {
    return room;
  }

  public String as() {
    return as;
  }

  public Link link() {
    return link;
  }

  /** The highest that a view or an acknowledgement told; -1 before. */
  public synchronized long seq() {
    return seq;
  }

  /** When the last view came, by the clock of {@link System#nanoTime}; 0 before. */
  public synchronized long viewedAt() {
    return viewedAt;
  }

  /** In the order in which they came. */
  public synchronized List<Acknowledged> promises() {
    return List.copyOf(promises.values());
  }

  /** Codes by the command's id. */
  public synchronized Map<String, String> refusals() {
    return Map.copyOf(refusals);
  }

  /** Ids and commands that nobody has answered. */
  public synchronized Map<String, String> unanswered() {
    Map<String, String> open = new LinkedHashMap<>();
    pending.forEach((id, command) -> open.put(id, command.command()));
    return open;
  }

  /** Follows the room over a socket of its own. */
  public CompletableFuture<Player> connect(Network network, URI server) {
    return network.open(server).thenCompose(this::attach);
  }

  /**
   * Follows the room over this socket; over a second one after the first, it goes on where it was.
   *
   * @return comes when the server has let it in; fails with the server's code
   */
  public CompletableFuture<Player> attach(Link to) {
    CompletableFuture<Player> done = new CompletableFuture<>();
    to.run(() -> begin(to, done));
    return done;
  }

  private synchronized void begin(Link to, CompletableFuture<Player> done) {
    link = to;
    attached = done;
    attachedNow = false;
    viewedAt = 0;
    to.add(this);
    to.send(
        bytes(
            "{\"type\":\"attach\",\"room\":\""
                + room
                + "\",\"as\":\""
                + as
                + '"'
                + (token == null ? "" : ",\"token\":\"" + token + '"')
                + (seq < 0 ? "" : ",\"seq\":" + seq)
                + ",\"format\":\"json\"}"));
  }

  /** Sends a command under a new id; kept until it can be sent where nobody is connected. */
  public void send(String command) {
    send(id -> command);
  }

  /**
   * @param command by the number of the id, which is unique in this player's life
   */
  public void send(IntFunction<String> command) {
    Link now = link;
    if (now == null) {
      throw new IllegalStateException("attach first");
    }
    now.run(() -> sendNow(command));
  }

  private synchronized void sendNow(IntFunction<String> command) {
    int number = ++ids;
    String id = "c" + number;
    String text = command.apply(number);
    pending.put(id, new Pending(text, System.nanoTime()));
    recorder.sent();
    if (attachedNow) {
      transmit(id, text);
    }
  }

  private void transmit(String id, String command) {
    link.send(bytes(head + id + "\",\"command\":" + command + '}'));
  }

  /** Sends an input of what moves, which is answered only where it is refused, and not kept. */
  public void input(String command) {
    Link now = link;
    if (now != null) {
      now.run(() -> transmit("i" + ++ids, command));
    }
  }

  void framed(ByteBuf frame, long nanos) {
    watcher.frame(this, frame, nanos);
  }

  /** Sends again what nobody has answered, under the old ids; later where it is not attached. */
  public synchronized void resend() {
    if (!attachedNow) {
      return; // the next attachment does it
    }
    pending.forEach((id, open) -> transmit(id, open.command()));
  }

  synchronized void heard(Message message, long nanos) {
    switch (message.type()) {
      case VIEW -> {
        seq = Math.max(seq, message.seq());
        recorder.view(message.length());
        if (viewedAt != 0) {
          recorder.gap(nanos - viewedAt);
        }
        viewedAt = nanos;
        watcher.view(this, message, nanos);
      }
      case ACK -> acknowledged(message, nanos);
      case REJECT -> rejected(message);
      case ATTACHED -> {
        recorder.other();
        attachedNow = true;
        pending.forEach((id, open) -> transmit(id, open.command()));
        attached.complete(this);
        watcher.attached(this);
      }
      case DETACHED -> {
        recorder.other();
        recorder.error("detached: " + message.reason());
        ended();
        watcher.detached(this, message.reason());
      }
      case ERROR -> {
        recorder.other();
        recorder.error(String.valueOf(message.code()));
        watcher.refused(this, String.valueOf(message.code()));
        attached.completeExceptionally(new IllegalStateException("the server refused: " + message));
      }
      default -> recorder.other();
    }
  }

  private void acknowledged(Message message, long nanos) {
    String id = message.id();
    Pending sent = pending.remove(id);
    if (sent == null) {
      recorder.doubled();
      watcher.answeredAgain(this, id, message.seq(), null);
      return;
    }
    Acknowledged promise =
        new Acknowledged(
            room, as, id, sent.command(), message.seq(), Instant.now(), nanos - sent.sentAt());
    promises.put(id, promise);
    recorder.acknowledged(promise.nanos());
    watcher.acknowledged(this, promise);
  }

  private void rejected(Message message) {
    String id = message.id();
    String code = String.valueOf(message.code());
    if (pending.containsKey(id) && watcher.keeps(this, code)) {
      recorder.error(code);
      return;
    }
    Pending sent = pending.remove(id);
    if (sent == null && id.startsWith("i")) {
      recorder.rejected(code);
      return;
    }
    if (sent == null) {
      recorder.doubled();
      watcher.answeredAgain(this, id, -1, code);
      return;
    }
    refusals.put(id, code);
    recorder.rejected(code);
    watcher.rejected(this, id, sent.command(), code);
  }

  private void ended() {
    attachedNow = false;
    link.remove(this);
    attached.completeExceptionally(new IllegalStateException("detached"));
  }

  synchronized void lost(Link from, int code) {
    if (link != from) {
      return; // it goes on over another one already
    }
    attachedNow = false;
    attached.completeExceptionally(new IllegalStateException("the socket ended with " + code));
    recorder.closed(code);
    watcher.lost(this, code);
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.UTF_8);
  }
}
