package dev.parlour.player.app;

import dev.parlour.player.Sessions;
import dev.parlour.shared.Names;
import dev.parlour.shared.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How people sign in.
 *
 * @param hashesAtOnce {@code player.hashes-at-once}: passwords that this node hashes at the same
 *     time; half of the cores. Each takes a core, and games need the others
 * @param hashesWaiting {@code player.hashes-waiting}: how many more may wait for their turn; 20.
 *     All others are told to come back
 * @param failBurst {@code player.fail-burst}: failed sign-ins of one address at once; 30, a class
 *     behind one router that mistypes
 * @param failsPerMinute {@code player.fails-per-minute}: the same in the long run; 10
 * @param registerBurst {@code player.register-burst}: accounts that one address may make at once;
 *     100
 * @param registersPerMinute {@code player.registers-per-minute}: the same in the long run; 10
 * @param sessionDays {@code player.session-days}: a sign-in ends when it was not used for so long;
 *     30
 * @param renewSeconds {@code player.renew-seconds}: a sign-in's token is exchanged when it is that
 *     old; 86,400
 * @param friends {@code player.friends}: most friends that somebody may have, asked ones included;
 *     500
 * @param operators {@code player.operators}: names of those who have the role of an operator; none.
 *     Register a name before you list it here, or somebody else may
 * @param hosts {@code player.hosts}: names of those who may create tournaments; empty: everybody
 *     who is signed in
 */
public record PlayerSettings(
    int hashesAtOnce,
    int hashesWaiting,
    int failBurst,
    int failsPerMinute,
    int registerBurst,
    int registersPerMinute,
    int sessionDays,
    int renewSeconds,
    int friends,
    List<String> operators,
    List<String> hosts,
    Provider provider) {
  /**
   * An identity provider of OpenID Connect, by which people may sign in as well.
   *
   * @param issuer {@code player.oidc.issuer}: its address, below which its configuration is found
   * @param clientId {@code player.oidc.client-id}: what this server is called there
   * @param clientSecret {@code player.oidc.client-secret}: what proves that; better given in the
   *     environment
   * @param origin {@code player.oidc.origin}: where people find this server, such as {@code
   *     https://quiz.example.org}; its {@code /sign-in/provider/back} is to be registered at the
   *     provider
   * @param label {@code player.oidc.label}: what people call the provider; its host
   */
  public record Provider(
      String issuer, String clientId, String clientSecret, String origin, String label) {
    static Provider from(Settings settings) {
      String issuer = settings.text("player.oidc.issuer", null);
      if (issuer == null) {
        return null;
      }
      return new Provider(
          address(issuer, "issuer"),
          needed(settings, "client-id"),
          needed(settings, "client-secret"),
          address(needed(settings, "origin"), "origin"),
          settings.text("player.oidc.label", issuer.replaceFirst("https?://([^/:]+).*", "$1")));
    }

    private static String needed(Settings settings, String name) {
      String value = settings.text("player.oidc." + name, null);
      if (value == null) {
        throw new IllegalArgumentException(
            "The setting parlour.player.oidc." + name + " is missing: the issuer needs it");
      }
      return value;
    }

    private static String address(String text, String name) {
      if (!text.matches("https?://[^\\s?#]+")) {
        throw new IllegalArgumentException(
            "The setting parlour.player.oidc."
                + name
                + " is \""
                + text
                + "\", but must be an address such as https://id.example.org");
      }
      return text.replaceFirst("/+$", "");
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Provider[" + issuer + "]";
    }
  }

  /** Requests that were on their way with the former token still count. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  public PlayerSettings {
    operators = operators.stream().map(PlayerSettings::key).toList();
    hosts = hosts.stream().map(PlayerSettings::key).toList();
  }

  public static PlayerSettings from(Settings settings) {
    return new PlayerSettings(
        settings.whole(
            "player.hashes-at-once",
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            1,
            64),
        settings.whole("player.hashes-waiting", 20, 0, 1_000),
        settings.whole("player.fail-burst", 30, 1, 1_000_000),
        settings.whole("player.fails-per-minute", 10, 1, 1_000_000),
        settings.whole("player.register-burst", 100, 1, 1_000_000),
        settings.whole("player.registers-per-minute", 10, 1, 1_000_000),
        settings.whole("player.session-days", 30, 1, 400),
        settings.whole("player.renew-seconds", 86_400, 1, 2_592_000),
        settings.whole("player.friends", 500, 1, 10_000),
        settings.list("player.operators", List.of()),
        settings.list("player.hosts", List.of()),
        Provider.from(settings));
  }

  Sessions.Terms sessions() {
    return new Sessions.Terms(
        Duration.ofDays(sessionDays), Duration.ofSeconds(renewSeconds), GRACE);
  }

  private static String key(String name) {
    return Names.key(
        Names.clean(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "parlour.player.operators or parlour.player.hosts holds \""
                            + name
                            + "\", which nobody can be called")));
  }
}
