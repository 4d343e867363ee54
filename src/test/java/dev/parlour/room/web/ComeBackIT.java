package dev.parlour.room.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.parlour.testkit.Browser;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.ServerProcess;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * People go on with another device. Each device is a browser context of its own; whatever a page
 * complains of fails the test.
 */
class ComeBackIT {
  private static final double PATIENCE = 20_000;
  private static final String INVALID = "not valid, or not any more";

  private static ServerProcess server;
  private static Browser browser;
  private static RestClient rest;

  private final List<BrowserContext> devices = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.named("comeback").start();
    browser = Browser.start();
    rest = new RestClient(server.address());
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void everybodyLeavesWithoutComplaint() {
    devices.forEach(BrowserContext::close);
    assertThat(complaints).isEmpty();
  }

  @Test
  void aPlayerGoesOnWithAPhoneInTheMiddleOfAGameAndTheFirstDeviceIsTold() {
    Page host = device("en", 1440);
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

    Page phone = device("en", 390);
    phone.navigate(address("/"));
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
    Page host = device("en", 1440);
    String room = create(host, "Linked");
    Page laptop = join(room, "Grace");
    String code = code(laptop);
    assertThat(laptop.locator("#elsewhere .qr")).isVisible();
    String link = laptop.locator("#elsewhere .invite-link a").getAttribute("href");
    assertThat(link).isEqualTo("/back/" + code);
    for (int i = 0; i < 3; i++) {
      assertThat(rest.get(link).status()).isEqualTo(200);
    }
    Page phone = device("en", 390);
    phone.navigate(address(link));
    phone.click("text=Take my place");
    assertThat(phone.locator("#play")).containsText("Grace");
    Page thief = device("en", 390);
    thief.navigate(address(link));
    thief.click("text=Take my place");
    assertThat(thief.locator("#code-error")).containsText(INVALID);
    thief.navigate(address("/r/" + room));
    assertThat(thief.locator("#name")).isVisible();
    complaints.removeIf(c -> c.contains("404"));
  }

  @Test
  void aHostWhoPlaysGoesOnLeadingAndPlayingFromAnotherLaptop() {
    Page first = device("en", 1440);
    first.navigate(address("/create"));
    first.fill("#f-secondsPerQuestion", "60");
    first.check("input[name=play]");
    first.fill("#name", "Hedy");
    first.click(".form button.big");
    first.waitForURL(Pattern.compile("/host$"));
    String room = first.url().replaceAll(".*/r/(\\w+)/host", "$1");
    String code = code(first);
    Page second = device("en", 1440);
    second.navigate(address("/back"));
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
    Page host = device("en", 1440);
    Page laptop = join(create(host, "Locked out"), "Linus");
    String older = code(laptop);
    laptop.click("text=Show a new code");
    assertThat(laptop.locator("#elsewhere .code")).not().containsText(older.substring(0, 4));
    String newest = shown(laptop);
    try (Connection database = server.database();
        Statement statement = database.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE return_code SET expires_at = now() WHERE expires_at > now()"))
          .isPositive();
    }
    Page phone = device("de", 390);
    for (String code : List.of("ACDE FGHJ", older, newest)) {
      phone.navigate(address("/back"));
      phone.fill("#code", code);
      phone.click("text=Platz übernehmen");
      assertThat(phone.locator("#code-error")).containsText("gilt nicht oder nicht mehr");
      assertThat(phone.locator("#code")).hasValue(code);
    }
    assertThat(phone.navigate(address("/back/nonsense")).status()).isEqualTo(404);
    assertThat(phone.locator("#code-error")).containsText("gilt nicht oder nicht mehr");
    complaints.removeIf(c -> c.contains("404"));
  }

  @Test
  void aSeatThatTheHostTookAwayComesBackByNoCode() {
    Page host = device("en", 1440);
    Page laptop = join(create(host, "Removed"), "Mallory");
    String code = code(laptop);
    host.click("#kick-p1 summary");
    host.click("#kick-p1 button");
    assertThat(laptop.locator(".alert")).containsText("removed you");
    Page phone = device("en", 390);
    phone.navigate(address("/back/" + code));
    phone.click("text=Take my place");
    assertThat(phone.locator("#code-error")).containsText(INVALID);
    complaints.removeIf(c -> c.contains("404"));
  }

  @Test
  void withoutScriptsTheCodeHasAPageOfItsOwn() {
    Page host = device("en", 1440);
    String room = create(host, "Plain");
    Page laptop = device("en", 1440, false);
    join(laptop, room, "Ada");
    laptop.click("p.movable a");
    laptop.click("text=Show my code");
    String code = shown(laptop);
    Page phone = device("en", 390, false);
    phone.navigate(address("/join/" + room));
    phone.click("text=Use your return code");
    phone.fill("#code", code);
    phone.keyboard().press("Enter");
    assertThat(phone.locator("#play")).containsText("Ada");
    laptop.click("text=Back to the room");
    assertThat(laptop.locator("#play")).containsText("Ada");
  }

  @Test
  void onANarrowPhoneNothingIsCutOff() {
    Page host = device("en", 320);
    Page phone = device("en", 320);
    join(phone, create(host, "Narrow"), "Maximiliane von Hohenfe");
    String code = code(phone);
    fits(phone);
    code(host);
    fits(host);
    for (String path : List.of("/back", "/back/" + code)) {
      phone.navigate(address(path));
      fits(phone);
    }
  }

  @Test
  void aProgramComesBackByTheCookieThatItGetsAndLearnsNoToken() {
    RestClient.Room room = rest.room();
    String token = rest.join(room, "Ada");
    String path = "/api/rooms/" + room.code() + "/players/me/return-code";
    RestClient.Answer offer = rest.send("POST", path, null, "Authorization", "Bearer " + token);
    assertThat(offer.status()).isEqualTo(201);
    assertThat(offer.body().path("expiresAt").asText()).matches("20\\d\\d-.*Z");
    String code = "/api/return-codes/" + offer.body().path("code").asText();
    RestClient.Answer back = rest.send("POST", code, null);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body().toString())
        .isEqualTo("{\"room\":\"" + room.code() + "\",\"id\":\"p1\"}");
    String cookie = back.header("Set-Cookie").replaceFirst(";.*", "");
    assertThat(cookie).startsWith("parlour=");
    assertThat(rest.send("POST", code, null, "Cookie", cookie).status()).isEqualTo(200);
    assertThat(rest.send("POST", code, null).code()).isEqualTo("unknown_return_code");
    assertThat(rest.send("POST", path, null, "Cookie", cookie).status()).isEqualTo(201);
    assertThat(rest.send("POST", path, null).status()).isEqualTo(401);
    assertThat(rest.send("POST", path, null, "Authorization", "Bearer nonsense").status())
        .isEqualTo(401);
    assertThat(rest.send("POST", code, null, "Origin", "https://evil.example").code())
        .isEqualTo("cross_site");
    RestClient.Answer host =
        rest.send("POST", path, null, "Authorization", "Bearer " + room.hostToken());
    RestClient.Answer led =
        rest.send("POST", "/api/return-codes/" + host.body().path("code").asText(), null);
    assertThat(led.body().path("id").asText()).isEqualTo("host");
  }

  @Test
  void aFormOfAnotherPageMakesAndTakesNoCode() {
    Page host = device("en", 1440);
    String room = create(host, "Forged");
    for (String path : List.of("/back", "/r/" + room + "/elsewhere")) {
      assertThat(
              rest.send(
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

  private Page device(String language, int width) {
    return device(language, width, true);
  }

  private Page device(String language, int width, boolean scripts) {
    BrowserContext context =
        browser
            .chromium()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setLocale(language)
                    .setViewportSize(width, 844)
                    .setJavaScriptEnabled(scripts)
                    .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    devices.add(context);
    context.setDefaultTimeout(PATIENCE);
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        m -> {
          if (m.type().equals("error") || m.type().equals("warning")) {
            complaints.add(m.text());
          }
        });
    return page;
  }

  /** Creates a room of two questions by its form and waits in its lobby. */
  private static String create(Page host, String title) {
    host.navigate(address("/create"));
    host.fill("#title", title);
    host.fill("#f-questions", "2");
    host.fill("#f-secondsPerQuestion", "60");
    host.click(".form button.big");
    host.waitForURL(Pattern.compile("/r/\\w{6}/host$"));
    return host.url().replaceAll(".*/r/(\\w+)/host", "$1");
  }

  private Page join(String room, String name) {
    return join(device("en", 1440), room, name);
  }

  private static Page join(Page player, String room, String name) {
    player.navigate(address("/join/" + room));
    player.fill("#name", name);
    player.click(".form button.big");
    player.waitForURL(Pattern.compile("/r/\\w{6}$"));
    return player;
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

  private static void fits(Page page) {
    assertThat(
            page.evaluate(
                "() => document.documentElement.scrollWidth -"
                    + " document.documentElement.clientWidth"))
        .as(page.url() + " is wider than the screen")
        .isEqualTo(0);
    Object small =
        page.evaluate(
            """
            () => Array.from(document.querySelectorAll("main button, main a, .movable button, .movable a, .movable summary"))
              .filter((e) => e.checkVisibility() && (e.getBoundingClientRect().height < 43.5 || e.getBoundingClientRect().width < 43.5))
              .map((e) => e.outerHTML.slice(0, 80))
            """);
    assertThat(small).as(page.url() + " has targets that are too small").isEqualTo(List.of());
  }

  private static String address(String path) {
    return server.address().resolve(path).toString();
  }
}
