package dev.parlour.tournament.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SelectOption;
import dev.parlour.testkit.Visitors;
import dev.parlour.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tournaments at real browsers: made, entered, played and watched. */
class TournamentPagesIT {
  /** A goal among paddles that nobody moves comes within seconds, but not within a fixed time. */
  private static final double MATCH = 120_000;

  private static final Pattern TOURNAMENT = Pattern.compile("/t/[\\w-]{22}$");

  @RegisterExtension static final Visitors VISITORS = Visitors.atTheServer();

  @Test
  void four_come_from_registration_to_a_champion() throws Exception {
    List<Page> four = new ArrayList<>();
    for (String name : List.of("Ada", "Bob", "Cleo", "Dan")) {
      four.add(registered(name, four.size() % 2 == 0 ? 1440 : 390));
    }
    Page ada = four.getFirst();
    String id =
        made(
            ada,
            "{\"title\":\"Four\",\"game\":\"pong\",\"settings\":{\"toWin\":1},"
                + "\"seats\":2,\"format\":\"single_elimination\"}");
    Page watcher = VISITORS.person(1440);
    watcher.navigate(VISITORS.address("/t/" + id));
    for (Page one : four) {
      enter(one, id, null);
    }
    assertThat(watcher.locator("#people li")).hasCount(4);
    ada.locator("#tools-now button")
        .filter(new Locator.FilterOptions().setHasText("Start"))
        .click();

    for (Page one : four) {
      go(one); // the page was open, and the button came by itself
    }
    assertThat(watcher.locator(".fixture-note").first()).hasText("Playing");
    List<Page> finalists = new ArrayList<>();
    for (Page one : four) {
      back(one, id);
      assertThat(one.locator("#next")).containsText(Pattern.compile("Final|place \\d of 4"));
      if (one.locator("#next .next-over").textContent().contains("Final")) {
        finalists.add(one);
      }
    }
    assertThat(finalists).hasSize(2);
    for (Page one : four) {
      if (!finalists.contains(one)) {
        assertThat(one.locator("#next")).containsText("place 3 of 4");
      }
    }
    for (Page one : finalists) {
      go(one);
    }
    for (Page one : finalists) {
      back(one, id);
    }
    List<String> ends = finalists.stream().map(f -> f.locator("#next").textContent()).toList();
    assertThat(ends)
        .anySatisfy(e -> assertThat(e).contains("You are the champion!"))
        .anySatisfy(e -> assertThat(e).contains("place 2 of 4"));

    assertThat(watcher.locator(".champion-card")).isVisible();
    watcher.click(".champion-card");
    assertThat(watcher.locator(".way li")).hasCount(2);
    assertThat(watcher.locator("meta[property='og:url']"))
        .hasAttribute("content", VISITORS.address("/t/" + id + "/champion"));
    VISITORS.look(watcher, "tournament-champion");
    VISITORS.forgive(c -> c.contains("WebSocket"));
  }

  @Test
  void a_tournament_is_made_in_one_form_and_its_organiser_directs_it() {
    Page ada = registered("Organa", 1440);
    ada.navigate(VISITORS.address("/tournaments"));
    ada.click("a[href='/tournaments/new']");
    ada.fill("#title", "Autumn cup");
    ada.check("input[name=format][value=double_elimination]");
    ada.check("input[name=bestOf][value='3']");
    ada.fill("#entrants", "1");
    ada.evaluate("document.querySelector('form.form').noValidate = true");
    ada.click("button.big");
    assertThat(ada.locator(".alert")).containsText("These rules do not go together.");
    VISITORS.forgive(c -> c.contains("status of 422"));
    assertThat(ada.locator("#title")).hasValue("Autumn cup");
    ada.fill("#entrants", "8");
    ada.click("button.big");
    ada.waitForURL(TOURNAMENT);
    assertThat(ada.locator("h1")).hasText("Autumn cup");
    assertThat(ada.locator(".rules")).containsText("Double knockout");

    ada.fill("#import-names", "Bob\nCleo\n  Dan  \n\nEve");
    ada.click("form[action$='/import'] button");
    assertThat(ada.locator("#people li")).hasCount(4);
    String claim = ada.locator(".claims a").first().getAttribute("href");
    Page bob = VISITORS.person(390);
    bob.navigate(claim);
    assertThat(bob.locator("h1")).hasText("Is this you?");
    bob.click("button.big");
    bob.waitForURL(TOURNAMENT);
    assertThat(bob.locator("#state")).containsText("You are in.");

    ada.click("form[action$='/start'] button");
    assertThat(bob.locator("#next")).containsText("Against Eve");
    ada.fill("#message-text", "<b>Welcome</b>");
    ada.click("form[action$='/message'] button");
    assertThat(bob.locator(".organiser-text")).hasText("<b>Welcome</b>");
    ada.click("#main-1 .fixture >> nth=0");
    ada.selectOption("#rank-1", new SelectOption().setLabel("Bob"));
    ada.click("form[action$='/correct'] button");
    assertThat(ada.locator("#match")).containsText("Bob won by the organiser’s word.");
    assertThat(bob.locator("#chart .fixture >> nth=0"))
        .hasAttribute("aria-label", Pattern.compile("Bob won by the organiser"));
    ada.click(".over a");
    ada.click("form[action$='/pause'] button");
    assertThat(bob.locator("#state")).containsText("Paused");

    bob.navigate(VISITORS.address("/"));
    assertThat(bob.locator(".home-next")).containsText("You play in Autumn cup");
    ada.click(".tools .confirm summary");
    ada.click("form[action$='/cancel'] button");
    assertThat(ada.locator("#state")).containsText("Called off");
  }

  @Test
  void nobody_else_directs_a_tournament() throws Exception {
    Page ada = registered("Owner", 1440);
    String id = made(ada, "{\"title\":\"Mine\",\"game\":\"pong\",\"format\":\"swiss\"}");
    Page eve = VISITORS.person(390);
    enter(eve, id, "Eve");
    assertThat(eve.locator("#tools")).hasCount(0);
    for (String action : List.of("start", "cancel", "pause", "m/A1/correct", "remove", "import")) {
      // a form of their own, with a token that is right for their browser
      Object status =
          eve.evaluate(
              "async (to) => (await fetch(to, {method: 'POST', redirect: 'manual', body:"
                  + " new URLSearchParams({csrf: document.querySelector('input[name=csrf]').value,"
                  + " names: 'x', entrant: 'e1', rank: 'e1'})})).status",
              "/t/" + id + "/" + action);
      assertThat(status).as(action).isIn(403, 404);
    }
    assertThat(
            eve.evaluate(
                "async (to) => (await fetch(to, {method: 'POST'})).status", "/t/" + id + "/start"))
        .isIn(403, 415);
    VISITORS.forgive(c -> c.contains("status of 4"));
    assertThat(
            VISITORS
                .rest()
                .get("/api/tournaments/" + id)
                .body()
                .path("chart")
                .path("phase")
                .asText())
        .isEqualTo("announced");
  }

  @Test
  void without_scripts_an_entrant_finds_the_way_to_their_match() throws Exception {
    Page ada = VISITORS.person("de", 390, false);
    ada.navigate(VISITORS.address("/tournaments"));
    Page boss = registered("Bossa", 1440);
    String id =
        made(
            boss,
            "{\"title\":\"Quiet\",\"game\":\"pong\",\"settings\":{\"toWin\":1},"
                + "\"seats\":2,\"format\":\"single_elimination\"}");
    enter(ada, id, "Ada");
    enter(boss, id, "Bob");
    boss.click("form[action$='/start'] button");
    LocatorAssertions.IsVisibleOptions soon = new LocatorAssertions.IsVisibleOptions();
    assertThat(ada.locator("#go")).isVisible(soon.setTimeout(Visitors.PATIENCE));
    assertThat(ada.locator("#go")).hasText("Zur Begegnung");
    ada.click("#go");
    ada.waitForURL(Pattern.compile("/r/\\w{6}$"));
  }

  @Test
  void brackets_of_four_eight_and_sixty_four_fit_phones_and_desks() throws Exception {
    Page boss = registered("Drawa", 1440);
    for (int size : new int[] {4, 8, 64}) {
      for (String format : List.of("single_elimination", "double_elimination")) {
        String id =
            made(
                boss,
                "{\"title\":\"" + size + "\",\"game\":\"pong\",\"format\":\"" + format + "\"}");
        boss.navigate(VISITORS.address("/t/" + id));
        boss.fill(
            "#import-names",
            IntStream.rangeClosed(1, size)
                .mapToObj(i -> "Player " + i)
                .collect(Collectors.joining("\n")));
        boss.click("form[action$='/import'] button");
        assertThat(boss.locator("#people h2")).containsText(String.valueOf(size));
        boss.click("form[action$='/start'] button");
        for (int width : new int[] {390, 1440}) {
          Page page = VISITORS.person(width);
          page.navigate(VISITORS.address("/t/" + id));
          assertThat(page.locator(".column.is-now .fixture").first()).isVisible();
          assertThat(page.locator("#chart .fixture"))
              .hasCount(format.startsWith("single") ? size - 1 : 2 * size - 1);
          Visitors.fits(page);
          Visitors.tabTo(page, "#chart .fixture");
          VISITORS.look(page, "tournament-" + size + "-" + format + "-" + width);
          if (width == 390) {
            int rounds = page.locator(".chart-rounds a").count();
            page.locator(".chart-rounds a").last().click();
            assertThat(page.locator(".column:visible")).hasCount(1);
            assertThat(page.locator(".column >> nth=" + (rounds - 1))).isVisible();
            VISITORS.look(page, "tournament-" + size + "-" + format + "-final");
          }
        }
      }
    }
  }

  // ---- what people do

  private Page registered(String name, int width) {
    Page page = VISITORS.person(width);
    page.navigate(VISITORS.address("/register"));
    page.fill("#name", name + Long.toString(System.nanoTime() % 1_000_000, 36));
    page.fill("#password", "a long enough password");
    page.click("form[action='/register'] button.big");
    page.waitForURL(Pattern.compile("^(?!.*/register).*$"));
    return page;
  }

  /** By the same browser, so that the tournament is theirs. */
  private static String made(Page page, String wish) throws IOException {
    APIResponse answer =
        page.request()
            .post(
                VISITORS.address("/api/tournaments"),
                RequestOptions.create()
                    .setHeader("Content-Type", "application/json")
                    .setHeader("Origin", VISITORS.address("/").replaceAll("/$", ""))
                    .setData(wish));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    JsonNode made = Json.mapper().readTree(answer.text());
    return made.path("id").asText();
  }

  /**
   * @param name null for the one that stands there
   */
  private static void enter(Page page, String id, String name) {
    page.navigate(VISITORS.address("/t/" + id));
    if (name != null) {
      page.fill("#name", name);
    }
    page.click("#enter button.big");
    page.waitForURL(TOURNAMENT);
    assertThat(page.locator(".state-good")).isVisible();
  }

  private static void go(Page page) {
    page.click("#go");
    page.waitForURL(Pattern.compile("/r/\\w{6}$"));
  }

  /** When the game is over, by the way that its page offers. */
  private static void back(Page page, String id) {
    assertThat(page.locator("#stage"))
        .hasAttribute(
            "data-phase", "final", new LocatorAssertions.HasAttributeOptions().setTimeout(MATCH));
    page.click(".room-origin a");
    page.waitForURL(Pattern.compile("/t/" + id + "$"));
  }
}
