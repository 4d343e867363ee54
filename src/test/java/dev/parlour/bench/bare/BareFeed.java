package dev.parlour.bench.bare;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that can send the same text to many sockets of this server: no rooms, no roles, no
 * store. What Parlour costs is compared with it. It has a virtual thread a connection and one slot
 * in which the newest text wins.
 *
 * <p>{@code /feed?group=G&bytes=B&hz=H&binary=X}: a text of B bytes, H times a second, or as many
 * bytes where X is true; with hz=0 none ever.
 */
@ServerEndpoint("/feed")
public class BareFeed {
  private static final Map<String, Group> GROUPS = new ConcurrentHashMap<>();

  private Group group;
  private Listener listener;

  @OnOpen
  public void open(Session session) {
    session.setMaxIdleTimeout(0);
    Map<String, java.util.List<String>> query = session.getRequestParameterMap();
    int bytes = Integer.parseInt(query.get("bytes").getFirst());
    double hz = Double.parseDouble(query.get("hz").getFirst());
    group = GROUPS.computeIfAbsent(query.get("group").getFirst(), g -> new Group(bytes, hz));
    boolean binary = Boolean.parseBoolean(query.get("binary").getFirst());
    listener = new Listener(session, binary ? bytes : 0);
    group.add(listener);
  }

  /** Read and forgotten. */
  @OnMessage
  public void said(String text) {}

  @OnClose
  public void close() {
    if (listener != null) {
      group.remove(listener);
      listener.end();
    }
  }

  @OnError
  public void failed(Throwable broken) {
    close();
  }

  /** One socket's thread and slot. */
  private static final class Listener implements Runnable {
    private final Session session;
    private final int bytes; // of binary messages; 0 for texts
    private final AtomicReference<String> newest = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean ended;

    Listener(Session session, int bytes) {
      this.session = session;
      this.bytes = bytes;
      thread = Thread.startVirtualThread(this);
    }

    void show(String text) {
      newest.set(text);
      LockSupport.unpark(thread);
    }

    void end() {
      ended = true;
      LockSupport.unpark(thread);
    }

    @Override
    public void run() {
      try {
        while (!ended) {
          String text = newest.getAndSet(null);
          if (text == null) {
            LockSupport.park(this);
          } else if (bytes > 0) {
            session
                .getBasicRemote()
                .sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII), 0, bytes));
          } else {
            session.getBasicRemote().sendText(text);
          }
        }
      } catch (IOException | IllegalStateException gone) {
        ended = true;
      }
    }
  }

  /** Sockets that are sent the same. */
  private static final class Group implements Runnable {
    private final int bytes;
    private final double hz;
    private final Map<Listener, Listener> listeners = new ConcurrentHashMap<>();
    private boolean running; // guarded by this

    Group(int bytes, double hz) {
      this.bytes = bytes;
      this.hz = hz;
    }

    synchronized void add(Listener listener) {
      listeners.put(listener, listener);
      if (hz > 0 && !running) {
        running = true;
        Thread.startVirtualThread(this);
      }
    }

    void remove(Listener listener) {
      listeners.remove(listener);
    }

    private synchronized boolean goesOn() {
      running = !listeners.isEmpty();
      return running;
    }

    @Override
    public void run() {
      long period = (long) (1e9 / hz);
      long next = System.nanoTime();
      for (long seq = 1; goesOn(); seq++) {
        String head = "{\"type\":\"view\",\"seq\":" + seq + ",\"text\":\"";
        String text = head + "x".repeat(Math.max(0, bytes - head.length() - 2)) + "\"}";
        listeners.keySet().forEach(listener -> listener.show(text));
        next += period;
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
  }
}
