package dev.parlour.http.store;

import dev.parlour.http.ServerSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;

/**
 * Made by whichever node asks first. Kept in the database because what was derived from it must
 * hold after a restart and on every node.
 */
@ApplicationScoped
public class JpaServerSecret implements ServerSecret {
  private static final int BYTES = 32;

  @PersistenceContext(unitName = "parlour")
  private EntityManager entities;

  private volatile byte[] known;

  @Override
  @Transactional
  public byte[] bytes() {
    byte[] bytes = known;
    if (bytes == null) {
      byte[] fresh = new byte[BYTES];
      new SecureRandom().nextBytes(fresh);
      entities
          .createNativeQuery(
              "INSERT INTO server_secret (secret) VALUES (:secret) ON CONFLICT (id) DO NOTHING")
          .setParameter("secret", fresh)
          .executeUpdate();
      bytes =
          (byte[])
              entities
                  .createNativeQuery("SELECT secret FROM server_secret WHERE id = 1", byte[].class)
                  .getSingleResult();
      known = bytes;
    }
    return bytes;
  }
}
