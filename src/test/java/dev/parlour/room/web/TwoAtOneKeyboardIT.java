package dev.parlour.room.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.parlour.testkit.Visitors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room of Pong by its pages, and a second player on the host's own keyboard. */
class TwoAtOneKeyboardIT {
  @RegisterExtension static final Visitors VISITORS = Visitors.atTheServer();

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
    VISITORS.forgive(c -> c.contains("409")); // what the browser says of the answer
    ada.fill("#name", "Bob");
    ada.click(".form button.big");
    ada.waitForURL(Pattern.compile("/r/\\w{6}$"));
    assertThat(ada.locator("main")).hasAttribute("data-beside", "p2");
  }

  @Test
  void aThirdSeatForOneBrowserIsNotToBeHad() {
    Page ada = host("Ada", "4");
    String code = add(ada, "Bob");
    ada.navigate(VISITORS.address("/join/" + code + "?beside=true"));
    assertThat(ada).hasURL(Pattern.compile("/r/" + code + "$"));
  }

  private Page host(String name) {
    return host(name, "2");
  }

  private Page host(String name, String players) {
    Page page = VISITORS.person(1440);
    page.navigate(VISITORS.address("/create"));
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
}
