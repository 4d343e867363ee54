package dev.parlour.realtime;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The container's side of a connection: an instance for each, called by one thread at a time. */
@Dependent
@ServerEndpoint(value = "/ws", subprotocols = "parlour.v1", configurator = Greeting.class)
public class RoomSocket {
  private static final Logger LOG = Logger.getLogger(RoomSocket.class.getName());

  @Inject private Connections connections;

  private Connection connection;

  @OnOpen
  public void opened(Session session) {
    session.setMaxIdleTimeout(0); // the container would close with a code that may not be sent
    session.setMaxTextMessageBufferSize(connections.settings().messageBytes());
    session.setMaxBinaryMessageBufferSize(connections.settings().messageBytes());
    connection = connections.open(peer(session), (Handshake) session.getUserProperties().get(Handshake.PROPERTY));
  }

  @OnMessage
  public void received(String text) {
    Instant arrivedAt = Instant.now(); // first of all: what arrived in time counts
    connection.received(text, arrivedAt);
  }

  @OnMessage
  public void received(byte[] bytes) {
    connection.part(CloseReason.CloseCodes.CANNOT_ACCEPT.getCode(), "text_only");
  }

  @OnMessage
  public void received(PongMessage pong) {
    connection.heard();
  }

  @OnClose
  public void closed(CloseReason reason) {
    if (connection != null) {
      connection.closed(reason.getCloseCode().getCode());
    }
  }

  @OnError
  public void failed(Throwable fault) {
    // A broken connection is everyday life, and onClose follows; anything else is a fault of ours.
    if (fault instanceof IOException) {
      LOG.log(Level.FINE, "A connection broke", fault);
    } else {
      LOG.log(Level.WARNING, "A connection failed", fault);
    }
    if (connection != null) {
      connection.part(CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode(), "fault");
    }
  }

  private static Peer peer(Session session) {
    return new Peer() {
      @Override
      public void send(String text) throws IOException {
        session.getBasicRemote().sendText(text);
      }

      @Override
      public void ping() throws IOException {
        session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
      }

      @Override
      public void close(int code, String reason) {
        try {
          if (session.isOpen()) {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
          }
        } catch (IOException | RuntimeException alreadyGone) {
          LOG.log(Level.FINE, "A connection was gone before its goodbye", alreadyGone);
        }
      }
    };
  }
}
