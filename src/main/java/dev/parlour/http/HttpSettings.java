package dev.parlour.http;

import dev.parlour.shared.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How requests are received.
 *
 * @param bodyBytes {@code http.body-bytes}: largest body, in bytes; 65,536. Raise it only where a
 *     feature needs it: every body is held in memory
 * @param uploadBytes {@code http.upload-bytes}: largest picture that may be uploaded, in bytes;
 *     2,097,152
 * @param postBurst {@code http.post-burst}: changing requests (POST, PUT, DELETE) that one address
 *     may send at once; 3,000. A hall of 500 people is one address behind its router, and all of
 *     them join within a minute
 * @param postsPerSecond {@code http.posts-per-second}: the same in the long run; 25
 * @param proxies {@code http.proxies}: how many proxies stand in front, whose {@code
 *     X-Forwarded-For}, {@code -Proto} and {@code -Host} are believed; 0. Too high a number lets
 *     clients choose their address
 * @param origins {@code http.origins}: further origins, such as {@code https://quiz.example.org},
 *     whose pages may call; none
 * @param returnCode {@code http.return-code-seconds}: how long a code to come back with is valid;
 *     900
 */
public record HttpSettings(
    int bodyBytes,
    int uploadBytes,
    int postBurst,
    int postsPerSecond,
    int proxies,
    Set<String> origins,
    Duration returnCode) {
  public HttpSettings {
    origins = Set.copyOf(origins);
    for (String origin : origins) {
      if (!origin.matches("https?://[a-z0-9.\\[\\]:-]+")) {
        throw new IllegalArgumentException(
            "The setting parlour.http.origins holds \""
                + origin
                + "\", but an origin is such as https://quiz.example.org, in small letters, without"
                + " a path");
      }
    }
  }

  public static HttpSettings from(Settings settings) {
    return new HttpSettings(
        settings.whole("http.body-bytes", 65_536, 1_024, 16_777_216),
        settings.whole("http.upload-bytes", 2_097_152, 1_024, 16_777_216),
        settings.whole("http.post-burst", 3_000, 1, 1_000_000),
        settings.whole("http.posts-per-second", 25, 1, 100_000),
        settings.whole("http.proxies", 0, 0, 10),
        settings.list("http.origins", List.of()).stream().collect(Collectors.toSet()),
        settings.seconds("http.return-code-seconds", 900, 1, 86_400));
  }
}
