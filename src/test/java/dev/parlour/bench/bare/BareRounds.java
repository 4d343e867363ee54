package dev.parlour.bench.bare;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The least that can go on as a room does, with as many messages of the same size at the same
 * moments: no rules, no store, no look at what was said, and all of it from the thread that has
 * read.
 *
 * <p>{@code /rounds?group=G&players=P&bytes=B}: whatever is said has an acknowledgement. When all P
 * of a group have said something, each of them is sent a text of B bytes; and again whenever
 * somebody says {@code next}, which has no acknowledgement.
 */
@ServerEndpoint("/rounds")
public class BareRounds {
  private static final String ACKNOWLEDGEMENT =
      "{\"type\":\"ack\",\"room\":\"ACDEFG\",\"as\":\"p10\",\"id\":\"c10\",\"seq\":1000}";

  private static final Map<String, Group> GROUPS = new ConcurrentHashMap<>();

  /** Guarded by itself. */
  private static final class Group {
    private final int players;
    private final String view;
    private final List<Session> sessions = new ArrayList<>();
    private int said;

    Group(int players, int bytes) {
      this.players = players;
      this.view = "x".repeat(bytes);
    }

    synchronized void enter(Session session) {
      sessions.add(session);
    }

    synchronized void leave(Session session) {
      sessions.remove(session);
    }

    synchronized void said(String text, Session by) throws IOException {
      if (!text.equals("next")) {
        by.getBasicRemote().sendText(ACKNOWLEDGEMENT);
        if (++said < players) {
          return;
        }
        said = 0;
      }
      for (Session session : sessions) {
        session.getBasicRemote().sendText(view);
      }
    }
  }

  private String name;
  private Group group;

  /** Reads where it is and what it is to say. */
  @OnOpen
  public void open(Session session) {
    session.setMaxIdleTimeout(0);
    var query = session.getRequestParameterMap();
    name = query.get("group").getFirst();
    int players = Integer.parseInt(query.get("players").getFirst());
    int bytes = Integer.parseInt(query.get("bytes").getFirst());
    group = GROUPS.computeIfAbsent(name, n -> new Group(players, bytes));
    group.enter(session);
  }

  /** Says it. */
  @OnMessage
  public void said(String text, Session session) throws IOException {
    group.said(text, session);
  }

  /** The end of one is the end of its group. */
  @OnClose
  public void closed(Session session) {
    group.leave(session);
    GROUPS.remove(name, group);
  }
}
