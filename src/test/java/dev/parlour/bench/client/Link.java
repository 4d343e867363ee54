package dev.parlour.bench.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One socket, for one player or for many. It lives until it is closed; who wants to go on opens
 * another one. Everything but the opening, {@link #run} and the ways to close it belongs to its
 * thread.
 */
public final class Link extends SimpleChannelInboundHandler<WebSocketFrame> {
  /** Code of a socket that broke without a goodbye. */
  public static final int BROKEN = 1006;

  /** Hears what concerns no player of the link. */
  public interface Listener {
    default void message(Link link, Message message, long nanos) {}

    /** A message of bytes; the buffer is lent. */
    default void bytes(Link link, ByteBuf bytes, long nanos) {}

    default void closed(Link link, int code, String reason) {}
  }

  /** Does not listen. */
  public static final Listener NOBODY = new Listener() {};

  private static final FastThreadLocal<Message> MESSAGES =
      new FastThreadLocal<>() {
        @Override
        protected Message initialValue() {
          return new Message();
        }
      };

  private final Listener listener;
  private final CompletableFuture<Link> opened = new CompletableFuture<>();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final Map<String, Player> players = new HashMap<>(4);
  private Player only; // where there is but one, nobody need be looked up
  private volatile Channel channel;
  private ByteBuf parts; // of a message that comes in several frames
  private int code = BROKEN;
  private String reason = "";

  Link(Listener listener) {
    this.listener = listener;
  }

  CompletableFuture<Link> opened() {
    return opened;
  }

  void failed(Throwable why) {
    opened.completeExceptionally(why);
    ended.complete(BROKEN);
  }

  /** Comes with the code when the socket is over. */
  public CompletableFuture<Integer> ended() {
    return ended;
  }

  public boolean isOpen() {
    Channel now = channel;
    return now != null && now.isActive();
  }

  public EventLoop loop() {
    return channel.eventLoop();
  }

  /** Does something on the link's thread. */
  public void run(Runnable action) {
    if (loop().inEventLoop()) {
      action.run();
    } else {
      loop().execute(action);
    }
  }

  static String key(String room, String as) {
    return room + '/' + as;
  }

  void add(Player player) {
    players.put(key(player.room(), player.as()), player);
    only = players.size() == 1 ? player : null;
  }

  void remove(Player player) {
    players.remove(key(player.room(), player.as()), player);
    only = players.size() == 1 ? players.values().iterator().next() : null;
  }

  /** Sends a text that is ready; nothing happens where the socket is over. */
  public void send(byte[] utf8) {
    Channel now = channel;
    if (now != null) {
      now.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(utf8)), now.voidPromise());
    }
  }

  /** From now on nothing is read; what the server sends fills the buffers between. */
  public void stopReading() {
    channel.config().setAutoRead(false);
  }

  public void goOnReading() {
    channel.config().setAutoRead(true);
  }

  /** Says goodbye. */
  public void close() {
    Channel now = channel;
    if (now != null && now.isActive()) {
      now.writeAndFlush(new CloseWebSocketFrame(1000, ""));
      now.config().setAutoRead(true);
    }
  }

  /** Breaks off without a word, as a machine that dies. */
  public void cut() {
    Channel now = channel;
    if (now != null && now.isActive()) { // a socket that is gone takes no options
      try {
        now.config().setOption(ChannelOption.SO_LINGER, 0);
      } catch (ChannelException gone) {
        // in between
      }
      now.close();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      opened.complete(this);
    } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
      opened.completeExceptionally(new IllegalStateException("the handshake took too long"));
      context.close();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    long nanos = System.nanoTime();
    switch (frame) {
      case TextWebSocketFrame text when text.isFinalFragment() && parts == null ->
          received(text.content(), nanos);
      case TextWebSocketFrame text -> part(context, text, nanos);
      case BinaryWebSocketFrame binary when binary.isFinalFragment() -> {
        if (only == null) {
          listener.bytes(this, binary.content(), nanos);
        } else {
          only.framed(binary.content(), nanos);
        }
      }
      case ContinuationWebSocketFrame more -> part(context, more, nanos);
      case CloseWebSocketFrame close -> {
        code = close.statusCode() < 0 ? 1005 : close.statusCode();
        reason = close.reasonText();
        context.writeAndFlush(new CloseWebSocketFrame(code == 1005 ? 1000 : code, ""));
        context.close();
      }
      default -> {}
    }
  }

  private void part(ChannelHandlerContext context, WebSocketFrame frame, long nanos) {
    if (parts == null) {
      parts = context.alloc().buffer();
    }
    parts.writeBytes(frame.content());
    if (frame.isFinalFragment()) {
      received(parts, nanos);
      parts.release();
      parts = null;
    }
  }

  /** A text may hold several messages, one a line. */
  private void received(ByteBuf content, long nanos) {
    for (int end = line(content); end >= 0; end = line(content)) {
      heard(content.readSlice(end - content.readerIndex()), nanos);
      content.skipBytes(1);
    }
    heard(content, nanos);
  }

  private static int line(ByteBuf content) {
    return content.indexOf(content.readerIndex(), content.writerIndex(), (byte) '\n');
  }

  private void heard(ByteBuf content, long nanos) {
    Message message = MESSAGES.get().read(content);
    Player player = only;
    if (player == null && !players.isEmpty()) {
      String room = message.room();
      player = room == null ? null : players.get(key(room, message.as()));
    }
    if (player == null) {
      listener.message(this, message, nanos);
    } else {
      player.heard(message, nanos);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!opened.completeExceptionally(cause)) {
      reason = String.valueOf(cause.getMessage());
    }
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    opened.completeExceptionally(new IllegalStateException("closed before it was open"));
    if (parts != null) {
      parts.release();
      parts = null;
    }
    List.copyOf(players.values()).forEach(player -> player.lost(this, code));
    players.clear();
    only = null;
    listener.closed(this, code, reason);
    ended.complete(code);
  }
}
