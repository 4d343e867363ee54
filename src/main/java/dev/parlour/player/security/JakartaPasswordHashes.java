package dev.parlour.player.security;

import dev.parlour.player.PasswordHashes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;

/**
 * PBKDF2 by the server's own implementation, with the cost that OWASP's cheat sheet on password
 * storage asks for: HMAC-SHA-512 with 210,000 rounds. Algorithm, rounds and salt stand in each
 * hash, so that these may grow and older hashes still be read.
 */
@ApplicationScoped
class JakartaPasswordHashes implements PasswordHashes {
  private static final Map<String, String> COST =
      Map.of(
          "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
          "Pbkdf2PasswordHash.Iterations", "210000",
          "Pbkdf2PasswordHash.SaltSizeBytes", "16",
          "Pbkdf2PasswordHash.KeySizeBytes", "64");

  private Pbkdf2PasswordHash hashes;

  protected JakartaPasswordHashes() {}

  @Inject
  JakartaPasswordHashes(Pbkdf2PasswordHash hashes) {
    hashes.initialize(COST);
    this.hashes = hashes;
  }

  @Override
  public String make(String password) {
    return hashes.generate(password.toCharArray());
  }

  @Override
  public boolean fits(String password, String hash) {
    return hashes.verify(password.toCharArray(), hash);
  }
}
