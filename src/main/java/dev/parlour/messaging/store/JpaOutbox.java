package dev.parlour.messaging.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parlour.messaging.Outbox;
import dev.parlour.shared.RoomNotice;
import dev.parlour.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The outbox in PostgreSQL. Rows under way are locked, so that two nodes do not send the same ones.
 */
@ApplicationScoped
class JpaOutbox implements Outbox {
  private static final TypeReference<Map<String, Object>> PAYLOAD = new TypeReference<>() {};

  @PersistenceContext(unitName = "parlour")
  EntityManager em;

  @Override
  @Transactional(TxType.REQUIRES_NEW)
  public int send(int most, Consumer<List<RoomNotice>> sender) {
    @SuppressWarnings("unchecked")
    List<Object[]> rows =
        em.createNativeQuery(
                "select id, type, room, seq, payload from outbox order by id limit :most for update"
                    + " skip locked")
            .setParameter("most", most)
            .getResultList();
    if (rows.isEmpty()) {
      return 0;
    }
    sender.accept(rows.stream().map(JpaOutbox::notice).toList());
    em.createNativeQuery("delete from outbox where id = any(:ids)")
        .setParameter(
            "ids", rows.stream().map(r -> ((Number) r[0]).longValue()).toArray(Long[]::new))
        .executeUpdate();
    return rows.size();
  }

  private static RoomNotice notice(Object[] row) {
    try {
      return new RoomNotice(
          "outbox-" + row[0],
          (String) row[1],
          (String) row[2],
          ((Number) row[3]).longValue(),
          Json.mapper().readValue((String) row[4], PAYLOAD));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("row " + row[0] + " of the outbox cannot be read", e);
    }
  }

  @Override
  @Transactional(TxType.REQUIRED)
  public boolean first(String consumer, String message) {
    return em.createNativeQuery(
                "insert into consumed (consumer, message) values (:consumer, :message) on conflict"
                    + " do nothing")
            .setParameter("consumer", consumer)
            .setParameter("message", message)
            .executeUpdate()
        == 1;
  }

  @Override
  @Transactional(TxType.REQUIRES_NEW)
  public void forgetOld() {
    em.createNativeQuery("delete from consumed where at < now() - interval '30 days'")
        .executeUpdate();
  }
}
