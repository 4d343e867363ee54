package dev.parlour.operations;

import dev.parlour.shared.ReadinessProbe;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** Whether the database answers now. It asks each time: the pool knows only how things were. */
@ApplicationScoped
public class DatabaseProbe implements ReadinessProbe {

  private static final int PATIENCE_SECONDS = 2;

  @Resource(lookup = "jdbc/parlour")
  private DataSource database;

  private volatile String trouble = "";

  @Override
  public String name() {
    return "database";
  }

  @Override
  public boolean ready() {
    try (Connection connection = database.getConnection()) {
      boolean valid = connection.isValid(PATIENCE_SECONDS);
      trouble = valid ? "" : "no answer within " + PATIENCE_SECONDS + " s";
      return valid;
    } catch (SQLException e) {
      trouble = "no connection, SQL state " + e.getSQLState();
      return false;
    }
  }

  @Override
  public Map<String, String> details() {
    return trouble.isEmpty() ? Map.of() : Map.of("trouble", trouble);
  }
}
