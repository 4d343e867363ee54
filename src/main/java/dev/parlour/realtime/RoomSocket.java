package dev.parlour.realtime;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The container's side of a connection: an instance for each, called by one thread at a time.
 *
 * <p>Not annotated, and taking messages by their frames, because only so is there a limit to what a
 * client can make the container hold: for annotated endpoints Liberty limits either single frames
 * and not their sum (whole messages), or nothing at all (partial ones). Here it limits each frame,
 * and the sum is limited by {@link #text}. The price: a character that is split between two frames
 * ends the connection with 1007; no client splits messages as short as ours.
 */
@Dependent
public class RoomSocket extends Endpoint {
  private static final Logger LOG = Logger.getLogger(RoomSocket.class.getName());

  /** Like {@code parlour.v1}, but frames come as bytes. */
  private static final String BINARY = "parlour.v1.bin";

  /** Like that, and a text may hold several messages, one a line. */
  private static final String LINES = "parlour.v1.lines";

  /** Where the endpoint is and what it speaks. */
  public static class Place implements ServerApplicationConfig {
    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
      return Set.of(
          ServerEndpointConfig.Builder.create(RoomSocket.class, "/ws")
              .subprotocols(List.of(LINES, BINARY, "parlour.v1"))
              .configurator(new Greeting())
              .build());
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
      return Set.of();
    }
  }

  @Inject private Connections connections;

  private final StringBuilder parts = new StringBuilder();
  private Connection connection;
  private int limit;
  private boolean tooLong;

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    limit = connections.settings().messageBytes();
    session.setMaxIdleTimeout(0); // the container would close with a code that may not be sent
    session.setMaxTextMessageBufferSize(limit);
    session.setMaxBinaryMessageBufferSize(limit);
    connection =
        connections.open(
            peer(session), (Handshake) session.getUserProperties().get(Handshake.PROPERTY));
    session.addMessageHandler(String.class, (MessageHandler.Partial<String>) this::text);
    session.addMessageHandler(
        byte[].class,
        (MessageHandler.Partial<byte[]>)
            (bytes, last) ->
                connection.part(CloseReason.CloseCodes.CANNOT_ACCEPT.getCode(), "text_only"));
    session.addMessageHandler(
        PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> connection.heard());
  }

  private void text(String part, boolean last) {
    Instant arrivedAt = Instant.now(); // first of all: what arrived in time counts
    if (tooLong) {
      connection.heard(); // the rest of it; the connection is about to end
      return;
    }
    if (parts.isEmpty() && last) {
      connection.received(part, arrivedAt);
      return;
    }
    if (parts.length() + part.length() > limit) {
      tooLong = true;
      parts.setLength(0);
      connection.part(CloseReason.CloseCodes.TOO_BIG.getCode(), "too_big");
      return;
    }
    parts.append(part);
    if (last) {
      String whole = parts.toString();
      parts.setLength(0);
      connection.received(whole, arrivedAt);
    }
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    if (connection != null) {
      connection.closed(reason.getCloseCode().getCode());
    }
  }

  @Override
  public void onError(Session session, Throwable fault) {
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

  private interface Write {
    void run() throws IOException;
  }

  /** Where our write meets the client's close, the container throws as if we had erred. */
  private static void written(Write write) throws IOException {
    try {
      write.run();
    } catch (IllegalStateException closing) {
      throw new IOException("the client is just closing", closing);
    }
  }

  private static Peer peer(Session session) {
    boolean lines = LINES.equals(session.getNegotiatedSubprotocol());
    boolean binary = lines || BINARY.equals(session.getNegotiatedSubprotocol());
    return new Peer() {
      @Override
      public boolean readsBinary() {
        return binary;
      }

      @Override
      public boolean readsLines() {
        return lines;
      }

      @Override
      public void send(String text) throws IOException {
        written(() -> session.getBasicRemote().sendText(text));
      }

      @Override
      public void send(ByteBuffer bytes) throws IOException {
        written(() -> session.getBasicRemote().sendBinary(bytes.duplicate()));
      }

      @Override
      public void ping() throws IOException {
        written(() -> session.getBasicRemote().sendPing(ByteBuffer.allocate(0)));
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
