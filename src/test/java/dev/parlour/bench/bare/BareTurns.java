package dev.parlour.bench.bare;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/**
 * The least that can answer as a room does, with as many messages of the same size: no rooms, no
 * store, no look at what was said, and all of it from the thread that has read.
 *
 * <p>{@code /turns?bytes=B&views=V}: to whatever is said, an acknowledgement and V texts of B
 * bytes.
 */
@ServerEndpoint("/turns")
public class BareTurns {
  private static final String ACKNOWLEDGEMENT =
      "{\"type\":\"ack\",\"room\":\"ACDEFG\",\"as\":\"p10\",\"id\":\"c10\",\"seq\":1000}";

  private String view;
  private int views;

  /** Reads what it is to say. */
  @OnOpen
  public void open(Session session) {
    session.setMaxIdleTimeout(0);
    var query = session.getRequestParameterMap();
    view = "x".repeat(Integer.parseInt(query.get("bytes").getFirst()));
    views = Integer.parseInt(query.get("views").getFirst());
  }

  /** Says it. */
  @OnMessage
  public void said(String text, Session session) throws IOException {
    session.getBasicRemote().sendText(ACKNOWLEDGEMENT);
    for (int i = 0; i < views; i++) {
      session.getBasicRemote().sendText(view);
    }
  }
}
