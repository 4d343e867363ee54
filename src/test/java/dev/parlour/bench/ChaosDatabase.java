package dev.parlour.bench;

import dev.parlour.testkit.ScaleKit;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Looks into the database of the kit, past all nodes. */
final class ChaosDatabase {
  private final String url;
  private final Properties login = new Properties();

  /** Who runs a room, in which epoch. */
  record Owned(String room, String status, String owner, long epoch) {}

  ChaosDatabase(ScaleKit kit) throws IOException {
    url = kit.databaseUrl();
    login.setProperty("user", kit.databaseUser());
    login.setProperty("password", kit.databasePassword());
    login.setProperty("connectTimeout", "5");
    login.setProperty("socketTimeout", "30");
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(url, login);
  }

  List<Owned> owned() throws SQLException {
    List<Owned> all = new ArrayList<>();
    try (Connection connection = open();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("select code, status, owner, epoch from room")) {
      while (rows.next()) {
        all.add(
            new Owned(rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4)));
      }
    }
    return all;
  }

  /** What still waits to be told to other features. */
  long notices() throws SQLException {
    try (Connection connection = open();
        ResultSet count =
            connection.createStatement().executeQuery("select count(*) from outbox")) {
      count.next();
      return count.getLong(1);
    }
  }

  /** All rooms with all that happened in them. */
  List<ChaosCheck.Log> logs() throws SQLException {
    List<ChaosCheck.Log> logs = new ArrayList<>();
    try (Connection connection = open()) {
      Map<String, List<ChaosCheck.Row>> events = new LinkedHashMap<>();
      try (PreparedStatement statement =
              connection.prepareStatement(
                  "select room, seq, actor, command_id, kind, version, payload from room_event"
                      + " order by room, seq");
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          events
              .computeIfAbsent(rows.getString(1), r -> new ArrayList<>())
              .add(
                  new ChaosCheck.Row(
                      rows.getLong(2),
                      rows.getString(3),
                      rows.getString(4),
                      rows.getString(5),
                      rows.getInt(6),
                      rows.getString(7)));
        }
      }
      try (ResultSet rows =
          connection.createStatement().executeQuery("select code, status, seq, epoch from room")) {
        while (rows.next()) {
          String room = rows.getString(1);
          logs.add(
              new ChaosCheck.Log(
                  room,
                  rows.getString(2),
                  rows.getLong(3),
                  rows.getLong(4),
                  events.getOrDefault(room, List.of())));
        }
      }
    }
    return logs;
  }
}
