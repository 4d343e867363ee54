package dev.parlour.room.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import dev.parlour.testkit.Browser;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.ServerProcess;
import dev.parlour.testkit.SocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody plays in several rooms at once, on one page of a running server. */
class TablesIT {
  private static final double PATIENCE = 20_000;

  private static ServerProcess server;
  private static Browser browser;
  private static RestClient rest;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /** A room, its host, and Grace, who sits there too, so that no question ends with one answer. */
  private record Table(RestClient.Room room, SocketClient host, SocketClient grace) {
    String code() {
      return room.code();
    }

    void start() {
      host.ask(code(), "host", "{\"type\":\"start\"}");
    }

    void skip() {
      host.ask(code(), "host", "{\"type\":\"skip\"}");
    }

    void graceAnswers() {
      grace.ask(code(), "p1", "{\"type\":\"answer\",\"question\":1,\"choices\":[\"a\"]}");
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.named("tables").start();
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
  void everybodyLeavesWithoutComplaint() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void threeTablesOnOneSocketAndWhatNeedsMeComesFirst() {
    Page me = person(1440, true);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    Table three = table(me, "Table three");
    me.navigate(address("/")); // so that the room's page and its socket are gone
    List<WebSocket> sockets = new ArrayList<>();
    me.onWebSocket(sockets::add);
    me.navigate(address("/tables"));
    assertThat(me.locator(".table[data-live=true]")).hasCount(3);
    assertThat(me.locator("#call")).containsText("Nothing needs you");
    assertThat(first(me)).hasAttribute("data-room", three.code()); // the newest

    two.start();
    assertThat(first(me)).hasAttribute("data-room", two.code());
    assertThat(first(me)).hasAttribute("data-attention", "answer");
    assertThat(me.locator("#needs-you")).containsText("Needs you: Table two · Answer question 1");
    assertThat(me.locator("#call")).containsText("Table two");
    assertThat(part(me, two, "play").locator(".me-name")).hasText("Ada");
    assertThat(card(me, two).locator(".table-time")).hasText(Pattern.compile("[1-9]\\d*"));
    everyIdIsUniqueAndEveryReferenceLeadsSomewhere(me);
    answer(me, two);
    assertThat(part(me, two, "play")).hasAttribute("data-state", "stored");
    assertThat(part(me, two, "tally")).containsText("1 of 2 answered");

    // The others go on meanwhile, each by itself.
    one.start();
    assertThat(first(me)).hasAttribute("data-room", one.code());
    one.graceAnswers();
    assertThat(part(me, one, "tally")).containsText("1 of 2 answered");
    assertThat(part(me, two, "tally")).containsText("1 of 2 answered");
    two.graceAnswers();
    assertThat(part(me, two, "play")).hasAttribute("data-state", Pattern.compile("right|wrong"));
    assertThat(part(me, one, "play")).hasAttribute("data-state", "open");
    answer(me, one);
    assertThat(part(me, one, "play")).hasAttribute("data-state", Pattern.compile("right|wrong"));
    one.host().ask(one.code(), "host", "{\"type\":\"end\"}");
    assertThat(me.locator(".table").last()).hasAttribute("data-room", one.code());
    assertThat(part(me, one, "play")).containsText("You finished in place");
    assertThat(sockets).hasSize(1);

    me.reload();
    assertThat(me.locator(".table")).hasCount(2);
    assertThat(me.locator(".tables-over summary")).hasText("One table is over");
  }

  @Test
  void whoeverHostsIsCalledToStartAndPlaysAlongOnTheSameCard() {
    Page me = person(1440, true);
    Table other = table(me, "Not mine");
    me.navigate(address("/create"));
    me.fill("#title", "Mine");
    me.check("input[name=play]");
    me.fill("#name", "Ada");
    me.click(".form button.big");
    me.waitForURL(Pattern.compile("/host$"));
    String mine = me.url().replaceAll(".*/r/(\\w+)/host", "$1");
    me.click(".to-tables");
    assertThat(me.locator(".table[data-live=true]")).hasCount(2);
    assertThat(first(me)).hasAttribute("data-room", mine);
    assertThat(me.locator("#call")).containsText("Mine · Start the game");
    me.click("#t-" + mine + "-do-start");
    assertThat(me.locator("#t-" + mine + "-play")).hasAttribute("data-state", "open");
    me.click("#t-" + mine + "-do-pause");
    assertThat(card(me, mine)).hasAttribute("data-attention", "paused");
    assertThat(card(me, mine)).containsText("paused");
    other.start();
    assertThat(first(me)).hasAttribute("data-room", other.code());
  }

  @Test
  void byKeyboardAloneAndNothingMovesWhileSomebodyIsThere() {
    Page me = person(390, true);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    me.navigate(address("/tables"));
    one.start();
    assertThat(first(me)).hasAttribute("data-room", one.code());
    tabTo(me, "button.call");
    me.keyboard().press("Enter");
    assertThat(me.locator("#t-" + one.code() + "-title")).isFocused();
    tabTo(me, "#t-" + one.code() + "-play .choice, #t-" + one.code() + "-play .choice input");
    two.start(); // closes later than the other, but the other is answered before that
    me.keyboard().press("Space");
    if (me.locator("#t-" + one.code() + "-confirm").count() > 0) {
      tabTo(me, "#t-" + one.code() + "-confirm");
      me.keyboard().press("Enter");
    }
    assertThat(part(me, one, "play")).hasAttribute("data-state", "stored");
    assertThat(card(me, two)).hasAttribute("data-attention", "answer");
    assertThat(me.locator("#needs-you")).containsText("Table two");
    assertThat(first(me)).hasAttribute("data-room", one.code());
    assertThat(me.evaluate("() => document.activeElement.closest('.table')?.dataset.room"))
        .as("the focus stays where it is")
        .isEqualTo(one.code());
    tabBackTo(me, "button.call");
    assertThat(first(me)).hasAttribute("data-room", two.code());
    me.keyboard().press("Enter");
    assertThat(me.locator("#t-" + two.code() + "-title")).isFocused();
    fits(me);
  }

  @Test
  void nothingMovesUnderAFinger() {
    Page me = person(1440, true);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    me.navigate(address("/tables"));
    one.start();
    assertThat(first(me)).hasAttribute("data-room", one.code());
    answer(me, one);
    assertThat(part(me, one, "play")).hasAttribute("data-state", "stored");
    card(me, one).locator(".table-facts").hover();
    me.mouse().down();
    two.start();
    assertThat(card(me, two)).hasAttribute("data-attention", "answer");
    assertThat(me.locator("#call")).containsText("Table two");
    one.graceAnswers(); // the next thing that could move a card
    assertThat(part(me, one, "play")).hasAttribute("data-state", Pattern.compile("right|wrong"));
    assertThat(first(me)).hasAttribute("data-room", one.code());
    me.mouse().up();
    assertThat(first(me)).hasAttribute("data-room", two.code());
  }

  @Test
  void aServerThatGoesAndARoomThatMovesAreFollowed() {
    Page me = person(1440, true);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    me.navigate(address("/"));
    List<String> attached = new ArrayList<>();
    List<WebSocketRoute> sockets = new ArrayList<>();
    me.routeWebSocket(
        Pattern.compile("/ws"),
        route -> {
          WebSocketRoute there = route.connectToServer();
          route.onMessage(
              frame -> {
                if (frame.text().contains("\"attach\"")) {
                  attached.add(frame.text());
                }
                there.send(frame.text());
              });
          sockets.add(route);
        });
    me.navigate(address("/tables"));
    assertThat(me.locator(".table[data-live=true]")).hasCount(2);
    assertThat(attached).hasSize(2);

    sockets
        .getLast()
        .send(
            "{\"type\":\"detached\",\"room\":\""
                + one.code()
                + "\",\"as\":\"p2\",\"reason\":\"moved\"}");
    me.waitForCondition(() -> attached.size() == 3);
    assertThat(attached.getLast()).contains(one.code(), "\"seq\":");
    assertThat(me.locator(".table[data-live=true]")).hasCount(2);
    assertThat(sockets).as("by the same connection").hasSize(1);

    sockets.getLast().close(new WebSocketRoute.CloseOptions().setCode(1012).setReason("restart"));
    me.waitForCondition(() -> attached.size() == 5);
    assertThat(me.locator(".table[data-live=true]")).hasCount(2);
    assertThat(me.locator("#connection")).not().hasAttribute("data-state", "lost");
    two.start();
    assertThat(part(me, two, "play")).hasAttribute("data-state", "open");
    complaints.removeIf(c -> c.contains("WebSocket"));
  }

  @Test
  void aCommandWithoutAnAnswerForAMinuteIsSpokenOf() {
    Page me = person(390, true);
    Table one = table(me, "Table one");
    me.navigate(address("/"));
    AtomicBoolean deaf = new AtomicBoolean();
    me.routeWebSocket(
        Pattern.compile("/ws"),
        route -> {
          WebSocketRoute there = route.connectToServer();
          there.onMessage(
              frame -> {
                if (!deaf.get()) {
                  route.send(frame.text());
                }
              });
        });
    me.clock().install();
    me.navigate(address("/tables"));
    assertThat(me.locator(".table[data-live=true]")).hasCount(1);
    one.start();
    assertThat(part(me, one, "play")).hasAttribute("data-state", "open");
    deaf.set(true);
    answer(me, one);
    assertThat(part(me, one, "verdict")).containsText("Sending");
    me.clock().fastForward(59_000);
    assertThat(part(me, one, "refusal")).isEmpty();
    me.clock().fastForward(2_000);
    assertThat(part(me, one, "refusal")).containsText("Still not confirmed after a minute");
    complaints.removeIf(c -> c.contains("WebSocket"));
  }

  @Test
  void anAnswerThatTheConnectionSwallowsIsSaidToBeUnsentAndCountsOnce() {
    Page me = person(390, true);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    AtomicBoolean cut = new AtomicBoolean();
    AtomicBoolean deaf = new AtomicBoolean();
    AtomicInteger commands = new AtomicInteger();
    List<WebSocketRoute> sockets = new ArrayList<>();
    me.routeWebSocket(
        Pattern.compile("/ws"),
        route -> {
          if (cut.get()) {
            route.close();
            return;
          }
          WebSocketRoute there = route.connectToServer();
          route.onMessage(
              frame -> {
                if (frame.text().contains("\"command\"")) {
                  commands.incrementAndGet();
                }
                there.send(frame.text());
              });
          there.onMessage(
              frame -> {
                if (!deaf.get()) {
                  route.send(frame.text());
                }
              });
          sockets.add(route);
        });
    me.navigate(address("/tables"));
    one.start();
    two.start();
    assertThat(part(me, one, "play")).hasAttribute("data-state", "open");
    deaf.set(true); // the answer reaches the server, its acknowledgement does not come back
    answer(me, one);
    one.grace().await("the answer is there", m -> answered(m) == 1);
    assertThat(part(me, one, "verdict")).containsText("Sending");
    cut.set(true);
    sockets.getLast().close();
    assertThat(me.locator("#connection")).hasAttribute("data-state", "lost");
    assertThat(part(me, one, "verdict")).containsText("Not sent yet");
    assertThat(card(me, one)).hasAttribute("data-live", "false");
    assertThat(card(me, two)).hasAttribute("data-live", "false");
    assertThat(card(me, two).locator(".table-time")).hasText("–");
    assertThat(card(me, two).locator(".table-stale")).isVisible();
    answer(me, two); // and this one is pressed while nothing is there
    assertThat(part(me, two, "verdict")).containsText("Not sent yet");
    deaf.set(false);
    cut.set(false);
    LocatorAssertions.HasAttributeOptions long30 =
        new LocatorAssertions.HasAttributeOptions().setTimeout(30_000);
    assertThat(part(me, one, "play")).hasAttribute("data-state", "stored", long30);
    assertThat(part(me, two, "play")).hasAttribute("data-state", "stored", long30);
    assertThat(part(me, one, "tally")).containsText("1 of 2 answered");
    assertThat(part(me, two, "tally")).containsText("1 of 2 answered");
    assertThat(me.locator(".table[data-live=true]")).hasCount(2);
    assertThat(me.locator("#connection")).not().hasAttribute("data-state", "lost");
    assertThat(me.locator(".refusal p")).hasCount(0);
    assertThat(commands).as("one of them twice, under its old id").hasValue(3);
    complaints.removeIf(c -> c.contains("WebSocket"));
  }

  @Test
  void aSeatThatIsPlayedElsewhereSaysSoAndComesBack() {
    Page me = person(1440, true);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    me.navigate(address("/tables"));
    assertThat(me.locator(".table[data-live=true]")).hasCount(2);
    Page elsewhere = me.context().newPage();
    elsewhere.navigate(address("/r/" + one.code()));
    assertThat(part(me, one, "refusal")).containsText("another page or device");
    two.start();
    assertThat(part(me, two, "play")).hasAttribute("data-state", "open");
    part(me, one, "refusal").locator("button").click();
    assertThat(elsewhere.locator("#connection")).containsText("another page or device");
    assertThat(card(me, one)).hasAttribute("data-live", "true");
    one.start();
    assertThat(part(me, one, "play")).hasAttribute("data-state", "open");
  }

  @Test
  void withoutScriptsItIsAListOfLinksThatSaysHowThingsStand() {
    Page me = person(390, false);
    me.navigate(address("/tables"));
    assertThat(me.locator("main")).containsText("You sit at no table right now");
    table(me, "Table one");
    Table two = table(me, "Table two");
    table(me, "Table three");
    two.start();
    me.navigate(address("/"));
    me.click("text=Play them all on one page");
    assertThat(me.locator(".table")).hasCount(3);
    assertThat(first(me)).containsText("Table two");
    assertThat(first(me)).containsText("Answer question 1");
    assertThat(me.locator(".table").nth(1)).containsText("waiting to start");
    fits(me);
    first(me).locator("a").click();
    assertThat(me.locator("#play")).hasAttribute("data-state", "open");
  }

  // People and tables

  private Page person(int width, boolean scripts) {
    BrowserContext context =
        browser
            .chromium()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setLocale("en")
                    .setViewportSize(width, 844)
                    .setJavaScriptEnabled(scripts)
                    .setReducedMotion(ReducedMotion.REDUCE));
    open.add(context);
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

  /** A room in which Grace sits, and then Ada with her browser. */
  private Table table(Page me, String title) {
    RestClient.Room room =
        rest.room(
            "{\"game\":\"trivia\",\"title\":\""
                + title
                + "\",\"settings\":{\"topic\":\"mathematics\",\"questions\":3,"
                + "\"secondsPerQuestion\":60,\"autoAdvance\":false}}");
    String token = rest.join(room, "Grace");
    SocketClient host = SocketClient.open(server.address());
    SocketClient grace = SocketClient.open(server.address());
    open.add(host);
    open.add(grace);
    host.follow(room.code(), "host", room.hostToken());
    grace.follow(room.code(), "p1", token);
    me.navigate(address("/join/" + room.code()));
    me.fill("#name", "Ada");
    me.click(".form button.big");
    me.waitForURL(Pattern.compile("/r/\\w{6}$"));
    return new Table(room, host, grace);
  }

  private static int answered(com.fasterxml.jackson.databind.JsonNode message) {
    return message.path("shared").path("question").path("answered").asInt();
  }

  private static Locator first(Page page) {
    return page.locator("#cards > .table").first();
  }

  private static Locator card(Page page, Table table) {
    return card(page, table.code());
  }

  private static Locator card(Page page, String code) {
    return page.locator("#t-" + code + "-table");
  }

  private static Locator part(Page page, Table table, String id) {
    return page.locator("#t-" + table.code() + "-" + id);
  }

  private static void answer(Page page, Table table) {
    part(page, table, "play").locator(".choice").first().click();
    Locator confirm = part(page, table, "confirm");
    if (confirm.count() > 0) {
      confirm.click();
    }
  }

  private static void tabTo(Page page, String target) {
    tab(page, target, "Tab");
  }

  private static void tabBackTo(Page page, String target) {
    tab(page, target, "Shift+Tab");
  }

  private static void tab(Page page, String target, String key) {
    for (int i = 0; i < 120; i++) {
      if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement?.matches(s)", target))) {
        return;
      }
      page.keyboard().press(key);
    }
    throw new AssertionError("no way to " + target + " by the Tab key");
  }

  private static void everyIdIsUniqueAndEveryReferenceLeadsSomewhere(Page page) {
    Object lost =
        page.evaluate(
            """
            () => {
              const all = Array.from(document.querySelectorAll("[id]"), (e) => e.id);
              const doubled = all.filter((id, i) => all.indexOf(id) !== i);
              const refs = ["for", "form", "aria-labelledby", "aria-describedby"];
              const nowhere = refs.flatMap((name) => Array.from(document.querySelectorAll(`[${name}]`)).flatMap((e) => e.getAttribute(name).split(" "))).filter((id) => !all.includes(id));
              return [...doubled, ...nowhere];
            }
            """);
    assertThat(lost).isEqualTo(List.of());
  }

  private static void fits(Page page) {
    assertThat(
            page.evaluate(
                "() => document.documentElement.scrollWidth -"
                    + " document.documentElement.clientWidth"))
        .as("wider than the screen")
        .isEqualTo(0);
    Object small =
        page.evaluate(
            """
            () => Array.from(document.querySelectorAll("main button, main a, main summary, .top a"))
              .filter((e) => e.checkVisibility() && (e.getBoundingClientRect().height < 43.5 || e.getBoundingClientRect().width < 43.5))
              .map((e) => e.outerHTML.slice(0, 80))
            """);
    assertThat(small).as("targets that are too small for a thumb").isEqualTo(List.of());
  }

  private static String address(String path) {
    return server.address().resolve(path).toString();
  }
}
