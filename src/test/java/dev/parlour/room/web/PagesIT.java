package dev.parlour.room.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.parlour.testkit.Browser;
import dev.parlour.testkit.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * People with browsers play on a running server. Each person is a browser context of their own;
 * whatever a page complains of fails the test.
 */
class PagesIT {
  private static final Pattern SCORE = Pattern.compile("\\D*([\\d,.]+)\\D*");
  private static final double PATIENCE = 20_000;

  private static ServerProcess server;
  private static Browser browser;

  private final List<BrowserContext> people = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.named("pages").start();
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

  @Test
  void threePlayersAndAHostPlayAWholeGameAndOneReloadsInTheMiddle() {
    Page host = person("en", 1440);
    String code = create(host, "Friday quiz", 3, 60);
    List<Page> players = List.of(join(code, "Ada"), join(code, "Grace"), join(code, "Linus"));
    Page screen = person("en", 1440);
    screen.navigate(address("/r/" + code + "/screen"));
    assertThat(screen.locator(".portrait")).hasCount(3);
    assertThat(host.locator(".people-row")).hasCount(3);
    host.click("#do-start");

    long[] expected = new long[3];
    for (int question = 1; question <= 3; question++) {
      for (Page player : players) {
        assertThat(player.locator(".ask-number")).containsText("Question " + question);
        assertThat(player.locator("#play")).hasAttribute("data-state", "open");
      }
      assertThat(host.locator("#stage")).not().containsText("Right");
      for (int i = 0; i < 3; i++) {
        answer(players.get(i), i);
        if (i == 0) {
          assertThat(players.get(0).locator("#play")).hasAttribute("data-state", "stored");
          assertThat(host.locator("#tally")).containsText("1 of 3 answered");
          assertThat(screen.locator("#tally")).containsText("1 of 3 answered");
          players.get(0).reload();
          assertThat(players.get(0).locator("#play")).hasAttribute("data-state", "stored");
          assertThat(players.get(0).locator("#choice-a")).hasClass(Pattern.compile("is-chosen"));
        }
      }
      for (int i = 0; i < 3; i++) {
        Page player = players.get(i);
        assertThat(player.locator("#stage")).hasAttribute("data-phase", "reveal");
        assertThat(player.locator("#play"))
            .hasAttribute("data-state", Pattern.compile("right|wrong"));
        if (player.locator("#play").getAttribute("data-state").equals("right")) {
          expected[i] += number(player.locator(".verdict-points").textContent());
        }
        assertThat(player.locator(".explanation")).not().isEmpty();
      }
      assertThat(screen.locator(".choice.is-right")).not().hasCount(0);
      host.click("#do-skip");
      if (question < 3) {
        assertThat(players.get(0).locator("#stage")).hasAttribute("data-phase", "standings");
        host.click("#do-skip");
      }
    }

    for (int i = 0; i < 3; i++) {
      assertThat(players.get(i).locator("#stage")).hasAttribute("data-phase", "final");
      assertThat(number(players.get(i).locator(".me-score strong").textContent()))
          .isEqualTo(expected[i]);
    }
    for (Page watcher : List.of(host, screen, players.get(1))) {
      assertThat(watcher.locator(".podium-steps li")).hasCount(3);
    }
    players.get(2).click("text=The whole ranking");
    assertThat(players.get(2).locator(".ranking tbody tr")).hasCount(3);
    assertThat(players.get(2).locator(".ranking .mine")).containsText("Linus");
  }

  @Test
  void aWholeGameByKeyboardAndTheFocusIsNeverLost() {
    Page host = person("en", 1440);
    host.navigate(address("/create"));
    tabTo(host, "#f-questions");
    host.keyboard().press("ControlOrMeta+a");
    host.keyboard().type("2");
    tabTo(host, "#f-secondsPerQuestion");
    host.keyboard().press("ControlOrMeta+a");
    host.keyboard().type("60");
    tabTo(host, "input[name=play]");
    host.keyboard().press("Space");
    tabTo(host, "#name");
    host.keyboard().type("Hedy");
    host.keyboard().press("Enter");
    host.waitForURL(Pattern.compile("/host$"));
    tabTo(host, "#do-start");
    assertThat(host.locator("#do-start")).isEnabled();
    host.keyboard().press("Enter");
    for (int question = 1; question <= 2; question++) {
      assertThat(host.locator(".ask-number")).containsText("Question " + question);
      assertThat(host.locator("#play")).hasAttribute("data-state", "open");
      assertThat(host.evaluate("() => document.activeElement !== document.body")).isEqualTo(true);
      host.keyboard().press(question == 1 ? "2" : "b");
      if (host.locator("#confirm").count() > 0) {
        tabTo(host, "#confirm");
        host.keyboard().press("Enter");
      }
      assertThat(host.locator("#stage")).hasAttribute("data-phase", "reveal");
      assertThat(host.evaluate("() => document.activeElement !== document.body")).isEqualTo(true);
      tabTo(host, "#do-skip");
      host.keyboard().press("Enter");
      if (question == 1) {
        assertThat(host.locator("#stage")).hasAttribute("data-phase", "standings");
        assertThat(host.evaluate("() => document.activeElement.id")).isEqualTo("do-skip");
        host.keyboard().press("Enter");
      }
    }
    assertThat(host.locator("#stage")).hasAttribute("data-phase", "final");
    assertThat(host.evaluate("() => document.activeElement !== document.body")).isEqualTo(true);
  }

  @Test
  void germanFromTheFirstPageToTheLiveParts() {
    Page host = person("de", 1440);
    String code = create(host, "Quizabend", 1, 60);
    assertThat(host.locator("html")).hasAttribute("lang", "de");
    Page player = person("de-AT", 390);
    player.navigate(address("/join/" + code));
    player.fill("#name", "Jürgen");
    player.click("text=Platz nehmen");
    assertThat(player.locator("#play")).containsText("Du bist dabei!");
    assertThat(host.locator("#people")).containsText("Jürgen");
    host.click("text=Spiel starten");
    assertThat(player.locator(".ask-number")).containsText("Frage 1");
    assertThat(player.locator("#verdict")).containsText("Wähle");
    // And back to English by the switch, on the same page.
    player.click("text=English");
    assertThat(player.locator("#verdict")).containsText("Choose");
    assertThat(player.locator("html")).hasAttribute("lang", "en");
  }

  @Test
  void withoutScriptsPeopleCreateJoinAndAnswer() {
    Page host = person("en", 1440, false);
    String code = create(host, "Plain", 1, 120);
    Page player = person("en", 390, false);
    player.navigate(address("/"));
    player.fill("#code", code.substring(0, 3).toLowerCase() + " " + code.substring(3));
    player.keyboard().press("Enter");
    player.fill("#name", "Ada");
    player.click("text=Show other faces");
    assertThat(player.locator("#name")).hasValue("Ada");
    player.click("text=Take a seat");
    assertThat(player.locator("#play")).containsText("You’re in!");
    reloadUntil(host, "#do-start:enabled");
    host.click("#do-start");
    player.reload();
    answer(player, 0);
    assertThat(player.locator("#play")).hasAttribute("data-state", "stored");
    host.click(
        "#do-skip"); // nobody is connected without a socket, so the question stays open for its
    // whole time
    player.reload();
    assertThat(player.locator("#play")).hasAttribute("data-state", Pattern.compile("right|wrong"));
  }

  @Test
  void wrongFieldsSaySoBesideThemselves() {
    Page page = person("en", 390, false);
    page.navigate(address("/create"));
    page.fill("#f-questions", "99");
    page.evaluate("() => document.querySelector('.form').noValidate = true");
    page.click("text=Create the room");
    assertThat(page.locator("#f-questions-error")).containsText("from 1 to 50");
    assertThat(page.locator("#f-questions")).hasValue("99");
    assertThat(page.locator("#f-questions")).hasAttribute("aria-invalid", "true");
    page.navigate(address("/join?code=zz"));
    assertThat(page.locator("#code-error")).containsText("not a room code");
    complaints.removeIf(c -> c.contains("422"));
  }

  @Test
  void aLostConnectionShowsHealsAndLosesNoAnswer() {
    Page host = person("en", 1440);
    String code = create(host, "Tunnel", 1, 60);
    Page player = person("en", 390);
    AtomicBoolean tunnel = new AtomicBoolean();
    List<WebSocketRoute> open = new ArrayList<>();
    player.routeWebSocket(
        Pattern.compile("/ws"),
        route -> {
          if (tunnel.get()) {
            route.close();
          } else {
            route.connectToServer();
            open.add(route);
          }
        });
    join(player, code, "Ada");
    Page other = join(code, "Grace");
    host.click("#do-start");
    assertThat(player.locator("#play")).hasAttribute("data-state", "open");
    tunnel.set(true);
    open.getLast().close();
    assertThat(player.locator("#connection")).hasAttribute("data-state", "lost");
    answer(player, 0);
    assertThat(player.locator("#verdict")).containsText("Not sent yet");
    assertThat(player.locator("main")).hasAttribute("data-live", "false");
    assertThat(player.locator(".timer-text")).hasText("–");
    tunnel.set(false);
    assertThat(player.locator("#play"))
        .hasAttribute(
            "data-state", "stored", new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
    assertThat(player.locator("#connection")).not().hasAttribute("data-state", "lost");
    assertThat(player.locator("main")).hasAttribute("data-live", "true");
    assertThat(other.locator("#tally")).containsText("1 of 2 answered");
    complaints.removeIf(c -> c.contains("WebSocket"));
  }

  @Test
  void theLastTenSecondsAreSaidTwiceAndTheQuestionAndTheResultOnce() {
    Page host = person("en", 1440);
    String code = create(host, "Hurry", 1, 12);
    Page player = join(code, "Ada");
    host.click("#do-start");
    assertThat(player.locator("#say")).containsText("Question 1 of 1:");
    assertThat(player.locator("#warning")).hasText("10 seconds left");
    assertThat(player.locator("#warning")).hasText("5 seconds left");
    assertThat(player.locator("#say")).containsText("The right answer:");
    assertThat(player.locator("#verdict")).containsText("No answer");
  }

  @Test
  void aSecondPageTakesOverAndTheFirstCanComeBack() {
    Page host = person("en", 1440);
    String code = create(host, "Two pages", 1, 60);
    Page first = join(code, "Ada");
    Page second = first.context().newPage();
    second.navigate(first.url());
    assertThat(first.locator("#connection")).containsText("another page or device");
    first.click("text=Play here instead");
    assertThat(second.locator("#connection")).containsText("another page or device");
    assertThat(first.locator("#connection")).hasAttribute("data-state", "none");
  }

  @Test
  void theHostRemovesSomebodyAndClosesTheRoom() {
    Page host = person("en", 1440);
    String code = create(host, "Short", 1, 60);
    Page unlucky = join(code, "Mallory");
    host.click("#kick-p1 summary");
    host.click("#kick-p1 button");
    assertThat(unlucky.locator(".alert")).containsText("removed you");
    host.click("#confirm-end summary");
    host.click("#confirm-end button");
    assertThat(host.locator("#stage")).containsText("This room is closed");
    unlucky.reload();
    assertThat(unlucky.locator("h1")).containsText("This room is closed");
    complaints.removeIf(c -> c.contains("410"));
  }

  @Test
  void atThreeHundredTwentyPixelsNothingIsCutOffAndEveryTargetFitsAThumb() {
    Page host = person("en", 320);
    String code = create(host, "A rather long title for such a narrow telephone", 1, 60);
    Page player = person("en", 320);
    for (String path : List.of("/", "/create", "/join/" + code)) {
      player.navigate(address(path));
      fits(player);
    }
    join(player, code, "Maximiliane von Hohenfe");
    assertThat(host.locator(".people-row")).hasCount(1);
    fits(player);
    fits(host);
    host.click("#do-start");
    assertThat(player.locator("#play")).hasAttribute("data-state", "open");
    fits(player);
    assertThat(host.locator("#do-skip")).isVisible();
    fits(host);
  }

  @Test
  void whatDoesNotExistSaysSoInTheReadersLanguage() {
    Page page = person("de", 390);
    assertThat(page.navigate(address("/nope")).status()).isEqualTo(404);
    assertThat(page.locator("h1")).hasText("Hier ist nichts");
    assertThat(page.navigate(address("/r/AAAAAA")).status()).isEqualTo(404);
    assertThat(page.locator("h1")).hasText("Diesen Raum gibt es nicht");
    complaints.removeIf(c -> c.contains("404"));
  }

  // People

  private Page person(String language, int width) {
    return person(language, width, true);
  }

  private Page person(String language, int width, boolean scripts) {
    BrowserContext context =
        browser
            .chromium()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setLocale(language)
                    .setViewportSize(width, 844)
                    .setJavaScriptEnabled(scripts)
                    .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
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

  /** Creates a room by its form and waits in its lobby. */
  private static String create(Page host, String title, int questions, int seconds) {
    host.navigate(address("/create"));
    host.fill("#title", title);
    host.fill("#f-questions", Integer.toString(questions));
    host.fill("#f-secondsPerQuestion", Integer.toString(seconds));
    host.click(".form button.big");
    host.waitForURL(Pattern.compile("/r/\\w{6}/host$"));
    return host.url().replaceAll(".*/r/(\\w+)/host", "$1");
  }

  private Page join(String code, String name) {
    return join(person("en", 390), code, name);
  }

  private static Page join(Page player, String code, String name) {
    player.navigate(address("/"));
    player.fill("#code", code.toLowerCase());
    player.keyboard().press("Enter");
    player.fill("#name", name);
    player.click(".form button.big");
    player.waitForURL(Pattern.compile("/r/\\w{6}$"));
    return player;
  }

  /** The choice of that number; a question may have but two, then the last one. */
  private static void answer(Page player, int choice) {
    Locator choices = player.locator("#play .choice");
    choices.nth(Math.min(choice, choices.count() - 1)).click();
    Locator confirm = player.locator("#confirm");
    if (confirm.count() > 0) {
      confirm.click();
    }
  }

  private static void reloadUntil(Page page, String there) {
    for (int i = 0; i < 100 && page.locator(there).count() == 0; i++) {
      page.reload();
    }
  }

  private static void tabTo(Page page, String target) {
    for (int i = 0; i < 120; i++) {
      if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement?.matches(s)", target))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("no way to " + target + " by the Tab key");
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
            () => Array.from(document.querySelectorAll("main button, main a, main summary, main input:not([type=hidden]), main select, .languages a"))
              .map((e) => (e.matches("input[type=radio], input[type=checkbox]") && e.closest("label")) || e)
              .filter((e) => e.checkVisibility() && (e.getBoundingClientRect().height < 43.5 || e.getBoundingClientRect().width < 43.5))
              .map((e) => e.outerHTML.slice(0, 80))
            """);
    assertThat(small).as(page.url() + " has targets that are too small").isEqualTo(List.of());
  }

  private static long number(String text) {
    var matcher = SCORE.matcher(text);
    return matcher.matches() ? Long.parseLong(matcher.group(1).replaceAll("[,.]", "")) : 0;
  }

  private static String address(String path) {
    return server.address().resolve(path).toString();
  }
}
