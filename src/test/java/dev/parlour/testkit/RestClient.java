package dev.parlour.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A client of the REST interface by the contract alone: it shares no class with the server. */
public final class RestClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI server;

  /**
   * @param server such as {@code http://localhost:9080/}
   */
  public RestClient(URI server) {
    this.server = server;
  }

  /**
   * @param body null where it is none, or not JSON
   */
  public record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {
    public String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }

    public String code() {
      return body == null ? null : body.path("code").asText();
    }
  }

  /** A room with its host's token and its code. */
  public record Room(String code, String hostToken) {}

  /** A room that is ready to start: with questions of mathematics, and time enough for any test. */
  public Room room() {
    return room(
        "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\",\"questions\":3,\"secondsPerQuestion\":60,\"autoAdvance\":false}}");
  }

  /** A room by that wish, as soon as it is ready. */
  public Room room(String wish) {
    Answer made = post("/api/rooms", wish);
    if (made.status() != 201) {
      throw new AssertionError("no room: " + made.body());
    }
    Room room = new Room(made.body().path("code").asText(), made.body().path("hostToken").asText());
    try (SocketClient eye = SocketClient.open(server)) {
      eye.attach(room.code(), "spectator", null);
      eye.await(
          "a room that is ready", m -> m.path("shared").path("status").asText().equals("ready"));
    }
    return room;
  }

  /** Takes a seat; gives its token. */
  public String join(Room room, String name) {
    Answer seat =
        post(
            "/api/rooms/" + room.code() + "/players",
            JSON.createObjectNode().put("name", name).toString());
    if (seat.status() != 201) {
      throw new AssertionError("no seat: " + seat.body());
    }
    return seat.body().path("token").asText();
  }

  /**
   * Registers somebody of that name; gives the cookies by which they are signed in, for a header.
   */
  public String register(String name) {
    Answer made =
        post(
            "/api/players",
            JSON.createObjectNode()
                .put("name", name)
                .put("password", "a long way home")
                .toString());
    if (made.status() != 201) {
      throw new AssertionError("nobody has registered: " + made.body());
    }
    return made.raw().headers().allValues("Set-Cookie").stream()
        .map(c -> c.replaceFirst(";.*", ""))
        .collect(Collectors.joining("; "));
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer post(String path, String json, String... headers) {
    return send(
        "POST",
        path,
        json.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        with(headers, "Content-Type", "application/json"));
  }

  public Answer delete(String path, String token) {
    return token == null
        ? send("DELETE", path, null)
        : send("DELETE", path, null, "Authorization", "Bearer " + token);
  }

  /**
   * @param headers names and values in turn; a later value replaces an earlier one
   */
  public Answer send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    all.forEach(request::setHeader);
    try {
      HttpResponse<byte[]> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response.statusCode(), json ? JSON.readTree(response.body()) : null, response);
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String[] with(String[] headers, String name, String value) {
    String[] all = new String[headers.length + 2];
    all[0] = name;
    all[1] = value;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return all;
  }
}
