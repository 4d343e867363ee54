package dev.parlour.player.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanismHandler;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition.OpenIdAuthenticationMechanism;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Who answers for a request: the container's own mechanism for OpenID Connect at the two addresses
 * of single sign-on, where a provider is set; the session's cookie everywhere. What the provider
 * says becomes a session of ours ({@link ProviderSignIn}), so that signing out, the list of devices
 * and all else are the same for everybody.
 */
@OpenIdAuthenticationMechanismDefinition(
    providerURI = "#{singleSignOn.provider}",
    clientId = "#{singleSignOn.clientId}",
    clientSecret = "#{singleSignOn.clientSecret}",
    redirectURI = "#{singleSignOn.redirect}",
    scope = {"openid", "profile"},
    useSession = false)
@ApplicationScoped
public class Mechanisms implements HttpAuthenticationMechanismHandler {
  @Inject SessionMechanism sessions;
  @Inject @OpenIdAuthenticationMechanism HttpAuthenticationMechanism provider;
  @Inject SingleSignOn singleSignOn;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    String path = request.getRequestURI();
    boolean ofProvider = path.equals(SingleSignOn.START) || path.equals(SingleSignOn.BACK);
    if (!ofProvider || !singleSignOn.isSet()) {
      return sessions.validateRequest(request, response, context);
    }
    AuthenticationStatus status = provider.validateRequest(request, response, context);
    if (status == AuthenticationStatus.SUCCESS) {
      request.setAttribute(SingleSignOn.VOUCHED, Boolean.TRUE);
    }
    return status;
  }
}
