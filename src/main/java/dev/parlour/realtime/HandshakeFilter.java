package dev.parlour.realtime;

import dev.parlour.game.Rejection;
import dev.parlour.http.Browser;
import dev.parlour.http.Caller;
import dev.parlour.http.FrontDoor;
import dev.parlour.http.HttpSettings;
import dev.parlour.player.GuestId;
import dev.parlour.player.Session;
import dev.parlour.player.SignedIn;
import dev.parlour.shared.Languages;
import dev.parlour.shared.Settings;
import dev.parlour.wire.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at a connection's first request before the container makes a socket of it. Where it comes
 * from is the front door's matter; which of the two comes first does not matter. A filter, because
 * the container's own hook sees neither the address nor the Host header.
 */
@WebFilter(urlPatterns = "/ws")
public class HandshakeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient Connections connections;
  @Inject private transient SignedIn signedIn;

  private final transient HttpSettings http = HttpSettings.from(Settings.ofProcess());

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      response.setHeader("Upgrade", "websocket");
      FrontDoor.refuse(
          request,
          response,
          Problem.of(new Rejection("upgrade_required", "This address speaks WebSocket only.")));
      return;
    }
    Caller caller = Caller.of(request, http);
    if (connections.crowded(caller.address())) {
      response.setHeader("Retry-After", "10");
      FrontDoor.refuse(
          request,
          response,
          Problem.of(
              new Rejection(
                  "too_many_connections", "There are too many connections from your address.")));
      return;
    }
    if (connections.guessing(caller.address())) {
      response.setHeader("Retry-After", "60");
      FrontDoor.refuse(
          request,
          response,
          Problem.of(
              new Rejection(
                  "rate_limited", "Too many rooms were named that do not exist; try later.")));
      return;
    }
    Optional<Session> session;
    try {
      session = Browser.sessionToken(request.getCookies()).flatMap(signedIn::find);
    } catch (RuntimeException away) {
      response.setHeader("Retry-After", "2");
      FrontDoor.refuse(
          request,
          response,
          Problem.of(
              new Rejection("unavailable", "The server cannot look up who you are; try again.")));
      return;
    }
    Handshake handshake =
        new Handshake(
            caller.address(),
            session
                .map(s -> GuestId.of(s.account()))
                .or(() -> Browser.known(request.getCookies()))
                .orElse(null),
            session.map(Session::id).orElse(0L),
            Languages.best(wished(request.getHeader("Accept-Language"))));
    try {
      ScopedValue.where(Handshake.CURRENT, handshake)
          .call(
              () -> {
                chain.doFilter(new Sessionless(request), response);
                return null;
              });
    } catch (IOException | ServletException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  static List<Locale.LanguageRange> wished(String header) {
    try {
      return header == null || header.length() > 1_000
          ? List.of()
          : Locale.LanguageRange.parse(header);
    } catch (IllegalArgumentException unreadable) {
      return List.of();
    }
  }

  /**
   * The container asks for an HTTP session at each handshake, which would make one that outlives
   * the socket.
   */
  private static final class Sessionless extends HttpServletRequestWrapper {
    Sessionless(HttpServletRequest request) {
      super(request);
    }

    @Override
    public HttpSession getSession() {
      return null;
    }

    @Override
    public HttpSession getSession(boolean create) {
      return null;
    }
  }
}
