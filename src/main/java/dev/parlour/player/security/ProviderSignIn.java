package dev.parlour.player.security;

import dev.parlour.http.Browser;
import dev.parlour.player.app.Entry;
import dev.parlour.player.app.Players;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Signing in by the organisation's identity provider: leads there, and makes a session of whom the
 * container says it has vouched for. By then the container has checked state, nonce, signature,
 * issuer and audience.
 */
@WebServlet({SingleSignOn.START, SingleSignOn.BACK})
public class ProviderSignIn extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(ProviderSignIn.class.getName());

  @Inject private transient SecurityContext security;
  @Inject private transient OpenIdContext openId;
  @Inject private transient SingleSignOn singleSignOn;
  @Inject private transient Players players;
  @Inject private transient Browser browser;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!singleSignOn.isSet()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (request.getServletPath().equals(SingleSignOn.START)) {
      AuthenticationStatus status =
          security.authenticate(
              request, response, AuthenticationParameters.withParams().newAuthentication(true));
      if (!response.isCommitted()) { // else it leads to the provider, whatever the status says
        LOG.log(Level.WARNING, "The identity provider cannot be asked: {0}", status);
        seeOther(response, "/sign-in?refused=provider");
      }
    } else if (request.getAttribute(SingleSignOn.VOUCHED) == null || claim("sub") == null) {
      seeOther(response, "/sign-in?refused=provider");
    } else {
      forgetContainersCookie(response);
      switch (players.vouched(
          singleSignOn.getProvider(), claim("sub"), name(), browser.visitor())) {
        case Entry.In in -> {
          browser.signedIn(in.token());
          seeOther(response, "/");
        }
        case Entry.Refused refused -> seeOther(response, "/sign-in?refused=provider");
      }
    }
  }

  /**
   * What the token says; null for nothing. Asked of the token and not of the context, whose subject
   * here is what people are called, and that may change.
   */
  private String claim(String name) {
    return openId.getIdentityToken() != null
            && openId.getIdentityToken().getClaims().get(name) instanceof String text
            && !text.isBlank()
        ? text
        : null;
  }

  /** What the provider calls them; null for nothing. */
  private String name() {
    return Stream.of("preferred_username", "nickname", "name")
        .map(this::claim)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** It has just made one, by which somebody would be known who has signed out. */
  private static void forgetContainersCookie(HttpServletResponse response) {
    Cookie cookie = new Cookie("LtpaToken2", "");
    cookie.setPath("/");
    cookie.setMaxAge(0);
    cookie.setHttpOnly(true);
    response.addCookie(cookie);
  }

  private static void seeOther(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path);
  }
}
