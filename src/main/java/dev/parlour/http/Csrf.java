package dev.parlour.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token against forged forms. Every form that changes something has it in a field named {@value
 * #FIELD}; {@link FrontDoor} refuses forms without it. It is bound to the browser's own cookie, so
 * a page of somebody else cannot know it; and not to who is signed in, so that a form which was
 * open before signing in can still be sent.
 */
@RequestScoped
public class Csrf {
  public static final String FIELD = "csrf";

  /** For scripts that send something else than a form. */
  public static final String HEADER = "X-CSRF-Token";

  @Inject private Browser browser;
  @Inject private ServerSecret secret;

  /**
   * For this request's browser; gives it a cookie where it has none, so ask before the answer has
   * begun.
   */
  public String token() {
    return token(secret.bytes(), browser.device().key());
  }

  /** Whether this was made for this request's browser. */
  boolean valid(String token) {
    return token != null
        && browser.knownDevice().isPresent()
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            token(secret.bytes(), browser.knownDevice().get().key())
                .getBytes(StandardCharsets.UTF_8));
  }

  static String token(byte[] secret, String guest) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(("csrf|" + guest).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
