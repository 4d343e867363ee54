package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.player.GuestId;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.app.Tokens;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is derived from the server's secret, and what a cookie says. */
class SecretsOfRequestsTest {
  private static final byte[] SECRET = new byte[32];
  private static final byte[] OTHER_SECRET =
      "another secret, 32 bytes long...".getBytes(StandardCharsets.US_ASCII);

  @Test
  void the_token_of_a_form_is_the_browsers_own() {
    String token = Csrf.token(SECRET, "guest one");
    assertThat(token).isEqualTo(Csrf.token(SECRET, "guest one"));
    assertThat(token).isNotEqualTo(Csrf.token(SECRET, "guest two"));
    assertThat(token).isNotEqualTo(Csrf.token(OTHER_SECRET, "guest one"));
  }

  @Test
  void the_same_request_comes_to_the_same_room_and_tokens() {
    assertThat(derived("key", "caller", "POST /api/rooms", "{}"))
        .isEqualTo(derived("key", "caller", "POST /api/rooms", "{}"));
  }

  @Test
  void any_other_request_comes_to_others() {
    Secrets one = derived("key", "caller", "POST /api/rooms", "{}");
    Stream.of(
            derived("key2", "caller", "POST /api/rooms", "{}"),
            derived("key", "caller2", "POST /api/rooms", "{}"),
            derived("key", "caller", "POST /api/rooms/K7M4QX/players", "{}"),
            derived("key", "caller", "POST /api/rooms", "{ }"),
            derived("keyc", "aller", "POST /api/rooms", "{}"))
        .forEach(
            other -> {
              assertThat(other.hostToken()).isNotEqualTo(one.hostToken());
              assertThat(other.playerToken()).isNotEqualTo(one.playerToken());
            });
    assertThat(one.hostToken()).isNotEqualTo(one.playerToken());
  }

  @Test
  void only_a_cookie_that_we_can_have_made_names_a_guest() {
    String token = Secrets.token();
    assertThat(Browser.known(cookies(Browser.COOKIE, token)))
        .isEqualTo(Optional.of(new GuestId(Tokens.hash(token))));
    assertThat(Browser.known(cookies(Browser.COOKIE, ""))).isEmpty();
    assertThat(Browser.known(cookies(Browser.COOKIE, "short"))).isEmpty();
    assertThat(Browser.known(cookies(Browser.COOKIE, token + "x"))).isEmpty();
    assertThat(Browser.known(cookies("other", token))).isEmpty();
    assertThat(Browser.known(null)).isEmpty();
  }

  @Test
  void a_guest_is_known_by_the_hash_and_never_by_the_token() {
    String token = Secrets.token();
    assertThat(Browser.known(cookies(Browser.COOKIE, token)).orElseThrow().toString())
        .doesNotContain(token);
  }

  private static Cookie[] cookies(String name, String value) {
    return new Cookie[] {new Cookie("before", "x"), new Cookie(name, value)};
  }

  private static Secrets derived(String key, String caller, String target, String body) {
    return Secrets.derived(
        SECRET, Idempotency.scope(key, caller, target, body.getBytes(StandardCharsets.UTF_8)));
  }
}
