package dev.parlour.matchmaking.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.parlour.testkit.Browser;
import dev.parlour.testkit.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People with browsers who have nobody to play with. */
class PlayPagesIT {
  private static final double PATIENCE = 30_000;
  private static final Pattern BEGUN = Pattern.compile("open|runs|fallen|win|lose|draw");
  private static final Pattern ROOM = Pattern.compile("/r/\\w{6}$");
  private static final Pattern TICKET = Pattern.compile("/play/[\\w-]{22}$");

  private static ServerProcess server;
  private static Browser browser;

  private final List<BrowserContext> people = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerProcess.named("play")
            .set("parlour.matchmaking.arrive-seconds", "8")
            .set("parlour.matchmaking.away-seconds", "60")
            .start();
    browser = Browser.start();
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
    people.forEach(BrowserContext::close);
    assertThat(complaints).isEmpty();
  }

  private Page person(String language, int width, boolean scripts) {
    BrowserContext context =
        browser
            .chromium()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setLocale(language)
                    .setViewportSize(width, 844)
                    .setJavaScriptEnabled(scripts));
    people.add(context);
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

  private static String address(String path) {
    return server.address().resolve(path).toString();
  }

  private static void looks(Page page, String name) {
    page.navigate(address("/play"));
    page.fill("#name", name);
    page.click(".form button.big");
  }

  @Test
  void two_strangers_find_each_other_and_their_game_begins_by_itself() {
    Page ada = person("en", 390, true);
    ada.navigate(address("/"));
    ada.click("a[href='/play']");
    ada.fill("#name", "Ada");
    ada.click(".form button.big");
    ada.waitForURL(TICKET);
    assertThat(ada.locator("#ticket")).containsText("You are next.");
    assertThat(ada.locator("[data-waited]")).containsText("0:0");
    assertThat(
            ada.evaluate(
                "() => document.documentElement.scrollWidth -"
                    + " document.documentElement.clientWidth"))
        .isEqualTo(0);
    Page ben = person("de", 1440, true);
    looks(ben, "Ben");
    ben.waitForURL(ROOM);
    ada.waitForURL(ROOM);
    assertThat(ada.url()).isEqualTo(ben.url());
    assertThat(ada.locator("#play")).hasAttribute("data-state", BEGUN);
    assertThat(ben.locator("#play")).hasAttribute("data-state", BEGUN);
    ada.navigate(address("/play"));
    assertThat(ada.locator("h1")).hasText("Find a match");
  }

  @Test
  void whoever_waits_in_vain_for_the_other_comes_back_to_the_queue() {
    Page ada = person("en", 390, true);
    looks(ada, "Ada");
    ada.waitForURL(TICKET);
    ada.navigate("about:blank"); // and does not come to the room
    Page ben = person("en", 390, true);
    looks(ben, "Ben");
    ben.waitForURL(ROOM);
    ben.waitForURL(TICKET);
    assertThat(ben.locator("#ticket")).containsText("The others did not come.");
    ben.click("#ticket form button.quiet");
    ben.waitForURL(Pattern.compile("/play$"));
    complaints.removeIf(c -> c.contains("410"));
  }

  @Test
  void the_queue_works_without_scripts_and_in_german() {
    Page ada = person("de", 390, false);
    looks(ada, "Ada");
    ada.waitForURL(TICKET);
    assertThat(ada.locator("#ticket")).containsText("Du bist als Nächstes dran.");
    // A second tab leads to the same ticket.
    Page tab = people.getLast().newPage();
    tab.navigate(address("/play"));
    assertThat(tab.url()).isEqualTo(ada.url());
    Page ben = person("de", 390, false);
    looks(ben, "Ben");
    ben.waitForURL(ROOM);
    ada.reload(); // as the page does by itself every few seconds
    ada.waitForURL(ROOM);
    assertThat(ada.locator("#stage")).isVisible();
  }

  @Test
  void somebody_elses_page_and_a_faulty_form_say_so() {
    Page ada = person("en", 390, true);
    looks(ada, "Ada");
    ada.waitForURL(TICKET);
    Page eve = person("en", 390, true);
    assertThat(eve.navigate(ada.url()).status()).isEqualTo(404);
    looks(eve, "\u2800");
    assertThat(eve.locator("#name-error")).not().isEmpty();
    assertThat(eve.locator("#name")).hasAttribute("aria-invalid", "true");
    ada.click("#ticket form button.quiet");
    ada.waitForURL(Pattern.compile("/play$"));
    complaints.removeIf(c -> c.contains("404") || c.contains("422"));
  }
}
