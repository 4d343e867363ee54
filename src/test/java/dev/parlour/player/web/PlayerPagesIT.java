package dev.parlour.player.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import dev.parlour.testkit.Browser;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.ServerProcess;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * People register, sign in and find each other with real browsers; whatever a page complains of
 * fails the test. Pictures of the pages are kept beside the server's files, to be looked at.
 */
class PlayerPagesIT {
  private static final double PATIENCE = 40_000;
  private static final String PASSWORD = "open the tall door";
  private static final Path SCREENS =
      Path.of(System.getProperty("parlour.work", "target/it")).resolve("screens");

  private static ServerProcess server;
  private static Browser browser;

  private final List<BrowserContext> people = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.named("player-pages").optimizing();
    server.start();
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
                    .setJavaScriptEnabled(scripts)
                    .setViewportSize(width, width < 500 ? 844 : 900)
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

  private static String address(String path) {
    return server.address().resolve(path).toString();
  }

  private static void look(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(SCREENS.resolve("players-" + name + ".png")));
  }

  private static void register(Page page, String name) {
    page.navigate(address("/register"));
    page.fill("#name", name);
    page.fill("#password", PASSWORD);
    page.click("button.big");
    page.waitForURL(address("/"));
  }

  private static void fits(Page page) {
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as(page.url())
        .isTrue();
  }

  @Test
  void whoRegistersInTheMiddleOfAGameGoesOnWithItOnAnotherDevice() {
    Page laptop = person("en", 1440, true);
    RestClient rest = new RestClient(server.address());
    RestClient.Room room = rest.room();
    laptop.navigate(address("/join/" + room.code()));
    laptop.fill("#name", "Ada");
    laptop.click(".form button.big");
    laptop.waitForURL(Pattern.compile("/r/\\w{6}$"));
    laptop.click("a.to-account");
    laptop.click("text=Get a name of your own");
    laptop.fill("#name", "Ada");
    laptop.fill("#password", PASSWORD);
    laptop.click("button.big");
    laptop.waitForURL(Pattern.compile("/r/\\w{6}$"));
    assertThat(laptop.locator("a.to-account")).hasText("Ada");

    Page phone = person("en", 390, true);
    phone.navigate(address("/sign-in"));
    // A browser moves the focus with its first picture, which may come after the page is loaded.
    assertThat(phone.locator("#name")).isFocused();
    phone.keyboard().type("ada");
    phone.keyboard().press("Tab");
    assertThat(phone.locator("#password")).isFocused();
    phone.keyboard().type(PASSWORD);
    phone.keyboard().press("Enter");
    phone.waitForURL(address("/"));
    phone.click(".room-card");
    assertThat(phone.locator("#play")).containsText("Ada");
    assertThat(laptop.locator("#connection")).containsText("another page or device");
    look(phone, "room-390");
    phone.navigate(address("/create"));
    assertThat(phone.locator("#name")).hasValue("Ada");
  }

  @Test
  void allOfItWorksWithoutScriptsInGermanAndOnASmallPhone() {
    Page page = person("de", 320, false);
    page.navigate(address("/register"));
    page.fill("#name", "Käthe");
    page.fill("#password", "Käthe Käthe");
    page.click("button.big");
    assertThat(page.locator("a.to-account")).hasText("Käthe");
    fitsWithoutScripts(page, "/account");
    page.fill("#former", "falsch falsch");
    page.fill("#password", "noch ein Passwort");
    page.click("text=Passwort ändern");
    assertThat(page.locator("#former-error")).hasText("Das ist nicht dein Passwort.");
    page.click("form[action='/sign-out'] button");
    page.navigate(address("/sign-in"));
    page.fill("#name", "käthe");
    page.fill("#password", "Käthe Käthe");
    page.click("button.big");
    assertThat(page.locator("a.to-account")).hasText("Käthe");
    page.navigate(address("/account"));
    page.fill("#delete", "Käthe Käthe");
    page.click("text=Endgültig löschen");
    assertThat(page.locator("h1")).hasText("Dein Konto ist gelöscht");
    complaints.removeIf(c -> c.contains("403"));
  }

  private static void fitsWithoutScripts(Page page, String path) {
    page.navigate(address(path));
    assertThat(page.locator("main").boundingBox().width).isLessThanOrEqualTo(320);
    for (var part : page.locator("main *").all()) {
      var box = part.boundingBox();
      if (box != null && box.width > 1) {
        assertThat(box.x + box.width)
            .as(part.evaluate("e => e.outerHTML").toString())
            .isLessThanOrEqualTo(321);
      }
    }
  }

  @Test
  void friendsFindEachOtherByName() throws Exception {
    Page grace = person("en", 1440, true);
    register(grace, "Grace Hopper");
    Page ben = person("en", 390, true);
    register(ben, "Ben");
    ben.navigate(address("/friends"));
    look(ben, "friends-none-390");
    ben.fill("#name", "grace hopper");
    ben.click("text=Find >> nth=-1");
    assertThat(ben.locator("h1")).hasText("Grace Hopper");
    ben.click("text=Ask to be friends");
    assertThat(ben.locator("main")).containsText("You have asked Grace Hopper");
    look(ben, "profile-390");
    fits(ben);
    grace.navigate(address("/friends"));
    look(grace, "friends-asked-1440");
    grace.click("button:has-text('Accept')");
    assertThat(grace.locator(".row")).containsText("is here");
    look(grace, "friends-1440");
    ben.navigate(address("/friends"));
    look(ben, "friends-390");
    fits(ben);
  }

  @Test
  void aPictureOfOnesOwnIsShownOnEveryPage() throws Exception {
    Page page = person("en", 1440, true);
    register(page, "Painter");
    page.navigate(address("/account"));
    BufferedImage image = new BufferedImage(1200, 800, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(200, 0, Color.ORANGE, 1000, 800, new Color(60, 20, 120)));
    pen.fillRect(0, 0, 1200, 800);
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    page.setInputFiles("#picture", new FilePayload("me.jpg", "image/jpeg", out.toByteArray()));
    page.click("text=Upload");
    assertThat(page.locator("[role=status]")).hasText("That is your new picture.");
    assertThat(page.locator(".to-account img")).hasAttribute("src", Pattern.compile("/picture/u-"));
    assertThat((Integer) page.evaluate("document.querySelector('.to-account img').naturalWidth"))
        .isEqualTo(256);
    look(page, "account-1440");
  }

  @Test
  void thePagesFitEveryWidth() {
    for (int width : new int[] {320, 390, 1440}) {
      Page page = person("en", width, true);
      for (String path : List.of("/register", "/sign-in", "/")) {
        page.navigate(address(path));
        fits(page);
        look(page, (path.equals("/") ? "home" : path.substring(1)) + "-" + width);
      }
      register(page, "Somebody Long Name " + width);
      look(page, "home-in-" + width);
      for (String path : List.of("/account", "/friends", "/")) {
        page.navigate(address(path));
        fits(page);
      }
      page.navigate(address("/account"));
      look(page, "account-" + width);
      page.navigate(address("/register"));
    }
    Page wrong = person("en", 390, true);
    wrong.navigate(address("/register"));
    wrong.fill("#name", "Somebody Short");
    wrong.fill("#password", "password123");
    wrong.click("button.big");
    assertThat(wrong.locator("#password-error")).containsText("everybody tries first");
    look(wrong, "register-wrong-390");
    complaints.removeIf(c -> c.contains("422"));
  }
}
