package dev.parlour.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * People at browsers who visit a running server. Whatever a page complains of, in its console or by
 * an error that nobody catches, fails the test; at its end everybody leaves.
 *
 * <pre>{@code
 * @RegisterExtension static final Visitors VISITORS = Visitors.atTheServer();
 * … Page ada = VISITORS.person(390); VISITORS.join(ada, code, "Ada"); …
 * }</pre>
 *
 * <p>Most classes share one server, which starts for the first of them and ends with the test run:
 * rooms do not know of each other, and a server takes longer to start than most tests to run.
 */
public final class Visitors implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  /** How long a page may take for anything, in milliseconds. */
  public static final double PATIENCE = 20_000;

  private static final Path SCREENS =
      Path.of(System.getProperty("parlour.work", "target/it")).resolve("screens");

  private final String own;
  private final Map<String, String> settings;
  private final List<AutoCloseable> leaving = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private ServerProcess server;
  private Browser browser;

  private Visitors(String own, Map<String, String> settings) {
    this.own = own;
    this.settings = settings;
  }

  /** At the server that all tests share which need no settings of their own. */
  public static Visitors atTheServer() {
    return new Visitors(null, Map.of());
  }

  /** At a server of that name with settings of its own. */
  public static Visitors at(String name, Map<String, String> settings) {
    return new Visitors(name, settings);
  }

  /** The store closes it when the whole run is over. */
  private record Shared(ServerProcess server) implements AutoCloseable {
    static Shared start() {
      try {
        return new Shared(ServerProcess.named("visitors").optimizing().start());
      } catch (Exception e) {
        throw new IllegalStateException("the server does not start", e);
      }
    }

    @Override
    public void close() throws Exception {
      server.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (own == null) {
      server =
          context
              .getRoot()
              .getStore(ExtensionContext.Namespace.create(Visitors.class))
              .getOrComputeIfAbsent("server", k -> Shared.start(), Shared.class)
              .server();
    } else {
      server = ServerProcess.named(own);
      settings.forEach(server::set);
      server.start();
    }
    browser = Browser.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (AutoCloseable one : leaving.reversed()) {
      one.close();
    }
    leaving.clear();
    List<String> said = List.copyOf(complaints);
    complaints.clear();
    assertThat(said).as("what pages complained of").isEmpty();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (own != null && server != null) {
      server.close();
    }
  }

  public ServerProcess server() {
    return server;
  }

  public RestClient rest() {
    return new RestClient(server.address());
  }

  public String address(String path) {
    return server.address().resolve(path).toString();
  }

  /** Somebody with a browser of their own, in English. */
  public Page person(int width) {
    return person("en", width, true);
  }

  public Page person(String language, int width) {
    return person(language, width, true);
  }

  /**
   * Somebody with a browser of their own: cookies, language, and a screen so many CSS pixels wide.
   */
  public Page person(String language, int width, boolean scripts) {
    BrowserContext context =
        browser
            .chromium()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setLocale(language)
                    .setViewportSize(width, width < 500 ? 844 : 900)
                    .setJavaScriptEnabled(scripts)
                    .setReducedMotion(ReducedMotion.REDUCE));
    atTheEnd(context);
    context.setDefaultTimeout(PATIENCE);
    context.onPage(this::listen);
    return context.newPage();
  }

  private void listen(Page page) {
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        m -> {
          if (m.type().equals("error") || m.type().equals("warning")) {
            complaints.add(m.text());
          }
        });
  }

  /** Closes it after this test. */
  public <T extends AutoCloseable> T atTheEnd(T one) {
    leaving.add(one);
    return one;
  }

  /** What so far was complained of and was to be expected. */
  public void forgive(Predicate<String> expected) {
    complaints.removeIf(expected);
  }

  /** Takes a seat by the form of {@code /join}, and is in the room. */
  public Page join(Page player, String room, String name) {
    player.navigate(address("/join/" + room));
    player.fill("#name", name);
    player.click(".form button.big");
    player.waitForURL(Pattern.compile("/r/\\w{6}$"));
    return player;
  }

  /** Keeps a picture of what is seen, for people to look at. */
  public void look(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
  }

  /** Goes on by the Tab key until that has the focus. */
  public static void tabTo(Page page, String target) {
    tab(page, target, "Tab");
  }

  public static void tabBackTo(Page page, String target) {
    tab(page, target, "Shift+Tab");
  }

  private static void tab(Page page, String target, String key) {
    for (int i = 0; i < 120; i++) {
      if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement?.matches(s)", target))) {
        return;
      }
      page.keyboard().press(key);
    }
    throw new AssertionError("no way to " + target + " by " + key);
  }

  /** Nothing is wider than the screen, and nothing too small for a thumb (44 CSS pixels). */
  public static void fits(Page page) {
    assertThat(
            page.evaluate(
                "() => document.documentElement.scrollWidth -"
                    + " document.documentElement.clientWidth"))
        .as(page.url() + " is wider than the screen")
        .isEqualTo(0);
    Object small =
        page.evaluate(
            """
            () => Array.from(document.querySelectorAll("main button, main a, main summary, main input:not([type=hidden]), main select, .languages a, .top a, .movable button, .movable a, .movable summary"))
              .map((e) => (e.matches("input[type=radio], input[type=checkbox]") && e.closest("label")) || e)
              .filter((e) => e.checkVisibility() && (e.getBoundingClientRect().height < 43.5 || e.getBoundingClientRect().width < 43.5))
              .map((e) => e.outerHTML.slice(0, 80))
            """);
    assertThat(small).as(page.url() + " has targets that are too small").isEqualTo(List.of());
  }
}
