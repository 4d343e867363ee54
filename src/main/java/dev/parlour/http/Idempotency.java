package dev.parlour.http;

import dev.parlour.room.app.Secrets;
import dev.parlour.room.app.Tokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * {@code Idempotency-Key}: the same key from the same caller to the same path with the same body
 * comes to the same result, because code and tokens are derived from all of these and the server's
 * secret. Nothing is stored for it, so it holds for good, on every node; and the same key with
 * another body is simply another request.
 */
@RequestScoped
public class Idempotency {
  public static final String HEADER = "Idempotency-Key";

  /**
   * Keys of this length cannot be guessed; shorter ones (a counter, say) count only for the caller
   * who sent them.
   */
  private static final int UNGUESSABLE = 16;

  private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

  @Inject private Browser browser;
  @Inject private ServerSecret secret;

  /**
   * What this request's secrets are: derived where it has a key, random where it has none.
   *
   * @throws Refused {@code bad_idempotency_key}
   */
  public Secrets secrets(HttpServletRequest request, byte[] body) {
    String key = request.getHeader(HEADER);
    if (key == null) {
      return Secrets.random();
    }
    if (!KEY.matcher(key).matches()) {
      throw new Refused(
          "bad_idempotency_key", "An Idempotency-Key has 1 to 128 visible ASCII characters.");
    }
    return Secrets.derived(
        secret.bytes(),
        scope(
            key, caller(request, key), request.getMethod() + " " + request.getRequestURI(), body));
  }

  /** Each part by its hash, so that no part can reach into the next. */
  static String scope(String key, String caller, String target, byte[] body) {
    return String.join("|", Tokens.hash(key), Tokens.hash(caller), Tokens.hash(target), hash(body));
  }

  private String caller(HttpServletRequest request, String key) {
    if (request.getHeader("Authorization") != null) {
      return "bearer " + request.getHeader("Authorization");
    }
    if (browser.guest().isPresent()) {
      return "guest " + browser.guest().get().key();
    }
    return key.length() < UNGUESSABLE ? "address " + browser.caller().address() : "";
  }

  private static String hash(byte[] body) {
    return Tokens.hash(HexFormat.of().formatHex(body));
  }
}
