package dev.parlour.realtime;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Carries what the filter found over to the session; since WebSocket 2.1 each session has its own
 * copy of the properties.
 */
public class Greeting extends ServerEndpointConfig.Configurator {
  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    config.getUserProperties().put(Handshake.PROPERTY, Handshake.CURRENT.get());
  }
}
