package dev.parlour.room.app;

import dev.parlour.shared.RoomCode;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The unguessable parts of a request's outcome: the code of a new room and its tokens. Drawn at
 * random, or, where the client sent an {@code Idempotency-Key}, derived from that key and a secret
 * of the server, so that the same request again comes to the same room and the same tokens without
 * a token ever being stored.
 *
 * @param code for a new room
 * @param hostToken 256 bits, base64url
 * @param playerToken 256 bits, base64url
 * @param seed for the room's generator
 */
public record Secrets(RoomCode code, String hostToken, String playerToken, long seed) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public static Secrets random() {
    return new Secrets(RoomCode.random(RANDOM), token(), token(), RANDOM.nextLong());
  }

  /**
   * Where the code is taken by another room: the next ones to try, which are the same each time, so
   * that a repeated request finds the room that it made.
   */
  public RoomCode otherCode(int attempt) {
    byte[] bytes =
        Tokens.hash("code " + attempt + " after " + hostToken)
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return RoomCode.random(
        new java.util.SplittableRandom(
            java.util.Arrays.hashCode(bytes) * 31L + java.nio.ByteBuffer.wrap(bytes).getLong()));
  }

  /** A fresh token: 256 random bits, base64url. */
  public static String token() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The same for the same arguments.
   *
   * @param serverSecret at least 32 random bytes that never leave the server
   * @param scope who asks for what, and the key: nobody else may be able to say the same
   */
  public static Secrets derived(byte[] serverSecret, String scope) {
    java.util.random.RandomGenerator code =
        new java.util.SplittableRandom(
            java.nio.ByteBuffer.wrap(mac(serverSecret, "code|" + scope)).getLong());
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return new Secrets(
        RoomCode.random(code),
        base64.encodeToString(mac(serverSecret, "host|" + scope)),
        base64.encodeToString(mac(serverSecret, "player|" + scope)),
        java.nio.ByteBuffer.wrap(mac(serverSecret, "seed|" + scope)).getLong());
  }

  private static byte[] mac(byte[] secret, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(message.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
