package dev.parlour.player.security;

import dev.parlour.http.Browser;
import dev.parlour.player.app.Entry;
import dev.parlour.player.app.Players;
import dev.parlour.player.app.ProviderLinks;
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
  private static final String REFUSED = "?refused=provider_failed";
  private static final Logger LOG = Logger.getLogger(ProviderSignIn.class.getName());

  @Inject private transient SecurityContext security;
  @Inject private transient OpenIdContext openId;
  @Inject private transient SingleSignOn singleSignOn;
  @Inject private transient Players players;
  @Inject private transient ProviderLinks links;
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
        refused(response);
      }
    } else if (request.getAttribute(SingleSignOn.VOUCHED) == null || claim("sub") == null) {
      refused(response);
    } else {
      forgetContainersCookie(response);
      vouched(response);
    }
  }

  private void vouched(HttpServletResponse response) {
    String issuer = singleSignOn.getProvider();
    switch (browser
        .session()
        .map(me -> links.vouched(me, issuer, claim("sub")))
        .orElse(ProviderLinks.Outcome.NOT_ASKED)) {
      case LINKED -> seeOther(response, "/account?done=linked");
      case ANOTHERS -> seeOther(response, "/account?refused=provider_anothers");
      case NOT_ASKED -> {
        switch (players.vouched(issuer, claim("sub"), name(), browser.visitor())) {
          case Entry.In in -> {
            browser.signedIn(in.token());
            seeOther(response, "/");
          }
          case Entry.Refused refused -> refused(response);
        }
      }
    }
  }

  private void refused(HttpServletResponse response) {
    seeOther(response, (browser.session().isPresent() ? "/account" : "/sign-in") + REFUSED);
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
