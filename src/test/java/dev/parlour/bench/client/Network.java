package dev.parlour.bench.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The threads of all sockets: one or two carry thousands. What listeners and players do, they do on
 * these threads, so nothing there may wait.
 */
public final class Network implements AutoCloseable {
  /** As a page of Parlour wishes for them; the first that the server has counts. */
  public static final String PROTOCOLS = "parlour.v1.lines, parlour.v1";

  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int CONNECT_MILLIS = 10_000;

  private final EventLoopGroup loops;
  private final Class<? extends Channel> channels;

  public Network(int threads) {
    boolean epoll = Epoll.isAvailable();
    loops = epoll ? new EpollEventLoopGroup(threads) : new NioEventLoopGroup(threads);
    channels = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /** Parlour's socket at that server, such as {@code http://localhost:9080/}. */
  public CompletableFuture<Link> open(URI server) {
    return open(socket(server), PROTOCOLS, Link.NOBODY, 0);
  }

  /** {@code ws://host:port/ws} of a server's address. */
  public static URI socket(URI server) {
    return server.resolve("/ws");
  }

  /**
   * @param subprotocol null for none
   * @param listener hears what concerns no player
   * @param receiveBuffer of the system, in bytes; 0 for its own choice. A small one makes a reader
   *     that stops noticeable soon
   * @return fails where the handshake is refused
   */
  public CompletableFuture<Link> open(
      URI address, String subprotocol, Link.Listener listener, int receiveBuffer) {
    int port = address.getPort() < 0 ? 80 : address.getPort();
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri("ws://" + address.getHost() + ":" + port + pathAndQuery(address))
            .version(WebSocketVersion.V13)
            .subprotocol(subprotocol)
            .customHeaders(new DefaultHttpHeaders())
            .maxFramePayloadLength(MOST_BYTES)
            .handleCloseFrames(false) // the link wants to know the code
            .withUTF8Validator(false)
            .handshakeTimeoutMillis(CONNECT_MILLIS * 3L)
            .build();
    Link link = new Link(listener);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(channels)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1 << 20, 1 << 21))
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new FlushConsolidationHandler(),
                            new HttpClientCodec(),
                            new HttpObjectAggregator(65_536),
                            new WebSocketClientProtocolHandler(config),
                            link);
                  }
                });
    if (receiveBuffer > 0) {
      bootstrap.option(ChannelOption.SO_RCVBUF, receiveBuffer);
    }
    bootstrap
        .connect(address.getHost(), port)
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                link.failed(connected.cause());
              }
            });
    return link.opened();
  }

  private static String pathAndQuery(URI address) {
    return address.getRawPath()
        + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
  }

  /** One of the threads, for what belongs to no socket. */
  public EventLoop loop() {
    return loops.next();
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
