package dev.parlour.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A client by the contract alone: it shares no class with the server. Keeps every message, and
 * waits for conditions, never for time.
 */
public final class SocketClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<JsonNode> messages = new ArrayList<>();
  private List<JsonNode> record;
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile String closeReason = "";
  private WebSocket socket;
  private int ids;
  private Duration patience = PATIENCE;

  private SocketClient() {}

  /**
   * @param server such as {@code http://localhost:9080/}
   */
  public static SocketClient open(URI server) {
    return open(server, Map.of());
  }

  /**
   * @throws IllegalStateException with the HTTP status where the handshake is refused
   */
  public static SocketClient open(URI server, Map<String, String> headers) {
    return open(server, headers, "parlour.v1");
  }

  /** Speaks that subprotocol, as far as texts go. */
  public static SocketClient open(URI server, String subprotocol) {
    return open(server, Map.of(), subprotocol);
  }

  private static SocketClient open(URI server, Map<String, String> headers, String subprotocol) {
    SocketClient client = new SocketClient();
    WebSocket.Builder builder =
        HTTP.newWebSocketBuilder().subprotocols(subprotocol).connectTimeout(PATIENCE);
    headers.forEach(builder::header);
    try {
      client.socket =
          builder
              .buildAsync(
                  URI.create(
                      server.toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + "/ws"),
                  client.new Listener())
              .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        throw new IllegalStateException("refused with " + refused.getResponse().statusCode(), e);
      }
      throw e;
    }
    return client;
  }

  /** So long it waits for what is awaited. */
  public SocketClient patient(Duration longest) {
    patience = longest;
    return this;
  }

  /** From now on it remembers everything, also what is taken away. */
  public SocketClient recording() {
    synchronized (messages) {
      record = new ArrayList<>(messages);
    }
    return this;
  }

  /** Everything since {@link #recording}, in the order in which it came. */
  public List<JsonNode> record() {
    synchronized (messages) {
      return List.copyOf(record);
    }
  }

  public String subprotocol() {
    return socket.getSubprotocol();
  }

  /** Sends a text as it is. */
  public SocketClient raw(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  public void binary(byte[] bytes) {
    socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
  }

  /** Sends without waiting for an answer of the peer's; false where it was closed meanwhile. */
  public boolean tried(String text) {
    try {
      raw(text);
      return true;
    } catch (CompletionException closedMeanwhile) {
      return false;
    }
  }

  public SocketClient attach(String room, String as, String token) {
    return raw(message("attach", room, as).put("token", token).toString());
  }

  /** Attaches, and waits until it is attached and has its first view. */
  public JsonNode follow(String room, String as, String token) {
    attach(room, as, token);
    expect("attached", room, as);
    return expect("view", room, as);
  }

  /** Sends a command; gives its id. */
  public String command(String room, String as, String command) {
    String id = "c" + ++ids;
    command(room, as, id, command);
    return id;
  }

  public void command(String room, String as, String id, String command) {
    try {
      raw(
          message("command", room, as)
              .put("id", id)
              .set("command", JSON.readTree(command))
              .toString());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Sends a command and waits for its one answer. */
  public JsonNode ask(String room, String as, String command) {
    String id = command(room, as, command);
    return answer(id);
  }

  /** The ack or reject of a command. */
  public JsonNode answer(String id) {
    return await(
        "an answer to " + id,
        m -> id.equals(m.path("id").asText()) && (is(m, "ack") || is(m, "reject")));
  }

  public JsonNode expect(String type, String room, String as) {
    return await(
        type + " of " + room + " as " + as,
        m ->
            is(m, type)
                && room.equals(m.path("room").asText())
                && as.equals(m.path("as").asText()));
  }

  /** The next error; it and all messages before it are consumed. */
  public JsonNode error() {
    return await("an error", m -> is(m, "error"));
  }

  /** The next message that fits; it and all before it are taken away. */
  public JsonNode await(String what, Predicate<JsonNode> fits) {
    long until = System.nanoTime() + patience.toNanos();
    synchronized (messages) {
      while (true) {
        for (int i = 0; i < messages.size(); i++) {
          if (fits.test(messages.get(i))) {
            JsonNode found = messages.get(i);
            messages.subList(0, i + 1).clear();
            return found;
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0 || closed.isDone()) {
          throw new AssertionError(
              "no "
                  + what
                  + (closed.isDone() ? "; closed with " + closed.getNow(0) : "")
                  + "; but "
                  + messages);
        }
        try {
          messages.wait(left);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Everything that has come and was not taken. */
  public List<JsonNode> rest() {
    synchronized (messages) {
      return List.copyOf(messages);
    }
  }

  /** Waits for a pong: by then everything asked before has been looked at. */
  public SocketClient settle() {
    String at = "settle" + ++ids;
    raw(JSON.createObjectNode().put("type", "ping").put("at", at).toString());
    long until = System.nanoTime() + PATIENCE.toNanos();
    synchronized (messages) {
      while (messages.stream().noneMatch(m -> is(m, "pong") && at.equals(m.path("at").asText()))) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("no pong; but " + messages);
        }
        try {
          messages.wait(left);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return this;
  }

  /** The code with which the server closed. */
  public int closeCode() {
    try {
      return closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      throw new AssertionError("not closed", e);
    }
  }

  public String closeReason() {
    return closeReason;
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  /** Ends the connection without a word, as a dead machine would. */
  public void vanish() {
    socket.abort();
    ended(1006); // nobody else says so
  }

  @Override
  public void close() {
    if (!closed.isDone() && !socket.isOutputClosed()) {
      try {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
      } catch (Exception alreadyGone) {
        socket.abort();
      }
    }
  }

  private static boolean is(JsonNode message, String type) {
    return type.equals(message.path("type").asText());
  }

  private static ObjectNode message(String type, String room, String as) {
    ObjectNode node = JSON.createObjectNode().put("type", type).put("room", room).put("as", as);
    return node;
  }

  private final class Listener implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        synchronized (messages) {
          if (webSocket.getSubprotocol().equals("parlour.v1.lines")) {
            List.of(part.toString().split("\n", -1)).forEach(this::add);
          } else {
            add(part.toString());
          }
          messages.notifyAll();
        }
        part.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    private void add(String text) {
      try {
        messages.add(JSON.readTree(text));
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        messages.add(JSON.createObjectNode().put("type", "notJson").put("text", text));
      }
      if (record != null) {
        record.add(messages.getLast());
      }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      closeReason = reason;
      ended(statusCode);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      ended(1006);
    }
  }

  private void ended(int code) {
    synchronized (messages) {
      closed.complete(code);
      messages.notifyAll();
    }
  }
}
