package dev.parlour.sql;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/**
 * Statements with their values, in the connection of the transaction that runs. A value is null, a
 * text, a number, a boolean, an {@link Instant} or {@link Texts}.
 */
public record Sql(Connection connection) {
  /** What is done with the connection. */
  public interface Work<T> {
    T with(Sql sql) throws SQLException;
  }

  /** What a row is read as. */
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** A value that is several texts: an array for {@code any (?)} and {@code unnest(?)}. */
  public record Texts(Collection<String> all) {}

  /** Works in the transaction of the caller. */
  public static <T> T in(EntityManager em, Work<T> work) {
    return em.unwrap(Session.class).doReturningWork(c -> work.with(new Sql(c)));
  }

  public <T> List<T> rows(Row<T> row, String text, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      bind(statement, values);
      try (ResultSet result = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (result.next()) {
          rows.add(row.of(result));
        }
        return rows;
      }
    }
  }

  /** The first row of a statement that always gives one. */
  public <T> T one(Row<T> row, String text, Object... values) throws SQLException {
    return rows(row, text, values).getFirst();
  }

  /** Gives the number of rows that it changed. */
  public int update(String text, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** The same statement with the values of each, on one way to the database. */
  public void batch(String text, List<Object[]> all) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (Object[] values : all) {
        bind(statement, values);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case null -> statement.setNull(i + 1, Types.NULL);
        case Texts texts ->
            statement.setArray(i + 1, connection.createArrayOf("text", texts.all().toArray()));
        case Instant at -> statement.setTimestamp(i + 1, Timestamp.from(at));
        default -> statement.setObject(i + 1, values[i]);
      }
    }
  }
}
