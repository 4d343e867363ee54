package dev.parlour.player.security;

import dev.parlour.http.Browser;
import dev.parlour.player.Session;
import dev.parlour.player.SignedIn;
import dev.parlour.player.app.Players;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the container who a request is from, by the session's cookie, so that principals and roles
 * ({@code player}, {@code host}, {@code operator}) are what they are in any application of the
 * server. The forms at {@code /register} and {@code /sign-in} make the session. Nothing is kept
 * between requests: no HTTP session, no cookie of the container's, and nothing for sockets, whose
 * first request passes without a word, as they live long and prove who they are by themselves.
 */
@ApplicationScoped
public class SessionMechanism implements HttpAuthenticationMechanism {
  @Inject SignedIn signedIn;
  @Inject Players players;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Optional<Session> session =
        request.getRequestURI().equals("/ws") || request.getRequestURI().startsWith("/static/")
            ? Optional.empty()
            : session(request);
    if (session.isEmpty()) {
      return context.isProtected() ? context.responseUnauthorized() : context.doNothing();
    }
    return context.notifyContainerAboutLogin(session.get().name(), roles(session.get()));
  }

  private Optional<Session> session(HttpServletRequest request) {
    try {
      return Browser.sessionToken(request.getCookies()).flatMap(signedIn::find);
    } catch (RuntimeException away) {
      return Optional.empty(); // whoever needs to know asks the browser, and is refused there
    }
  }

  private Set<String> roles(Session session) {
    Set<String> roles = new LinkedHashSet<>();
    roles.add("player");
    if (players.mayHost(session)) {
      roles.add("host");
    }
    if (players.operates(session)) {
      roles.add("operator");
    }
    return roles;
  }
}
