package dev.parlour.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody's browser without a screen: keeps cookies, sends forms with what stands in them, follows
 * nothing by itself. By the contract alone: it shares no class with the server.
 */
public final class Device {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
  private static final String BOUNDARY = "----parlour-boundary";

  private final URI server;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http;

  /**
   * @param server such as {@code http://localhost:9080/}
   */
  public Device(URI server) {
    this.server = server;
    http = HttpClient.newBuilder().cookieHandler(cookies).build();
  }

  /** An answer; the body as text. */
  public record Answer(int status, String body, HttpResponse<byte[]> raw) {
    public String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }

    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(body, e);
      }
    }

    public String code() {
      return json().path("code").asText();
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, null, headers);
  }

  /** As a script of a page of ours sends it. */
  public Answer json(String method, String path, String body, String... headers) {
    return send(
        method,
        path,
        body == null ? null : body.getBytes(StandardCharsets.UTF_8),
        body == null ? null : "application/json",
        headers);
  }

  public Answer bytes(String method, String path, byte[] body) {
    return send(method, path, body, "application/octet-stream");
  }

  /** Opens the page, and sends the form with its token. */
  public Answer form(String page, String action, Map<String, String> fields) {
    return post(action, csrf(page), fields);
  }

  /**
   * @param csrf the token against forged forms; null for none
   */
  public Answer post(String action, String csrf, Map<String, String> fields) {
    String body =
        (csrf == null ? "" : "csrf=" + encoded(csrf) + "&")
            + fields.entrySet().stream()
                .map(f -> encoded(f.getKey()) + "=" + encoded(f.getValue()))
                .collect(Collectors.joining("&"));
    return send(
        "POST", action, body.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded");
  }

  /** A form with a file, as browsers send it. */
  public Answer upload(String action, String csrf, String field, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (csrf != null) {
      body.writeBytes(
          ("--"
                  + BOUNDARY
                  + "\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n"
                  + csrf
                  + "\r\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\""
                + field
                + "\"; filename=\"../../me.png\"\r\nContent-Type: image/png\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send("POST", action, body.toByteArray(), "multipart/form-data; boundary=" + BOUNDARY);
  }

  /** The token of a page's forms. */
  public String csrf(String page) {
    Matcher found = CSRF.matcher(get(page).body());
    if (!found.find()) {
      throw new AssertionError(page + " has no form");
    }
    return found.group(1);
  }

  /** The value of a cookie; empty where there is none. */
  public Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals(name) && !c.hasExpired())
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** All cookies, for a socket's first request. */
  public Map<String, String> asHeader() {
    return Map.of(
        "Cookie",
        cookies.getCookieStore().getCookies().stream()
            .map(c -> c.getName() + "=" + c.getValue())
            .collect(Collectors.joining("; ")));
  }

  private Answer send(String method, String path, byte[] body, String type, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Origin", server.toString().replaceFirst("/$", ""))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      // As browsers do: a server on the same machine counts as safe.
      cookies.getCookieStore().getCookies().forEach(c -> c.setSecure(false));
      return new Answer(
          response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
