package dev.parlour.player.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.testkit.Device;
import dev.parlour.testkit.Device.Answer;
import dev.parlour.testkit.IdentityProvider;
import dev.parlour.testkit.IdentityProvider.Lie;
import dev.parlour.testkit.ServerProcess;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People sign in by a provider of OpenID Connect that runs here. */
class SingleSignOnIT {
  private static final String PASSWORD = "open the tall door";

  private static IdentityProvider provider;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    provider = IdentityProvider.start();
    server = ServerProcess.named("single-sign-on").optimizing();
    server
        .set("parlour.player.oidc.issuer", provider.issuer())
        .set("parlour.player.oidc.client-id", IdentityProvider.CLIENT)
        .set("parlour.player.oidc.client-secret", IdentityProvider.SECRET)
        .set("parlour.player.oidc.origin", server.address().toString().replaceFirst("/$", ""))
        .set("parlour.player.oidc.label", "Example Org")
        .start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (provider != null) {
      provider.close();
    }
  }

  private static String unique(String name) {
    return name + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Goes to the provider and comes back; the last answer. */
  private static Answer visits(Device device) {
    Answer start = device.get("/sign-in/provider");
    assertThat(start.status()).as(start.body()).isBetween(302, 303);
    assertThat(start.header("Location")).startsWith(provider.issuer() + "/authorize?");
    Answer vouched = device.get(start.header("Location"));
    assertThat(vouched.header("Location")).startsWith(server.address() + "sign-in/provider/back?");
    return device.get(vouched.header("Location"));
  }

  /** A browser that the provider has signed in. */
  private static Device byTheProvider() {
    Device device = new Device(server.address());
    visits(device);
    return device;
  }

  private static String name(Device device) {
    return device.get("/api/players/me").json().path("name").asText();
  }

  @Test
  void whom_the_provider_vouches_for_has_an_account_and_the_same_one_next_time() {
    String ada = unique("ada");
    provider.vouchFor(ada, ada, Lie.NONE);
    Device laptop = new Device(server.address());
    assertThat(laptop.get("/sign-in").body()).contains("Sign in with Example Org");
    Answer back = visits(laptop);
    assertThat(back.header("Location")).as(back.body()).isEqualTo("/");
    assertThat(name(laptop)).isEqualTo(ada);

    provider.vouchFor(ada, "another name", Lie.NONE);
    Device phone = byTheProvider();
    assertThat(name(phone)).isEqualTo(ada);
    assertThat(phone.get("/api/players/me/sessions").json().path("sessions")).hasSize(2);
    assertThat(laptop.cookie("LtpaToken2")).isEmpty();

    laptop.form("/account", "/account/sessions", Map.of("end", "all"));
    assertThat(phone.get("/api/players/me").status()).isEqualTo(401);
  }

  @Test
  void a_name_that_somebody_registered_is_not_given_to_whom_the_provider_calls_the_same() {
    String name = unique("Grace");
    Device grace = new Device(server.address());
    grace.form("/register", "/register", Map.of("name", name, "password", PASSWORD));
    provider.vouchFor(unique("x"), name, Lie.NONE);
    Device other = byTheProvider();
    assertThat(name(other)).isEqualTo(name + " 2");
    assertThat(name(grace)).isEqualTo(name);
  }

  @Test
  void the_game_of_a_guest_goes_along() {
    Device laptop = new Device(server.address());
    laptop.get("/");
    String room =
        laptop
            .json(
                "POST",
                "/api/rooms",
                "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\"},\"host\":{\"name\":\"Hedy\"}}")
            .json()
            .path("code")
            .asText();
    String hedy = unique("hedy");
    provider.vouchFor(hedy, hedy, Lie.NONE);
    visits(laptop);
    Device phone = byTheProvider();
    assertThat(phone.get("/").body()).contains(room);
  }

  /** Somebody with a password, and their browser. */
  private static Device registered(String name) {
    Device device = new Device(server.address());
    device.form("/register", "/register", Map.of("name", name, "password", PASSWORD));
    assertThat(name(device)).isEqualTo(name);
    return device;
  }

  private static Answer provider(Device device, String password, String... more) {
    Map<String, String> fields = new HashMap<>(Map.of("former", password));
    for (String field : more) {
      fields.put(field, "true");
    }
    return device.form("/account", "/account/provider", fields);
  }

  @Test
  void an_account_with_a_password_is_linked_by_it_and_by_the_providers_word_and_unlinked_again() {
    String edith = unique("Edith");
    Device laptop = registered(edith);
    assertThat(laptop.get("/account").body()).contains("Link Example Org");
    Answer wrong = provider(laptop, "not my password");
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.body()).contains("id=\"provider-error\" role=\"alert\">This is not your");

    Answer asked = provider(laptop, PASSWORD);
    assertThat(asked.header("Location")).isEqualTo("/account?done=linking#provider-part");
    assertThat(laptop.get("/account?done=linking").body()).contains("Go to Example Org");
    String subject = unique("subject");
    provider.vouchFor(subject, "edith at work", Lie.NONE);
    assertThat(visits(laptop).header("Location")).isEqualTo("/account?done=linked");
    assertThat(name(laptop)).isEqualTo(edith);
    assertThat(laptop.get("/account").body())
        .contains("You can sign in with Example Org or with your password.");
    Device phone = byTheProvider();
    assertThat(name(phone)).isEqualTo(edith);

    assertThat(provider(phone, "not my password", "undo").status()).isEqualTo(403);
    assertThat(provider(phone, PASSWORD, "undo").header("Location"))
        .isEqualTo("/account?done=unlinked");
    Device tablet = byTheProvider();
    assertThat(name(tablet)).isEqualTo("edith at work");
  }

  @Test
  void nothing_is_linked_that_was_not_asked_for_and_what_was_asked_for_is_linked_once() {
    String asker = unique("Asker");
    Device device = registered(asker);
    String stranger = unique("stranger");
    provider.vouchFor(stranger, stranger, Lie.NONE);
    assertThat(visits(device).header("Location")).isEqualTo("/");
    assertThat(name(device)).as("signed in as whom the provider names").isEqualTo(stranger);

    Device again = new Device(server.address());
    again.form("/sign-in", "/sign-in", Map.of("name", asker, "password", PASSWORD));
    provider(again, PASSWORD);
    assertThat(visits(again).header("Location"))
        .as("has an account of their own")
        .isEqualTo("/account?refused=provider_anothers");
    assertThat(again.get("/account?refused=provider_anothers").body())
        .contains("has another account here", "Link Example Org");
    assertThat(name(again)).isEqualTo(asker);
    String other = unique("other");
    provider.vouchFor(other, other, Lie.NONE);
    visits(again);
    assertThat(name(again)).as("the asking was used up").isEqualTo(other);
  }

  @Test
  void who_has_no_password_cannot_link_anything_more() {
    String name = unique("Donald");
    provider.vouchFor(name, name, Lie.NONE);
    Device device = byTheProvider();
    assertThat(device.get("/account").body())
        .contains("You sign in with Example Org.")
        .doesNotContain("account/provider");
    assertThat(provider(device, "").status()).isEqualTo(404);
    assertThat(provider(device, "", "undo").status()).isEqualTo(404);
    Device other = byTheProvider();
    assertThat(name(other)).isEqualTo(name);
  }

  @ParameterizedTest
  @EnumSource(
      value = Lie.class,
      names = {"FOREIGN_KEY", "OTHER_AUDIENCE", "OTHER_ISSUER", "OTHER_NONCE", "EXPIRED"})
  void who_brings_a_token_that_is_not_the_providers_is_nobody(Lie lie) {
    String mallory = unique("mallory");
    provider.vouchFor(mallory, mallory, lie);
    Device device = new Device(server.address());
    Answer back = visits(device);
    assertThat(back.status()).isLessThan(500);
    assertThat(device.get("/api/players/me").status()).isEqualTo(401);
    assertThat(new Device(server.address()).get("/players/" + mallory).status()).isEqualTo(404);
  }

  @Test
  void who_comes_back_without_having_been_sent_is_nobody() {
    provider.vouchFor(unique("mallory"), "Mallory", Lie.NONE);
    Device victim = new Device(server.address());
    Device mallory = new Device(server.address());
    Answer start = mallory.get("/sign-in/provider");
    String foreign = mallory.get(start.header("Location")).header("Location");
    for (String back :
        new String[] {foreign, "/sign-in/provider/back?code=x&state=y", "/sign-in/provider/back"}) {
      assertThat(victim.get(back).status()).isLessThan(500);
      assertThat(victim.get("/api/players/me").status()).isEqualTo(401);
    }
  }

  @Test
  void an_account_without_a_password_is_deleted_without_one_and_nobody_signs_in_with_any() {
    String name = unique("Linus");
    provider.vouchFor(name, name, Lie.NONE);
    Device device = byTheProvider();
    assertThat(
            new Device(server.address())
                .form("/sign-in", "/sign-in", Map.of("name", name, "password", ""))
                .status())
        .isEqualTo(401);
    assertThat(device.get("/account").body()).doesNotContain("account/password");
    assertThat(device.form("/account", "/account/delete", Map.of()).status()).isEqualTo(200);
    assertThat(device.get("/api/players/me").status()).isEqualTo(401);
  }
}
