package dev.parlour.room.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.BoundingBox;
import dev.parlour.testkit.Browser;
import dev.parlour.testkit.Visitors;
import dev.parlour.wire.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the scripts of pages that live do when the network or people do what nobody hopes for. The
 * server is played by this test, and the pages are those of {@link Preview}.
 */
class LiveScriptsIT {
  private static final String ORIGIN = "http://live.test/";
  private static final String CODE = "ACD347";
  private static final Pattern CLOCK = Pattern.compile("\\d:\\d\\d");

  private static Browser browser;
  private static Map<String, String> pages;

  private final List<BrowserContext> people = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final List<JsonNode> heard = new ArrayList<>();
  private final Map<String, String> now = new HashMap<>();
  private WebSocketRoute socket;
  private boolean reachable = true;
  private boolean speaks = true;
  private boolean answers = true;
  private int seq = 12;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    pages = Preview.all(Locale.ENGLISH);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void everybodyLeavesWithoutComplaint() {
    people.forEach(BrowserContext::close);
    assertThat(complaints).isEmpty();
  }

  // What is shown is the present, or it is said that it may not be

  @Test
  void whoeverWaitsInTheQueueIsToldThatTheConnectionIsLostAndThatItIsBack() {
    Page page = open("wait-waiting-null");
    assertThat(page.locator("[data-waited]")).hasText(CLOCK);
    reachable = false;
    socket.close();
    assertThat(page.locator("#connection")).hasAttribute("data-state", "lost");
    assertThat(page.locator("#connection")).containsText("may be out of date");
    assertThat(page.locator("[data-waited]")).hasText("–");
    reachable = true;
    assertThat(page.locator("#connection")).not().hasAttribute("data-state", "lost");
    assertThat(page.locator("[data-waited]")).hasText(CLOCK);
  }

  @Test
  void aTournamentSClockStandsWhileTheConnectionIsLost() {
    Page page = open("tournament-4-ready");
    assertThat(page.locator(".next-left")).hasText(CLOCK);
    reachable = false;
    socket.close();
    assertThat(page.locator("#connection")).hasAttribute("data-state", "lost");
    assertThat(page.locator(".next-left")).hasText("–");
    reachable = true;
    assertThat(page.locator("#connection")).not().hasAttribute("data-state", "lost");
    assertThat(page.locator(".next-left")).hasText(CLOCK);
  }

  @Test
  void aConnectionAtWhoseOtherEndNobodyIsIsNoticedAndMadeAnew() {
    for (String name : List.of("wait-waiting-null", "tournament-4-ready", "question-player")) {
      reachable = true;
      speaks = true;
      Page page = page();
      page.clock().install();
      go(page, name);
      reachable = false;
      speaks = false;
      page.clock().fastForward(40_000);
      page.clock().fastForward(1_000);
      assertThat(page.locator("#connection")).hasAttribute("data-state", "lost");
      reachable = true;
      speaks = true;
      assertThat(page.locator("#connection")).not().hasAttribute("data-state", "lost");
    }
  }

  @Test
  void aPageThatCannotBeFetchedIsNotThePresentEither() {
    for (String name : List.of("wait-waiting-null", "tournament-4-ready")) {
      Page page = open(name);
      now.put(name, null);
      changed(page);
      assertThat(page.locator("#connection")).hasAttribute("data-state", "lost");
      now.remove(name);
      assertThat(page.locator("#connection")).not().hasAttribute("data-state", "lost");
    }
  }

  // One press is one press

  @Test
  void aDoubleClickOfTheHostIsOnePress() {
    Page page = open("reveal-right-host");
    secondClick(page, "#do-skip");
    page.click("#do-pause");
    until(page, () -> !commands().isEmpty());
    assertThat(commands()).containsExactly("pause");
    page.click("#do-skip");
    until(page, () -> commands().size() == 2);
    JsonNode skip = heard.getLast().path("command");
    assertThat(skip.path("phase").asText()).isEqualTo("reveal");
    assertThat(skip.path("question").asInt()).isPositive();
  }

  @Test
  void aKeyThatIsHeldIsOnePress() {
    Page page = open("reveal-right-host");
    page.focus("#do-skip");
    page.keyboard().down("Enter");
    until(page, () -> !commands().isEmpty());
    assertThat(page.locator("#do-skip")).not().hasClass(Pattern.compile("is-sending"));
    page.keyboard().down("Enter"); // as a key that repeats
    page.keyboard().up("Enter");
    page.click("#do-pause");
    until(page, () -> commands().size() > 1);
    assertThat(commands()).containsExactly("skip", "pause");
  }

  @Test
  void moreTimeAddsUpHoweverQuicklyItIsPressed() {
    Page page = open("question-host");
    page.click("#do-extend");
    until(page, () -> !commands().isEmpty());
    assertThat(page.locator("#do-extend")).not().hasClass(Pattern.compile("is-sending"));
    secondClick(page, "#do-extend");
    until(page, () -> commands().size() == 2);
    assertThat(commands()).containsExactly("extend", "extend");
  }

  @Test
  void whatWasNotLookedAtIsSaidAgainOnceHoweverOftenThePageIsToldSo() {
    Page page = page();
    page.clock().install();
    go(page, "question-host");
    answers = false;
    page.click("#do-pause");
    until(page, () -> commands().size() == 1);
    for (int i = 0; i < 3; i++) {
      tell(socket, Map.of("type", "error", "code", "rate_limited", "message", ""));
    }
    page.clock().runFor(2_500);
    until(page, () -> commands().size() >= 2);
    answers = true;
    tell(socket, Map.of("type", "error", "code", "rate_limited", "message", ""));
    page.clock().runFor(2_500);
    until(page, () -> commands().size() >= 3);
    page.click("#do-skip"); // comes behind whatever else was said
    until(page, () -> commands().contains("skip"));
    assertThat(commands()).containsExactly("pause", "pause", "pause", "skip");
    assertThat(
            heard.stream()
                .filter(m -> m.path("command").path("type").asText().equals("pause"))
                .map(m -> m.path("id").asText())
                .distinct())
        .hasSize(1);
  }

  // Played elsewhere

  @Test
  void bothWhoSatAtAKeyboardComeBackByOneButton() {
    Page page = open("pong-beside-player");
    takenOver("p1");
    takenOver("p2");
    assertThat(page.locator("#connection")).hasAttribute("data-state", "takenOver");
    heard.clear();
    page.click("text=Play here instead");
    until(page, () -> attached().size() >= 2);
    assertThat(attached()).containsExactlyInAnyOrder("p1", "p2");
    assertThat(page.locator("#connection")).hasAttribute("data-state", "none");
  }

  @Test
  void aLostConnectionDoesNotHideThatASeatIsPlayedElsewhere() {
    Page page = page();
    page.clock().install();
    go(page, "pong-beside-player");
    takenOver("p2");
    assertThat(page.locator("#connection")).hasAttribute("data-state", "takenOver");
    heard.clear();
    reachable = false;
    socket.close();
    assertThat(page.locator("main")).hasAttribute("data-live", "false");
    page.clock().runFor(1_500);
    assertThat(page.locator("#connection")).hasAttribute("data-state", "takenOver");
    reachable = true;
    until(page, () -> attached().contains("p1"));
    page.clock().runFor(5_000);
    assertThat(page.locator("#connection")).hasAttribute("data-state", "takenOver");
    page.click("text=Play here instead");
    until(page, () -> attached().contains("p2"));
  }

  // A game that moves

  @Test
  void aCanvasIsStartedOnceHoweverManyViewsComeMeanwhile() {
    Page page = page();
    page.addInitScript(
        """
        window.starts = 0;
        const add = window.addEventListener;
        window.addEventListener = function (type, ...all) {
          window.starts += type === "keydown" ? 1 : 0;
          return add.call(window, type, ...all);
        };
        """);
    List<Route> held = new ArrayList<>();
    page.route("**/arcade/arcade.js", held::add);
    go(page, "pong-playing-player");
    until(page, () -> !held.isEmpty());
    for (String view : List.of("pong-waits-player", "pong-playing-player")) {
      html(page, "p1", Map.of("stage", fragment(page, view, "stage")), Map.of());
    }
    assertThat(page.locator("#court-over")).hasCount(0);
    held.forEach(this::serve);
    until(page, () -> commands().contains("move"));
    html(page, "p1", Map.of("stage", fragment(page, "pong-waits-player", "stage")), Map.of());
    assertThat(page.locator("#court-over")).hasCount(1);
    assertThat(page.evaluate("() => window.starts")).isEqualTo(1);
  }

  @Test
  void aGameThatCouldNotBeLoadedSaysSoAndIsLoadedWithTheNextView() {
    Page page = page();
    List<Route> failed = new ArrayList<>();
    page.route(
        "**/arcade/arcade.js",
        route -> {
          if (failed.isEmpty()) {
            failed.add(route);
            route.abort();
          } else {
            route.fallback();
          }
        });
    go(page, "pong-playing-player");
    assertThat(page.locator("#refusal")).containsText("could not be loaded");
    html(page, "p1", Map.of("stage", fragment(page, "pong-playing-player", "stage")), Map.of());
    until(page, () -> commands().contains("move"));
    assertThat(page.locator("#refusal")).isEmpty();
  }

  // Going on with another device

  @Test
  void whoeverReadsTheirReturnCodeIsNotPulledAwayFromIt() {
    Page page = open("reveal-right-player");
    page.setViewportSize(390, 400);
    page.click("#movable summary");
    page.locator("#elsewhere").scrollIntoViewIfNeeded();
    assertThat(page.evaluate("() => scrollY > 0")).isEqualTo(true);
    html(page, "p2", Map.of("stage", fragment(page, "standings-player", "stage")), Map.of());
    assertThat(page.locator("#stage")).hasAttribute("data-phase", "standings");
    assertThat(page.evaluate("() => scrollY > 0")).isEqualTo(true);
    page.click("#movable summary");
    page.evaluate("() => document.activeElement.blur()");
    html(page, "p2", Map.of("stage", fragment(page, "reveal-right-player", "stage")), Map.of());
    assertThat(page.locator("#stage")).hasAttribute("data-phase", "reveal");
    assertThat(page.evaluate("() => scrollY")).isEqualTo(0);
  }

  @Test
  void aCodeThatDoesNotComeSaysSoAndOneThatComesKeepsTheFocus() {
    Page page = open("reveal-right-player");
    List<Route> asked = new ArrayList<>();
    page.route(
        "**/r/" + CODE + "/elsewhere",
        route -> {
          asked.add(route);
          if (asked.size() == 1) {
            route.abort();
          } else {
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html;charset=utf-8")
                    .setBody(pages.get("elsewhere-code")));
          }
        });
    page.click("#movable summary");
    page.focus("#elsewhere button");
    page.keyboard().press("Enter");
    assertThat(page.locator("#elsewhere")).containsText("That did not get through.");
    assertThat(page).hasURL(ORIGIN + "reveal-right-player");
    page.keyboard().press("Enter");
    assertThat(page.locator("#elsewhere .code")).isVisible();
    assertThat(page.locator("#elsewhere button")).isFocused();
  }

  // Keys

  @Test
  void singleLettersAreSwitchedOffInEveryGameAndArrowsStay() {
    Page page = open("pong-playing-player", 390);
    assertThat(page.locator("#keys")).isChecked();
    page.locator("#keys").uncheck();
    until(page, () -> commands().contains("move"));
    heard.clear();
    page.keyboard().press("w");
    page.keyboard().press("ArrowLeft");
    until(page, () -> commands().size() >= 2);
    assertThat(commands()).hasSize(2);
    html(
        page,
        "p1",
        Map.of(),
        Map.of(
            "play",
            "<section id='play'><button id='do-rematch' type='submit' form='mine' name='command'"
                + " value='{\"type\":\"rematch\"}' data-key='r'>Again</button></section>"));
    assertThat(page.locator("#do-rematch")).isVisible();
    heard.clear();
    page.keyboard().press("r");
    assertThat(page.locator("#keys")).not().isChecked();
    page.click("#keys");
    page.keyboard().press("r");
    until(page, () -> commands().contains("rematch"));
    assertThat(commands().stream().filter("rematch"::equals)).hasSize(1);
  }

  @Test
  void aMoveButtonThatHasTheFocusIsSeen() {
    Page page = open("pong-playing-player", 1440);
    assertThat(box(page.locator(".pong-touch")).height).isLessThan(2);
    Visitors.tabTo(page, "#move-back");
    assertThat(box(page.locator("#move-back")).height).isGreaterThan(44);
    assertThat(page.locator("#move-back")).isInViewport();
  }

  // What is half typed

  @Test
  void aNameThatIsHalfTypedStaysWhenAViewComes() {
    Page page = open("pong-lobby-player");
    page.click("#beside-more summary");
    page.fill("#beside-name", "Gra");
    page.focus("#beside-more summary");
    String play = fragment(page, "pong-lobby-player", "play");
    String other = play.replace("Ada", "Adah");
    assertThat(other).isNotEqualTo(play);
    html(page, "p1", Map.of(), Map.of("play", other));
    assertThat(page.locator("#play")).containsText("Adah");
    assertThat(page.locator("#beside-name")).hasValue("Gra");
  }

  @Test
  void ofATextWithSeveralMessagesEachIsHeard() {
    Page page = open("pong-lobby-player");
    String other = fragment(page, "pong-lobby-player", "play").replace("Ada", "Adah");
    socket.send(
        json(view("p1", Map.of(), Map.of("play", other)))
            + '\n'
            + json(detached("p1", "taken_over")));
    assertThat(page.locator("#play")).containsText("Adah");
    assertThat(page.locator("#connection")).hasAttribute("data-state", "takenOver");
  }

  @Test
  void aNameThatIsHalfTypedStaysWhenATournamentChanges() {
    String name = "tournament-announced";
    Page page = open(name);
    page.fill("#name", "Gra");
    page.focus("#enter button");
    for (String others : List.of("one more", "two more")) {
      now.put(name, pages.get(name).replaceFirst("(class=\"life [^>]*>)[^<]*", "$1" + others));
      changed(page);
      assertThat(page.locator("#state")).containsText(others);
      assertThat(page.locator("#name")).hasValue("Gra");
    }
  }

  // The server

  private Page open(String name) {
    return open(name, 390);
  }

  private Page open(String name, int width) {
    Page page = page();
    page.setViewportSize(width, 844);
    go(page, name);
    return page;
  }

  private Page page() {
    BrowserContext person = browser.chromium().newContext();
    people.add(person);
    Page page = person.newPage();
    page.onPageError(complaints::add);
    page.route(ORIGIN + "**", this::serve);
    page.routeWebSocket(
        Pattern.compile("/ws"),
        route -> {
          if (reachable) {
            socket = route;
            route.onMessage(message -> hear(route, message.text()));
          } else {
            route.close();
          }
        });
    return page;
  }

  private void go(Page page, String name) {
    heard.clear();
    page.navigate(ORIGIN + name);
    until(page, () -> heard.stream().anyMatch(m -> m.path("type").asText().equals("attach")));
  }

  private void serve(Route route) {
    String path = route.request().url().substring(ORIGIN.length());
    Route.FulfillOptions answer = new Route.FulfillOptions();
    if (path.startsWith("assets/preview/")) {
      Path file = Path.of("src/main/webapp/static", path.substring("assets/preview/".length()));
      route.fulfill(answer.setPath(file).setContentType(AssetFiles.type(file.toString())));
    } else if (now.containsKey(path) && now.get(path) == null) {
      route.fulfill(answer.setStatus(503));
    } else if (pages.containsKey(path)) {
      route.fulfill(
          answer
              .setBody(now.getOrDefault(path, pages.get(path)))
              .setContentType("text/html;charset=utf-8"));
    } else {
      route.fulfill(
          answer
              .setBody("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
              .setContentType("image/svg+xml"));
    }
  }

  private void hear(WebSocketRoute route, String text) {
    JsonNode message;
    try {
      message = Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("the page said no JSON: " + text, e);
    }
    if (!speaks) {
      return;
    }
    heard.add(message);
    String as = message.path("as").asText();
    switch (message.path("type").asText()) {
      case "attach" -> {
        if (message.has("stream")) {
          tell(route, Map.of("type", "news", "stream", message.path("stream").asText()));
        } else {
          tell(route, Map.of("type", "attached", "room", CODE, "as", as, "seq", seq));
        }
      }
      case "command" -> {
        if (answers) {
          String id = message.path("id").asText();
          tell(route, Map.of("type", "ack", "room", CODE, "as", as, "id", id));
        }
      }
      default -> {}
    }
  }

  private static void tell(WebSocketRoute route, Object message) {
    route.send(json(message));
  }

  private static String json(Object message) {
    try {
      return Json.mapper().writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Something about what the page follows. */
  private void changed(Page page) {
    Object stream = page.evaluate("() => document.getElementById('main').dataset.stream");
    tell(socket, Map.of("type", "news", "stream", stream));
  }

  private void takenOver(String as) {
    tell(socket, detached(as, "taken_over"));
  }

  private static Object detached(String as, String reason) {
    return Map.of("type", "detached", "room", CODE, "as", as, "reason", reason);
  }

  private void html(Page page, String as, Map<String, String> shared, Map<String, String> you) {
    assertThat(page.locator("main")).hasAttribute("data-room", CODE);
    tell(socket, view(as, shared, you));
  }

  private Object view(String as, Map<String, String> shared, Map<String, String> you) {
    return Map.of(
        "type", "html", "room", CODE, "as", as, "seq", ++seq, "shared", shared, "you", you);
  }

  /** The markup of that element in another state of the page. */
  private static String fragment(Page page, String name, String id) {
    return (String)
        page.evaluate(
            "([html, id]) => new DOMParser().parseFromString(html,"
                + " 'text/html').getElementById(id).outerHTML",
            List.of(pages.get(name), id));
  }

  // What the page said, and people do

  private List<String> commands() {
    return heard.stream()
        .filter(m -> m.has("command"))
        .map(m -> m.path("command").path("type").asText())
        .toList();
  }

  private List<String> attached() {
    return heard.stream()
        .filter(m -> m.path("type").asText().equals("attach"))
        .map(m -> m.path("as").asText())
        .toList();
  }

  /** The second of a double click, after whatever the first one has brought. */
  private static void secondClick(Page page, String target) {
    page.hover(target);
    page.mouse().down(new Mouse.DownOptions().setClickCount(2));
    page.mouse().up(new Mouse.UpOptions().setClickCount(2));
  }

  private static BoundingBox box(Locator one) {
    return one.boundingBox();
  }

  private static void until(Page page, BooleanSupplier met) {
    page.waitForCondition(met, new Page.WaitForConditionOptions().setTimeout(20_000));
  }
}
