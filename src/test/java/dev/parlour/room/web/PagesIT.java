package dev.parlour.room.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parlour.testkit.Visitors.fits;
import static dev.parlour.testkit.Visitors.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.parlour.testkit.Tunnel;
import dev.parlour.testkit.Visitors;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * People with browsers play on a running VISITORS.server(). Each person is a browser context of
 * their own; whatever a page complains of fails the test.
 */
class PagesIT {
  private static final Pattern SCORE = Pattern.compile("\\D*([\\d,.]+)\\D*");

  @RegisterExtension static final Visitors VISITORS = Visitors.atTheServer();

  @Test
  void threePlayersAndAHostPlayAWholeGameAndOneReloadsInTheMiddle() {
    Page host = VISITORS.person(1440);
    String code = create(host, "Friday quiz", 3, 60);
    List<Page> players = List.of(join(code, "Ada"), join(code, "Grace"), join(code, "Linus"));
    Page screen = VISITORS.person(1440);
    screen.navigate(VISITORS.address("/r/" + code + "/screen"));
    assertThat(screen.locator(".portrait")).hasCount(3);
    assertThat(host.locator(".people-row")).hasCount(3);
    host.click("#do-start");

    long[] expected = new long[3];
    for (int question = 1; question <= 3; question++) {
      for (Page player : players) {
        assertThat(player.locator(".ask-number")).containsText("Question " + question);
        assertThat(player.locator("#play")).hasAttribute("data-state", "open");
      }
      assertThat(host.locator("#stage .choice.is-right, #stage .mark-right")).hasCount(0);
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
    Page host = VISITORS.person(1440);
    host.navigate(VISITORS.address("/create"));
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
    Page host = VISITORS.person("de", 1440);
    String code = create(host, "Quizabend", 1, 60);
    assertThat(host.locator("html")).hasAttribute("lang", "de");
    Page player = VISITORS.person("de-AT", 390);
    player.navigate(VISITORS.address("/join/" + code));
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
    Page host = VISITORS.person("en", 1440, false);
    String code = create(host, "Plain", 1, 120);
    Page player = VISITORS.person("en", 390, false);
    player.navigate(VISITORS.address("/"));
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
    Page page = VISITORS.person("en", 390, false);
    page.navigate(VISITORS.address("/create"));
    page.fill("#f-questions", "99");
    page.evaluate("() => document.querySelector('.form').noValidate = true");
    page.click("text=Create the room");
    assertThat(page.locator("#f-questions-error")).containsText("from 1 to 50");
    assertThat(page.locator("#f-questions")).hasValue("99");
    assertThat(page.locator("#f-questions")).hasAttribute("aria-invalid", "true");
    page.navigate(VISITORS.address("/join?code=zz"));
    assertThat(page.locator("#code-error")).containsText("not a room code");
    VISITORS.forgive(c -> c.contains("422"));
  }

  @Test
  void aLostConnectionShowsHealsAndLosesNoAnswer() {
    Page host = VISITORS.person(1440);
    String code = create(host, "Tunnel", 1, 60);
    Page player = VISITORS.person(390);
    Tunnel tunnel = new Tunnel(player);
    VISITORS.join(player, code, "Ada");
    Page other = join(code, "Grace");
    host.click("#do-start");
    assertThat(player.locator("#play")).hasAttribute("data-state", "open");
    tunnel.enter();
    assertThat(player.locator("#connection")).hasAttribute("data-state", "lost");
    answer(player, 0);
    assertThat(player.locator("#verdict")).containsText("Not sent yet");
    assertThat(player.locator("main")).hasAttribute("data-live", "false");
    assertThat(player.locator(".timer-text")).hasText("–");
    tunnel.leave();
    assertThat(player.locator("#play"))
        .hasAttribute(
            "data-state", "stored", new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
    assertThat(player.locator("#connection")).not().hasAttribute("data-state", "lost");
    assertThat(player.locator("main")).hasAttribute("data-live", "true");
    assertThat(other.locator("#tally")).containsText("1 of 2 answered");
    VISITORS.forgive(c -> c.contains("WebSocket"));
  }

  @Test
  void theLastTenSecondsAreSaidTwiceAndTheQuestionAndTheResultOnce() {
    Page host = VISITORS.person(1440);
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
    Page host = VISITORS.person(1440);
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
    Page host = VISITORS.person(1440);
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
    VISITORS.forgive(c -> c.contains("410"));
  }

  @Test
  void atThreeHundredTwentyPixelsNothingIsCutOffAndEveryTargetFitsAThumb() {
    Page host = VISITORS.person(320);
    String code = create(host, "A rather long title for such a narrow telephone", 1, 60);
    Page player = VISITORS.person(320);
    for (String path : List.of("/", "/create", "/join/" + code)) {
      player.navigate(VISITORS.address(path));
      fits(player);
    }
    VISITORS.join(player, code, "Maximiliane von Hohenfe");
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
    Page page = VISITORS.person("de", 390);
    assertThat(page.navigate(VISITORS.address("/nope")).status()).isEqualTo(404);
    assertThat(page.locator("h1")).hasText("Hier ist nichts");
    assertThat(page.navigate(VISITORS.address("/r/AAAAAA")).status()).isEqualTo(404);
    assertThat(page.locator("h1")).hasText("Diesen Raum gibt es nicht");
    VISITORS.forgive(c -> c.contains("404"));
  }

  // People

  /** Creates a room by its form and waits in its lobby. */
  private static String create(Page host, String title, int questions, int seconds) {
    host.navigate(VISITORS.address("/create"));
    host.fill("#title", title);
    host.fill("#f-questions", Integer.toString(questions));
    host.fill("#f-secondsPerQuestion", Integer.toString(seconds));
    host.click(".form button.big");
    host.waitForURL(Pattern.compile("/r/\\w{6}/host$"));
    return host.url().replaceAll(".*/r/(\\w+)/host", "$1");
  }

  private static Page join(String code, String name) {
    return VISITORS.join(VISITORS.person(390), code, name);
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

  private static long number(String text) {
    var matcher = SCORE.matcher(text);
    return matcher.matches() ? Long.parseLong(matcher.group(1).replaceAll("[,.]", "")) : 0;
  }
}
