package dev.parlour.room.store;

import dev.parlour.room.Room;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.sql.SqlFaults;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The log in PostgreSQL. Stands outside the transactions, since a commit can fail after the last
 * statement has succeeded.
 */
@ApplicationScoped
class JpaRoomLog implements RoomLog {
  @Resource(lookup = "jdbc/parlour")
  DataSource database;

  @Inject RoomLogStatements statements;
  @Inject ThisNode node;
  @Inject Codecs codecs;

  @Override
  public List<Outcome> append(List<Append> appends) {
    return reaching(
        () -> {
          // before the transaction begins, which must be short
          List<Written> written =
              appends.stream().map(a -> Written.of(a, codecs.of(a.room()))).toList();
          Set<String> ours =
              written.stream().allMatch(Written::goesOn)
                  ? goOn(written)
                  : statements.append(written);
          return appends.stream()
              .map(a -> ours.contains(a.code()) ? Outcome.STORED : Outcome.FENCED)
              .toList();
        });
  }

  /**
   * One statement outside any transaction is one by itself: that saves a round trip, and what the
   * container's transaction costs beside.
   */
  private Set<String> goOn(List<Written> appends) {
    try (Connection connection = database.getConnection()) {
      return new AppendStatements(connection, node).goOn(appends);
    } catch (SQLException e) {
      throw AppendStatements.failed(e);
    }
  }

  @Override
  public Optional<String> gameOf(String code) {
    return reaching(() -> statements.gameOf(code));
  }

  @Override
  public OptionalLong lastSeq(String code) {
    return reaching(() -> statements.lastSeq(code));
  }

  @Override
  public Optional<Loaded> claim(String code, Room room, Claim how) {
    RoomLogStatements.Claimed claimed = reaching(() -> statements.claim(code, room, how));
    if (claimed.notOurs() != null) {
      throw claimed.notOurs();
    }
    return claimed.room();
  }

  @Override
  public Optional<Copy> read(String code, Room room) {
    return reaching(() -> statements.read(code, room));
  }

  @Override
  public List<RoomEvent> history(String code, Room room) {
    return reaching(() -> statements.history(code, room));
  }

  @Override
  public List<Listed> listed(int most) {
    return reaching(() -> statements.listed(most));
  }

  @Override
  public void release(String code, long epoch) {
    reaching(
        () -> {
          statements.release(code, epoch);
          return null;
        });
  }

  @Override
  public List<String> unfinished(Claim how) {
    return reaching(() -> statements.unfinished(how));
  }

  @Override
  public List<String> runElsewhere(int most) {
    return reaching(() -> statements.runElsewhere(most));
  }

  @Override
  public void remind(String code, Notice notice) {
    reaching(
        () -> {
          statements.remind(code, notice);
          return null;
        });
  }

  @Override
  public List<String> notOurs(List<String> codes) {
    return reaching(() -> statements.notOurs(codes));
  }

  @Override
  public List<String> idleSince(Instant before, int most) {
    return reaching(() -> statements.idleSince(before, most));
  }

  @Override
  public int deleteOver(Instant before, int most) {
    return reaching(() -> statements.deleteOver(before, most));
  }

  private static <T> T reaching(Supplier<T> work) {
    try {
      return work.get();
    } catch (NotOwner | IllegalArgumentException e) {
      throw e; // said by us, not by the database
    } catch (RuntimeException e) {
      throw SqlFaults.unstorable(e)
          ? new IllegalArgumentException("the database refuses this for ever", e)
          : new LogUnavailable("the database did not store or answer", e);
    }
  }
}
