package dev.parlour.room.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parlour.testkit.Visitors.fits;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.Visitors;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * People go on with another device. Each device is a browser context of its own; whatever a page
 * complains of fails the test.
 */
class ComeBackIT {
  private static final String INVALID = "not valid, or not any more";

  @RegisterExtension static final Visitors VISITORS = Visitors.atTheServer();

  @Test
  void aPlayerGoesOnWithAPhoneInTheMiddleOfAGameAndTheFirstDeviceIsTold() {
    Page host = VISITORS.person(1440);
    String room = create(host, "Moving house");
    Page laptop = join(room, "Ada");
    host.click("#do-start");
    answer(laptop);
    assertThat(laptop.locator("#stage")).hasAttribute("data-phase", "reveal");
    String points = laptop.locator(".me-score strong").textContent();
    assertThat(laptop.locator(".me-score strong")).hasText(points);
    String address = laptop.url();
    String code = code(laptop);
    assertThat(code).matches("[ACDEFGHJKMNPQRTWXY34679]{8}");
    assertThat(laptop.url()).isEqualTo(address);
    host.click("#do-skip");
    assertThat(laptop.locator("#stage")).hasAttribute("data-phase", "standings");
    assertThat(laptop.locator("#elsewhere .code")).isVisible();

    Page phone = VISITORS.person(390);
    phone.navigate(VISITORS.address("/"));
    phone.click("text=Use your return code");
    phone.fill("#code", code.substring(0, 4).toLowerCase() + " " + code.substring(4));
    phone.keyboard().press("Enter");
    phone.waitForURL(Pattern.compile("/r/" + room + "$"));
    assertThat(phone.locator("#play")).containsText("Ada");
    assertThat(phone.locator(".me-score strong")).hasText(points);
    assertThat(laptop.locator("#connection")).containsText("another page or device");
    assertThat(host.locator("#people .people-row")).hasCount(1);

    host.click("#do-skip");
    assertThat(phone.locator(".ask-number")).containsText("Question 2");
    answer(phone);
    assertThat(phone.locator("#play")).hasAttribute("data-state", Pattern.compile("right|wrong"));
    assertThat(host.locator("#tally")).containsText("1 of 1 answered");
  }

  @Test
  void theLinkUsesNothingUpUntilItsButtonIsPressedAndThenWorksForNobodyElse() {
    Page host = VISITORS.person(1440);
    String room = create(host, "Linked");
    Page laptop = join(room, "Grace");
    String code = code(laptop);
    assertThat(laptop.locator("#elsewhere .qr")).isVisible();
    String link = laptop.locator("#elsewhere .invite-link a").getAttribute("href");
    assertThat(link).isEqualTo("/back/" + code);
    for (int i = 0; i < 3; i++) {
      assertThat(VISITORS.rest().get(link).status()).isEqualTo(200);
    }
    Page phone = VISITORS.person(390);
    phone.navigate(VISITORS.address(link));
    phone.click("text=Take my place");
    assertThat(phone.locator("#play")).containsText("Grace");
    Page thief = VISITORS.person(390);
    thief.navigate(VISITORS.address(link));
    thief.click("text=Take my place");
    assertThat(thief.locator("#code-error")).containsText(INVALID);
    thief.navigate(VISITORS.address("/r/" + room));
    assertThat(thief.locator("#name")).isVisible();
    VISITORS.forgive(c -> c.contains("404"));
  }

  @Test
  void aHostWhoPlaysGoesOnLeadingAndPlayingFromAnotherLaptop() {
    Page first = VISITORS.person(1440);
    first.navigate(VISITORS.address("/create"));
    first.fill("#f-secondsPerQuestion", "60");
    first.check("input[name=play]");
    first.fill("#name", "Hedy");
    first.click(".form button.big");
    first.waitForURL(Pattern.compile("/host$"));
    String room = first.url().replaceAll(".*/r/(\\w+)/host", "$1");
    String code = code(first);
    Page second = VISITORS.person(1440);
    second.navigate(VISITORS.address("/back"));
    second.fill("#code", code);
    second.keyboard().press("Enter");
    second.waitForURL(Pattern.compile("/r/" + room + "/host$"));
    assertThat(second.locator("#play")).containsText("Hedy");
    second.click("#do-start");
    answer(second);
    assertThat(second.locator("#stage")).hasAttribute("data-phase", "reveal");
  }

  @Test
  void madeUpOlderAndExpiredCodesGiveNothingAndSaySoInTheReadersLanguage() throws Exception {
    Page host = VISITORS.person(1440);
    Page laptop = join(create(host, "Locked out"), "Linus");
    String older = code(laptop);
    laptop.click("text=Show a new code");
    assertThat(laptop.locator("#elsewhere .code")).not().containsText(older.substring(0, 4));
    String newest = shown(laptop);
    try (Connection database = VISITORS.server().database();
        Statement statement = database.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE return_code SET expires_at = now() WHERE expires_at > now()"))
          .isPositive();
    }
    Page phone = VISITORS.person("de", 390);
    for (String code : List.of("ACDE FGHJ", older, newest)) {
      phone.navigate(VISITORS.address("/back"));
      phone.fill("#code", code);
      phone.click("text=Platz übernehmen");
      assertThat(phone.locator("#code-error")).containsText("gilt nicht oder nicht mehr");
      assertThat(phone.locator("#code")).hasValue(code);
    }
    assertThat(phone.navigate(VISITORS.address("/back/nonsense")).status()).isEqualTo(404);
    assertThat(phone.locator("#code-error")).containsText("gilt nicht oder nicht mehr");
    VISITORS.forgive(c -> c.contains("404"));
  }

  @Test
  void aSeatThatTheHostTookAwayComesBackByNoCode() {
    Page host = VISITORS.person(1440);
    Page laptop = join(create(host, "Removed"), "Mallory");
    String code = code(laptop);
    host.click("#kick-p1 summary");
    host.click("#kick-p1 button");
    assertThat(laptop.locator(".alert")).containsText("removed you");
    Page phone = VISITORS.person(390);
    phone.navigate(VISITORS.address("/back/" + code));
    phone.click("text=Take my place");
    assertThat(phone.locator("#code-error")).containsText(INVALID);
    VISITORS.forgive(c -> c.contains("404"));
  }

  @Test
  void withoutScriptsTheCodeHasAPageOfItsOwn() {
    Page host = VISITORS.person(1440);
    String room = create(host, "Plain");
    Page laptop = VISITORS.person("en", 1440, false);
    VISITORS.join(laptop, room, "Ada");
    laptop.click("p.movable a");
    laptop.click("text=Show my code");
    String code = shown(laptop);
    Page phone = VISITORS.person("en", 390, false);
    phone.navigate(VISITORS.address("/join/" + room));
    phone.click("text=Use your return code");
    phone.fill("#code", code);
    phone.keyboard().press("Enter");
    assertThat(phone.locator("#play")).containsText("Ada");
    laptop.click("text=Back to the room");
    assertThat(laptop.locator("#play")).containsText("Ada");
  }

  @Test
  void onANarrowPhoneNothingIsCutOff() {
    Page host = VISITORS.person(320);
    Page phone = VISITORS.person(320);
    VISITORS.join(phone, create(host, "Narrow"), "Maximiliane von Hohenfe");
    String code = code(phone);
    fits(phone);
    code(host);
    fits(host);
    for (String path : List.of("/back", "/back/" + code)) {
      phone.navigate(VISITORS.address(path));
      fits(phone);
    }
  }

  @Test
  void aProgramComesBackByTheCookieThatItGetsAndLearnsNoToken() {
    RestClient.Room room = VISITORS.rest().room();
    String token = VISITORS.rest().join(room, "Ada");
    String path = "/api/rooms/" + room.code() + "/players/me/return-code";
    RestClient.Answer offer =
        VISITORS.rest().send("POST", path, null, "Authorization", "Bearer " + token);
    assertThat(offer.status()).isEqualTo(201);
    assertThat(offer.body().path("expiresAt").asText()).matches("20\\d\\d-.*Z");
    String code = "/api/return-codes/" + offer.body().path("code").asText();
    RestClient.Answer back = VISITORS.rest().send("POST", code, null);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body().toString())
        .isEqualTo("{\"room\":\"" + room.code() + "\",\"id\":\"p1\"}");
    String cookie = back.header("Set-Cookie").replaceFirst(";.*", "");
    assertThat(cookie).startsWith("parlour=");
    assertThat(VISITORS.rest().send("POST", code, null, "Cookie", cookie).status()).isEqualTo(200);
    assertThat(VISITORS.rest().send("POST", code, null).code()).isEqualTo("unknown_return_code");
    assertThat(VISITORS.rest().send("POST", path, null, "Cookie", cookie).status()).isEqualTo(201);
    assertThat(VISITORS.rest().send("POST", path, null).status()).isEqualTo(401);
    assertThat(
            VISITORS.rest().send("POST", path, null, "Authorization", "Bearer nonsense").status())
        .isEqualTo(401);
    assertThat(VISITORS.rest().send("POST", code, null, "Origin", "https://evil.example").code())
        .isEqualTo("cross_site");
    RestClient.Answer host =
        VISITORS.rest().send("POST", path, null, "Authorization", "Bearer " + room.hostToken());
    RestClient.Answer led =
        VISITORS
            .rest()
            .send("POST", "/api/return-codes/" + host.body().path("code").asText(), null);
    assertThat(led.body().path("id").asText()).isEqualTo("host");
  }

  @Test
  void aFormOfAnotherPageMakesAndTakesNoCode() {
    Page host = VISITORS.person(1440);
    String room = create(host, "Forged");
    for (String path : List.of("/back", "/r/" + room + "/elsewhere")) {
      assertThat(
              VISITORS
                  .rest()
                  .send(
                      "POST",
                      path,
                      "as=host&code=ACDEFGHJ".getBytes(),
                      "Content-Type",
                      "application/x-www-form-urlencoded")
                  .code())
          .isEqualTo("csrf");
    }
  }

  // Devices

  /** Creates a room of two questions by its form and waits in its lobby. */
  private static String create(Page host, String title) {
    host.navigate(VISITORS.address("/create"));
    host.fill("#title", title);
    host.fill("#f-questions", "2");
    host.fill("#f-secondsPerQuestion", "60");
    host.click(".form button.big");
    host.waitForURL(Pattern.compile("/r/\\w{6}/host$"));
    return host.url().replaceAll(".*/r/(\\w+)/host", "$1");
  }

  private static Page join(String room, String name) {
    return VISITORS.join(VISITORS.person(1440), room, name);
  }

  private static void answer(Page player) {
    player.locator("#play .choice").first().click();
    Locator confirm = player.locator("#confirm");
    if (confirm.count() > 0) {
      confirm.click();
    }
  }

  /** Has the page show a code. */
  private static String code(Page page) {
    page.click("#movable summary");
    page.click("text=Show my code");
    return shown(page);
  }

  private static String shown(Page page) {
    return page.locator("#elsewhere .code").textContent().strip();
  }
}
