package dev.parlour.room.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.room.Room;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomRules;
import dev.parlour.shared.RoomNotice;
import dev.parlour.testkit.Deployments;
import dev.parlour.testkit.RoomLogContract;
import dev.parlour.testkit.TallyGame;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The log in PostgreSQL keeps to the contract, with the server's own transactions around it; and
 * what it puts into the outbox arrives over the broker.
 */
@ExtendWith(ArquillianExtension.class)
class JpaRoomLogIT extends RoomLogContract {
  @Deployment
  static WebArchive parlour() {
    return Deployments.parlourWith(
            JpaRoomLogIT.class, Heard.class, RoomLogContract.class, TallyGame.class)
        .addClasses(TallyGame.class.getDeclaredClasses());
  }

  /** Hears the news of rooms as other features do. */
  @ApplicationScoped
  static class Heard {
    final List<RoomNotice> all = new CopyOnWriteArrayList<>();

    void heard(@Observes RoomNotice notice) {
      all.add(notice);
    }

    List<String> of(String code) {
      return all.stream().filter(n -> n.room().equals(code)).map(RoomNotice::type).toList();
    }
  }

  @Inject RoomLog log;
  @Inject Heard heard;

  @Resource(lookup = "jdbc/parlour")
  DataSource database;

  @Override
  protected RoomLog log() {
    return log;
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Override
  protected void giveTo(String code, String otherNode, boolean alive) throws Exception {
    try (Connection connection = database.getConnection()) {
      try (PreparedStatement node =
          connection.prepareStatement(
              "insert into node (name, incarnation, heartbeat) values (?, 'x', now() + cast(? as"
                  + " interval)) on conflict (name) do update set heartbeat ="
                  + " excluded.heartbeat")) {
        node.setString(1, otherNode);
        node.setString(2, alive ? "1 hour" : "-1 hour");
        node.executeUpdate();
      }
      try (PreparedStatement owner =
          connection.prepareStatement("update room set owner = ?, run = 'x' where code = ?")) {
        owner.setString(1, otherNode);
        owner.setString(2, code);
        owner.executeUpdate();
      }
    }
  }

  @Test
  void a_room_of_another_region_is_not_run_here() throws Exception {
    Room rules =
        new Room(
            new TallyGame(),
            new RoomRules(Duration.ofSeconds(3), Duration.ofMinutes(2), Duration.ofMinutes(5)));
    String code = aRunningRoom();
    giveTo(code, "dead", false);
    try (Connection connection = database.getConnection();
        PreparedStatement region =
            connection.prepareStatement("update room set region = 'far away' where code = ?")) {
      region.setString(1, code);
      region.executeUpdate();
    }
    assertThat(log.unfinished(RoomLog.Claim.ORPHANED)).doesNotContain(code);
    assertThatThrownBy(() -> log.claim(code, rules, RoomLog.Claim.ORPHANED))
        .isInstanceOfSatisfying(
            RoomLog.NotOwner.class, e -> assertThat(e.region()).isEqualTo("far away"));
  }

  @Override
  protected List<String> notices(String code, int count) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (heard.of(code).size() < count && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
    return heard.of(code);
  }

  /** Timers have connections too, which were cut and go back to the pool: each fails once. */
  private Optional<String> asked(String code) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try {
        return log.gameOf(code);
      } catch (RoomLog.LogUnavailable broken) {
        assertThat(System.nanoTime()).as("the pool has no whole connection").isLessThan(end);
        LockSupport.parkNanos(5_000_000);
      }
    }
  }

  @Test
  void a_room_is_not_unknown_because_a_connection_broke() throws Exception {
    try (Connection connection = database.getConnection()) {
      connection
          .createStatement()
          .executeUpdate(
              "insert into room (code, game, visibility, status, seq, epoch)"
                  + " values ('BRKCNN', 'tally', 'PRIVATE', 'READY', 0, 1)");
      for (int i = 0; i < 5; i++) {
        assertThat(asked("BRKCNN")).contains("tally"); // now the pool has a connection
        // All but this one, which stays out of the pool.
        connection
            .createStatement()
            .execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        Optional<String> game;
        try {
          game = log.gameOf("BRKCNN");
        } catch (RoomLog.LogUnavailable broken) {
          continue;
        }
        assertThat(game).contains("tally");
      }
    }
  }
}
