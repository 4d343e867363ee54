package dev.parlour.matchmaking.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.parlour.testkit.Tunnel;
import dev.parlour.testkit.Visitors;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People with browsers who have nobody to play with. */
class PlayPagesIT {
  private static final Pattern BEGUN = Pattern.compile("open|runs|fallen|win|lose|draw");
  private static final Pattern ROOM = Pattern.compile("/r/\\w{6}$");
  private static final Pattern TICKET = Pattern.compile("/play/[\\w-]{22}$");

  @RegisterExtension
  static final Visitors VISITORS =
      Visitors.at(
          "play",
          Map.of(
              "parlour.matchmaking.arrive-seconds", "8", "parlour.matchmaking.away-seconds", "60"));

  private static void looks(Page page, String name) {
    page.navigate(VISITORS.address("/play"));
    page.fill("#name", name);
    page.click(".form button.big");
  }

  @Test
  void two_strangers_find_each_other_and_their_game_begins_by_itself() {
    Page ada = VISITORS.person(390);
    ada.navigate(VISITORS.address("/"));
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
    Page ben = VISITORS.person("de", 1440);
    looks(ben, "Ben");
    ben.waitForURL(ROOM);
    ada.waitForURL(ROOM);
    assertThat(ada.url()).isEqualTo(ben.url());
    assertThat(ada.locator("#play")).hasAttribute("data-state", BEGUN);
    assertThat(ben.locator("#play")).hasAttribute("data-state", BEGUN);
    ada.navigate(VISITORS.address("/play"));
    assertThat(ada.locator("h1")).hasText("Find a match");
  }

  @Test
  void whoever_waits_in_vain_for_the_other_comes_back_to_the_queue() {
    Page ada = VISITORS.person(390);
    looks(ada, "Ada");
    ada.waitForURL(TICKET);
    ada.navigate("about:blank"); // and does not come to the room
    Page ben = VISITORS.person(390);
    looks(ben, "Ben");
    ben.waitForURL(ROOM);
    ben.waitForURL(TICKET);
    assertThat(ben.locator("#ticket")).containsText("The others did not come.");
    ben.click("#ticket form button.quiet");
    ben.waitForURL(Pattern.compile("/play$"));
    VISITORS.forgive(c -> c.contains("410"));
  }

  @Test
  void the_queue_works_without_scripts_and_in_german() {
    Page ada = VISITORS.person("de", 390, false);
    looks(ada, "Ada");
    ada.waitForURL(TICKET);
    assertThat(ada.locator("#ticket")).containsText("Du bist als Nächstes dran.");
    // A second tab leads to the same ticket.
    Page tab = ada.context().newPage();
    tab.navigate(VISITORS.address("/play"));
    assertThat(tab.url()).isEqualTo(ada.url());
    Page ben = VISITORS.person("de", 390, false);
    looks(ben, "Ben");
    ben.waitForURL(ROOM);
    ada.reload(); // as the page does by itself every few seconds
    ada.waitForURL(ROOM);
    assertThat(ada.locator("#stage")).isVisible();
  }

  @Test
  void whoever_waits_without_a_connection_is_told_and_waits_on_when_it_is_back() {
    Page ada = VISITORS.person(390);
    Tunnel tunnel = new Tunnel(ada);
    looks(ada, "Ada");
    ada.waitForURL(TICKET);
    assertThat(ada.locator("[data-waited]")).containsText("0:0");
    tunnel.enter();
    assertThat(ada.locator("#connection")).hasAttribute("data-state", "lost");
    assertThat(ada.locator("[data-waited]")).hasText("–");
    VISITORS.look(ada, "queue-lost");
    tunnel.leave();
    assertThat(ada.locator("#connection")).not().hasAttribute("data-state", "lost");
    assertThat(ada.locator("[data-waited]")).containsText(":");
    ada.click("#ticket form button.quiet");
    ada.waitForURL(Pattern.compile("/play$"));
    VISITORS.forgive(c -> c.contains("WebSocket"));
  }

  @Test
  void somebody_elses_page_and_a_faulty_form_say_so() {
    Page ada = VISITORS.person(390);
    looks(ada, "Ada");
    ada.waitForURL(TICKET);
    Page eve = VISITORS.person(390);
    assertThat(eve.navigate(ada.url()).status()).isEqualTo(404);
    looks(eve, "\u2800");
    assertThat(eve.locator("#name-error")).not().isEmpty();
    assertThat(eve.locator("#name")).hasAttribute("aria-invalid", "true");
    ada.click("#ticket form button.quiet");
    ada.waitForURL(Pattern.compile("/play$"));
    VISITORS.forgive(c -> c.contains("404") || c.contains("422"));
  }
}
