package dev.parlour.room.store;

import dev.parlour.room.RoomCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The codes of rooms in PostgreSQL. */
@ApplicationScoped
@Transactional
public class JpaRoomCodes implements RoomCodes {
  @PersistenceContext(unitName = "parlour")
  private EntityManager entities;

  @Override
  public Set<String> existing(Collection<String> codes) {
    @SuppressWarnings("unchecked") // of one column
    List<String> there =
        entities
            .createNativeQuery("SELECT code FROM room WHERE code = ANY (:codes)", String.class)
            .setParameter("codes", codes.toArray(String[]::new))
            .getResultList();
    return new LinkedHashSet<>(there);
  }
}
