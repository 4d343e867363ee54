package dev.parlour.player.security;

import dev.parlour.player.app.PlayerSettings;
import dev.parlour.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/**
 * The organisation's identity provider, as the container's mechanism asks for it in expressions.
 * Where none is set, nothing of it is ever called.
 */
@Named("singleSignOn")
@ApplicationScoped
public class SingleSignOn {
  /** Where it begins. */
  static final String START = "/sign-in/provider";

  /** Where the provider leads back to; to be registered there. */
  static final String BACK = "/sign-in/provider/back";

  /**
   * The attribute of a request in which the provider's word came and was found true. The container
   * may know somebody from earlier; only this counts.
   */
  static final String VOUCHED = "dev.parlour.vouched";

  private final PlayerSettings.Provider provider =
      PlayerSettings.from(Settings.ofProcess()).provider();

  boolean isSet() {
    return provider != null;
  }

  /** What the container reads the provider's configuration from; an address that is none. */
  public String getProvider() {
    return isSet() ? provider.issuer() : "";
  }

  public String getClientId() {
    return isSet() ? provider.clientId() : "";
  }

  public String getClientSecret() {
    return isSet() ? provider.clientSecret() : "";
  }

  public String getRedirect() {
    return isSet() ? provider.origin() + BACK : "";
  }
}
