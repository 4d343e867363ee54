package dev.parlour.room.web;

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

/** A room of Pong by its pages, and a second player on the host's own keyboard. */
class TwoAtOneKeyboardIT {
  private static ServerProcess server;
  private static Browser browser;

  private final List<BrowserContext> people = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.named("keyboard").start();
    browser = Browser.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
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
  void aSecondPlayerSitsDownAtTheSameKeyboardAndBothAreThere() {
    Page ada = host("Ada");
    add(ada, "Bob");
    assertThat(ada.locator(".people-row")).hasCount(2);
    assertThat(ada.locator(".people-row .presence")).hasCount(0);
    assertThat(ada.locator("#beside-seat")).containsText("Bob");
    assertThat(ada.locator("main")).hasAttribute("data-seat", "p1");
    assertThat(ada.locator("main")).hasAttribute("data-beside", "p2");
    assertThat(ada.locator("#do-start")).isEnabled();
  }

  @Test
  void theSecondOneLeavesAndTheFirstStays() {
    Page ada = host("Ada");
    add(ada, "Bob");
    ada.click("#beside-seat summary");
    ada.click("#beside-seat button");
    assertThat(ada.locator(".people-row")).hasCount(1);
    assertThat(ada.locator("#beside-seat")).hasCount(0);
    add(ada, "Cleo");
    assertThat(ada.locator("#beside-seat")).containsText("Cleo");
  }

  @Test
  void aNameThatIsTakenIsSaidAndTheSecondPlayerChoosesAnother() {
    Page ada = host("Ada");
    ada.click("#beside-more summary");
    ada.fill("#beside-name", "Ada");
    ada.click("#do-beside");
    assertThat(ada.locator("#name-error")).not().isEmpty();
    complaints.removeIf(c -> c.contains("409")); // what the browser says of the answer
    ada.fill("#name", "Bob");
    ada.click(".form button.big");
    ada.waitForURL(Pattern.compile("/r/\\w{6}$"));
    assertThat(ada.locator("main")).hasAttribute("data-beside", "p2");
  }

  @Test
  void aThirdSeatForOneBrowserIsNotToBeHad() {
    Page ada = host("Ada", "4");
    String code = add(ada, "Bob");
    ada.navigate(address("/join/" + code + "?beside=true"));
    assertThat(ada).hasURL(Pattern.compile("/r/" + code + "$"));
  }

  private Page host(String name) {
    return host(name, "2");
  }

  private Page host(String name, String players) {
    Page page = person();
    page.navigate(address("/create"));
    page.click(".game-link >> text=Pong");
    page.check("input[name='n.players'][value='" + players + "']");
    assertThat(page.locator("input[name=play]")).isChecked();
    page.fill("#name", name);
    page.click(".form button.big");
    page.waitForURL(Pattern.compile("/host$"));
    return page;
  }

  private static String add(Page page, String name) {
    page.click("#beside-more summary");
    page.fill("#beside-name", name);
    page.click("#do-beside");
    page.waitForURL(Pattern.compile("/host$"));
    return page.locator("main").getAttribute("data-room");
  }

  private Page person() {
    BrowserContext context =
        browser
            .chromium()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setLocale("en")
                    .setViewportSize(1440, 900));
    people.add(context);
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        m -> {
          if (m.type().equals("error")) {
            complaints.add(m.text());
          }
        });
    return page;
  }

  private static String address(String path) {
    return server.address().resolve(path).toString();
  }
}
