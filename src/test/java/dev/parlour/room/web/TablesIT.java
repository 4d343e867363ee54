package dev.parlour.room.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parlour.testkit.Visitors.fits;
import static dev.parlour.testkit.Visitors.tabBackTo;
import static dev.parlour.testkit.Visitors.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.SocketClient;
import dev.parlour.testkit.Visitors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody plays in several rooms at once, on one page of a running VISITORS.server(). */
class TablesIT {

  @RegisterExtension static final Visitors VISITORS = Visitors.atTheServer();

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

  @Test
  void threeTablesOnOneSocketAndWhatNeedsMeComesFirst() {
    Page me = VISITORS.person(1440);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    Table three = table(me, "Table three");
    me.navigate(VISITORS.address("/")); // so that the room's page and its socket are gone
    List<WebSocket> sockets = new ArrayList<>();
    me.onWebSocket(sockets::add);
    me.navigate(VISITORS.address("/tables"));
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
    Page me = VISITORS.person(1440);
    Table other = table(me, "Not mine");
    me.navigate(VISITORS.address("/create"));
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
  void aGameRefusesInItsOwnWords() {
    Page me = VISITORS.person(1440);
    me.navigate(VISITORS.address("/create?game=duel"));
    me.fill("#title", "Mine");
    me.check("input[name=play]");
    me.fill("#name", "Ada");
    me.click(".form button.big");
    me.waitForURL(Pattern.compile("/host$"));
    String mine = me.url().replaceAll(".*/r/(\\w+)/host", "$1");
    me.click(".to-tables");
    me.click("#t-" + mine + "-do-start");
    assertThat(me.locator("#t-" + mine + "-refusal")).hasText("A duel needs two: share the code.");
  }

  @Test
  void byKeyboardAloneAndNothingMovesWhileSomebodyIsThere() {
    Page me = VISITORS.person(390);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    me.navigate(VISITORS.address("/tables"));
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
    Page me = VISITORS.person(1440);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    me.navigate(VISITORS.address("/tables"));
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
    Page me = VISITORS.person(1440);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    me.navigate(VISITORS.address("/"));
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
    me.navigate(VISITORS.address("/tables"));
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
    VISITORS.forgive(c -> c.contains("WebSocket"));
  }

  @Test
  void aCommandWithoutAnAnswerForAMinuteIsSpokenOf() {
    Page me = VISITORS.person(390);
    Table one = table(me, "Table one");
    me.navigate(VISITORS.address("/"));
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
    me.navigate(VISITORS.address("/tables"));
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
    VISITORS.forgive(c -> c.contains("WebSocket"));
  }

  @Test
  void anAnswerThatTheConnectionSwallowsIsSaidToBeUnsentAndCountsOnce() {
    Page me = VISITORS.person(390);
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
    me.navigate(VISITORS.address("/tables"));
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
    VISITORS.forgive(c -> c.contains("WebSocket"));
  }

  @Test
  void aSeatThatIsPlayedElsewhereSaysSoAndComesBack() {
    Page me = VISITORS.person(1440);
    Table one = table(me, "Table one");
    Table two = table(me, "Table two");
    me.navigate(VISITORS.address("/tables"));
    assertThat(me.locator(".table[data-live=true]")).hasCount(2);
    Page elsewhere = me.context().newPage();
    elsewhere.navigate(VISITORS.address("/r/" + one.code()));
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
    Page me = VISITORS.person("en", 390, false);
    me.navigate(VISITORS.address("/tables"));
    assertThat(me.locator("main")).containsText("You sit at no table right now");
    table(me, "Table one");
    Table two = table(me, "Table two");
    table(me, "Table three");
    two.start();
    me.navigate(VISITORS.address("/"));
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

  /** A room in which Grace sits, and then Ada with her browser. */
  private static Table table(Page me, String title) {
    RestClient.Room room =
        VISITORS
            .rest()
            .room(
                "{\"game\":\"trivia\",\"title\":\""
                    + title
                    + "\",\"settings\":{\"topic\":\"mathematics\",\"questions\":3,"
                    + "\"secondsPerQuestion\":60,\"autoAdvance\":false}}");
    String token = VISITORS.rest().join(room, "Grace");
    SocketClient host = VISITORS.atTheEnd(SocketClient.open(VISITORS.server().address()));
    SocketClient grace = VISITORS.atTheEnd(SocketClient.open(VISITORS.server().address()));
    host.follow(room.code(), "host", room.hostToken());
    grace.follow(room.code(), "p1", token);
    VISITORS.join(me, room.code(), "Ada");
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
}
