package dev.parlour.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Makes rooms and takes seats by the REST interface. What is refused for its rate, or what a server
 * that is away did not answer, is asked again with the same {@code Idempotency-Key}, so that nobody
 * sits down twice; what is refused for good throws.
 */
public final class Rest implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_TOLD = 300;
  private static final int AT_ONCE = 32;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 250;

  /** What the server will not do, whoever asks how often. */
  public static final class Refused extends IllegalStateException {
    Refused(String sentence) {
      super(sentence);
    }
  }

  /** A room and the proof of who hosts it. */
  public record Room(String code, String hostToken) {}

  /** A tournament and the proof of who organises it. */
  public record Tournament(String id, String token) {}

  /** A seat and the proof of whose it is. */
  public record Seat(String room, String id, String token) {}

  private final URI server;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore turns = new Semaphore(AT_ONCE);

  /**
   * @param server such as {@code http://localhost:9080/}
   */
  public Rest(URI server) {
    this.server = server;
  }

  /** A room of trivia, which may still wait for its questions. */
  public Room room(Map<String, Object> settings) throws InterruptedException {
    return room("trivia", settings);
  }

  private Room room(String game, Map<String, Object> settings) throws InterruptedException {
    JsonNode made = post("/api/rooms", Map.of("game", game, "title", "Load", "settings", settings));
    return new Room(made.path("code").asText(), made.path("hostToken").asText());
  }

  public Seat seat(String room, String name) throws InterruptedException {
    JsonNode seat = post("/api/rooms/" + room + "/players", Map.of("name", name));
    return new Seat(room, seat.path("id").asText(), seat.path("token").asText());
  }

  public List<Room> rooms(int count, Map<String, Object> settings) throws InterruptedException {
    return all(count, i -> room(settings));
  }

  public List<Room> rooms(String game, int count, Map<String, Object> settings)
      throws InterruptedException {
    return all(count, i -> room(game, settings));
  }

  public List<Seat> seats(String room, int count) throws InterruptedException {
    return all(count, i -> seat(room, "Player " + (i + 1)));
  }

  /** Closes a room that nobody needs any more; one that is gone already is no fault. */
  public void close(Room room) throws InterruptedException {
    try {
      send(
          HttpRequest.newBuilder(server.resolve("/api/rooms/" + room.code()))
              .DELETE()
              .header("Authorization", "Bearer " + room.hostToken()));
    } catch (Refused gone) {
      // by its own server, which has a reason
    }
  }

  public void close(List<Room> rooms) throws InterruptedException {
    all(
        rooms.size(),
        i -> {
          close(rooms.get(i));
          return i;
        });
  }

  /** A tournament at pong that is announced, with so many entrants. */
  public Tournament tournament(int entrants) throws InterruptedException {
    JsonNode made =
        post(
            "/api/tournaments",
            Map.of(
                "title",
                "Load",
                "game",
                "pong",
                "mode",
                "duel",
                "format",
                "single_elimination",
                "entrants",
                entrants));
    Tournament cup = new Tournament(made.path("id").asText(), made.path("token").asText());
    List<String> names = IntStream.rangeClosed(1, entrants).mapToObj(i -> "Entrant " + i).toList();
    direct(cup, "/import", Map.of("names", names));
    return cup;
  }

  /** Says something to all who watch. */
  public void say(Tournament cup, String text) throws InterruptedException {
    direct(cup, "/messages", Map.of("text", text));
  }

  public void cancel(Tournament cup) throws InterruptedException {
    direct(cup, "/cancel", Map.of());
  }

  private void direct(Tournament cup, String what, Map<String, ?> body)
      throws InterruptedException {
    post("/api/tournaments/" + cup.id() + what, body, "Authorization", "Bearer " + cup.token());
  }

  private interface Making<T> {
    T make(int index) throws InterruptedException;
  }

  private <T> List<T> all(int count, Making<T> making) throws InterruptedException {
    List<Callable<T>> calls = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = i;
      calls.add(
          () -> {
            turns.acquire();
            try {
              return making.make(index);
            } finally {
              turns.release();
            }
          });
    }
    List<T> made = new ArrayList<>(count);
    try {
      for (Future<T> call : callers.invokeAll(calls)) {
        made.add(call.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
    return made;
  }

  private JsonNode post(String path, Map<String, ?> body, String... headers)
      throws InterruptedException {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
      return JSON.readTree(
          send(
              (headers.length == 0 ? request : request.headers(headers))
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", UUID.randomUUID().toString())
                  .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))));
    } catch (IOException e) {
      throw new IllegalStateException("an answer that is no JSON, from " + path, e);
    }
  }

  private byte[] send(HttpRequest.Builder builder) throws InterruptedException {
    HttpRequest request = builder.timeout(Duration.ofSeconds(30)).build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    while (System.nanoTime() < deadline) {
      try {
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        int status = answer.statusCode();
        if (status < 300) {
          return answer.body();
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        last = status + " " + body.substring(0, Math.min(LONGEST_TOLD, body.length()));
        if (status != 429 && (status < 502 || status > 504)) {
          throw new Refused(request.method() + " " + request.uri() + " was answered with " + last);
        }
        TimeUnit.MILLISECONDS.sleep(
            answer.headers().firstValueAsLong("Retry-After").stream()
                .map(seconds -> seconds * 1000)
                .findFirst()
                .orElse(PAUSE_MILLIS));
      } catch (IOException away) {
        last = String.valueOf(away);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    throw new IllegalStateException(request.method() + " " + request.uri() + " failed: " + last);
  }

  @Override
  public void close() {
    callers.close();
    http.close();
  }
}
