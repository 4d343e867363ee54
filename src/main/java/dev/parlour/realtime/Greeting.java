package dev.parlour.realtime;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Carries what the filter found over to the session; since WebSocket 2.1 each session has its own
 * copy of the properties.
 */
public class Greeting extends ServerEndpointConfig.Configurator {

  /**
   * Looks for the container's own configurator, which is kept, before anybody can call. Otherwise
   * the first handshakes after a start look for it, all at once where a node has gone: they meet in
   * the module system's lock with virtual threads that load their first classes, and then it takes
   * half a minute, with no thread left for the node's heartbeat.
   */
  public Greeting() {
    getContainerDefaultConfigurator();
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    config.getUserProperties().put(Handshake.PROPERTY, Handshake.CURRENT.get());
  }
}
