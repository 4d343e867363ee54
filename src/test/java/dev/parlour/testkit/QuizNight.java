package dev.parlour.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A whole trivia night by the contract alone: a host and players that lose their connection, come
 * back, and send again what was not acknowledged. It shares no class with the server. Where there
 * are several servers, the players are spread over them, and who loses one goes on at the next.
 *
 * <p>What is right, the caller knows (from the bank); who answers what when is decided by the
 * number of the player and of the question only, so that two nights can be compared.
 */
public final class QuizNight implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long UNREACHABLE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final List<URI> servers;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
  private final List<Seat> players = new ArrayList<>();
  private final Strategy strategy;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<JsonNode> finished = new CompletableFuture<>();
  private volatile Consumer<JsonNode> watcher = view -> {};
  private final Queue<Promise> promises = new ConcurrentLinkedQueue<>();
  private final Queue<Told> views = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> closes = new ConcurrentLinkedQueue<>();
  private volatile boolean over;
  private volatile int probes;
  private volatile long probedAt;
  private volatile long longest;
  private String code;
  private Seat host;

  /** What a player does at a question; null for no answer. */
  public interface Strategy {
    /**
     * @param question the question as the player sees it
     */
    Choice choose(int player, JsonNode question);
  }

  /**
   * @param afterMillis how long after seeing the question
   */
  public record Choice(List<String> ids, long afterMillis) {}

  /**
   * An answer that was acknowledged.
   *
   * @param nanos when that came
   */
  public record Promise(String player, int question, long seq, long nanos) {}

  /**
   * A view that came to somebody.
   *
   * @param server the number of the server that sent it
   */
  public record Told(int server, long seq, long nanos) {}

  public QuizNight(URI server, Strategy strategy) {
    this(List.of(server), strategy);
  }

  /**
   * @param servers the host is at the first, and so is the first player; the next one is at the
   *     next
   */
  public QuizNight(List<URI> servers, Strategy strategy) {
    this.servers = List.copyOf(servers);
    this.strategy = strategy;
  }

  /** Creates the room and seats the players; waits for the questions. */
  public QuizNight with(int count, Map<String, Object> settings) throws Exception {
    JsonNode room =
        post(servers.getFirst(), "/api/rooms", Map.of("game", "trivia", "settings", settings), 201);
    code = room.path("code").asText();
    host = new Seat("host", room.path("hostToken").asText(), -1);
    host.connect();
    ready.get(30, TimeUnit.SECONDS);
    for (int i = 0; i < count; i++) {
      JsonNode seat =
          post(
              servers.get(i % servers.size()),
              "/api/rooms/" + code + "/players",
              Map.of("name", "Player " + i),
              201);
      Seat player = new Seat(seat.path("id").asText(), seat.path("token").asText(), i);
      player.connect();
      players.add(player);
    }
    return this;
  }

  /** Calls for each view of the host's. */
  public QuizNight watched(Consumer<JsonNode> by) {
    watcher = by;
    return this;
  }

  public String code() {
    return code;
  }

  /** Plays to the end; gives the host's last view. */
  public JsonNode play(long withinSeconds) throws Exception {
    start();
    return awaitEnd(withinSeconds);
  }

  public void start() {
    host.command("start", JSON.createObjectNode().put("type", "start"));
  }

  /** The host ends the game before its time. */
  public void end() {
    host.command("end", JSON.createObjectNode().put("type", "end"));
  }

  /** Gives the host's last view. */
  public JsonNode awaitEnd(long withinSeconds) throws Exception {
    JsonNode end = finished.get(withinSeconds, TimeUnit.SECONDS);
    for (Seat player : players) {
      player.ended.get(20, TimeUnit.SECONDS);
    }
    return end;
  }

  /** Final score by player number. */
  public Map<Integer, Long> scores() {
    Map<Integer, Long> scores = new TreeMap<>();
    players.forEach(p -> scores.put(p.number, p.view.path("you").path("score").asLong()));
    return scores;
  }

  /** Points by question, as each player was told them at the reveals. */
  public Map<Integer, Map<Integer, Integer>> pointsTold() {
    Map<Integer, Map<Integer, Integer>> told = new TreeMap<>();
    players.forEach(p -> told.put(p.number, Map.copyOf(p.points)));
    return told;
  }

  /** The questions whose answer was acknowledged, by player number. */
  public Map<Integer, Set<Integer>> acknowledged() {
    Map<Integer, Set<Integer>> acknowledged = new TreeMap<>();
    players.forEach(p -> acknowledged.put(p.number, Set.copyOf(p.acknowledged)));
    return acknowledged;
  }

  /** All acknowledged answers, in the order in which that was heard. */
  public List<Promise> promises() {
    return List.copyOf(promises);
  }

  /** All views that came to players, in the order in which they came. */
  public List<Told> views() {
    return List.copyOf(views);
  }

  /**
   * From now on the host locks and unlocks the room, again and again, which changes nothing for who
   * is in it: to see how long an acknowledgement takes.
   */
  public void probe() {
    probes++;
    probedAt = System.nanoTime();
    host.command(
        "probe" + probes, JSON.createObjectNode().put("type", probes % 2 == 0 ? "unlock" : "lock"));
  }

  private void probed() {
    longest = Math.max(longest, System.nanoTime() - probedAt);
    if (!over) {
      later.schedule(this::probe, 500, TimeUnit.MILLISECONDS);
    }
  }

  /** How long the slowest of the probes took, in nanoseconds. */
  public long slowestProbe() {
    return longest;
  }

  public int probes() {
    return probes;
  }

  /** The codes with which servers closed sockets. */
  public List<Integer> closes() {
    return List.copyOf(closes);
  }

  /** Everything that was refused. */
  public List<JsonNode> refused() {
    return players.stream().flatMap(p -> p.refused.stream()).toList();
  }

  @Override
  public void close() {
    over = true;
    later.shutdownNow();
    players.forEach(Seat::leave);
    if (host != null) {
      host.leave();
    }
    http.shutdownNow();
  }

  /**
   * Asked again while a room cannot be reached, as its sentence says: a node that has just started
   * may not hear the owner yet.
   */
  private JsonNode post(URI server, String path, Object body, int expected) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    long until = System.nanoTime() + UNREACHABLE_NANOS;
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    while (response.statusCode() == 503 && System.nanoTime() < until) {
      System.out.printf("%s is answered with 503: %s%n", path, response.body());
      response =
          CompletableFuture.supplyAsync(
                  () -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()),
                  CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS))
              .thenCompose(answer -> answer)
              .get();
    }
    if (response.statusCode() != expected) {
      throw new AssertionError(
          path + " answered " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** One role on one connection at a time. */
  private final class Seat implements WebSocket.Listener {
    final String as;
    final String token;
    final int number;
    final Map<Integer, Integer> points = new ConcurrentSkipListMap<>();
    final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    final List<JsonNode> refused = new java.util.concurrent.CopyOnWriteArrayList<>();
    final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Map<String, String> unacknowledged = new ConcurrentHashMap<>();
    private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
    private final StringBuilder part = new StringBuilder();
    volatile JsonNode view = JSON.createObjectNode();
    private volatile WebSocket socket;
    private volatile int at;

    Seat(String as, String token, int number) {
      this.as = as;
      this.token = token;
      this.number = number;
      this.at = Math.max(0, number) % servers.size();
    }

    /** Until it works: a server that is down comes back. */
    void connect() {
      if (over) {
        return;
      }
      part.setLength(0);
      http.newWebSocketBuilder()
          .subprotocols("parlour.v1")
          .buildAsync(
              URI.create(
                  servers.get(at).toString().replaceFirst("^http", "ws").replaceFirst("/$", "")
                      + "/ws?room="
                      + code),
              this)
          .whenComplete(
              (opened, refusal) -> {
                if (refusal == null) {
                  socket = opened;
                  attach();
                } else {
                  again();
                }
              });
    }

    private void attach() {
      send(
          JSON.createObjectNode()
              .put("type", "attach")
              .put("room", code)
              .put("as", as)
              .put("token", token)
              .toString());
      unacknowledged.values().forEach(this::send);
    }

    private void again() {
      if (!over) {
        at = (at + 1) % servers.size();
        later.schedule(this::connect, 200, TimeUnit.MILLISECONDS);
      }
    }

    void command(String id, ObjectNode command) {
      ObjectNode message =
          JSON.createObjectNode()
              .put("type", "command")
              .put("room", code)
              .put("as", as)
              .put("id", id);
      message.set("command", command);
      unacknowledged.put(id, message.toString());
      send(message.toString());
    }

    /** One at a time; what is lost with the connection is sent again after the next. */
    private synchronized void send(String text) {
      try {
        socket.sendText(text, true).get(10, TimeUnit.SECONDS);
      } catch (Exception lost) {
        // the listener hears of it and connects again
      }
    }

    void leave() {
      WebSocket open = socket;
      if (open != null) {
        open.abort();
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        String whole = part.toString();
        part.setLength(0);
        try {
          heard(JSON.readTree(whole));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
          finished.completeExceptionally(e);
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closes.add(status);
      again();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      again();
    }

    private void heard(JsonNode message) {
      switch (message.path("type").asText()) {
        case "view" -> seen(message);
        case "ack" -> {
          if (unacknowledged.remove(message.path("id").asText()) != null
              && message.path("id").asText().startsWith("q")) {
            int question = Integer.parseInt(message.path("id").asText().substring(1));
            acknowledged.add(question);
            promises.add(
                new Promise(as, question, message.path("seq").asLong(), System.nanoTime()));
          } else if (message.path("id").asText().equals("probe" + probes)) {
            probed();
          }
        }
        case "reject" -> {
          if (List.of("unavailable", "moved", "not_attached")
              .contains(message.path("code").asText())) {
            later.schedule(
                () -> unacknowledged.values().forEach(this::send), 300, TimeUnit.MILLISECONDS);
          } else {
            unacknowledged.remove(message.path("id").asText());
            refused.add(message);
          }
        }
        case "detached" -> letIn(message.path("reason").asText());
        case "error" -> letIn(message.path("code").asText());
        default -> {}
      }
    }

    /** A room that cannot be reached just now is asked for again. */
    private void letIn(String reason) {
      if (!over && List.of("unavailable", "moved").contains(reason)) {
        later.schedule(this::attach, 300, TimeUnit.MILLISECONDS);
      }
    }

    private void seen(JsonNode message) {
      view = message;
      JsonNode shared = message.path("shared");
      JsonNode question = shared.path("question");
      int asked = question.path("number").asInt();
      if (number < 0) {
        if (shared.path("status").asText().equals("ready")) {
          ready.complete(null);
        } else if (shared.path("status").asText().equals("failed")) {
          ready.completeExceptionally(
              new AssertionError("the room failed: " + shared.path("failure")));
        }
        watcher.accept(message);
      } else {
        views.add(new Told(at, message.path("seq").asLong(), System.nanoTime()));
        if (message.path("you").has("points")) {
          points.put(asked, message.path("you").path("points").asInt());
        }
        if (shared.path("phase").asText().equals("question")
            && !message.path("you").has("answer")
            && seen.add(asked)) {
          answer(asked, question);
        }
      }
      if (shared.path("status").asText().equals("completed")) {
        ended.complete(null);
        if (number < 0) {
          finished.complete(message);
        }
      }
    }

    private void answer(int asked, JsonNode question) {
      Choice choice = strategy.choose(number, question);
      if (choice != null) {
        ObjectNode command = JSON.createObjectNode().put("type", "answer").put("question", asked);
        ArrayNode ids = command.putArray("choices");
        choice.ids().forEach(ids::add);
        later.schedule(
            () -> command("q" + asked, command), choice.afterMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }
}
