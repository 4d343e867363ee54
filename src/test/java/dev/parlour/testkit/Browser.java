package dev.parlour.testkit;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The browser that is installed on this machine, driven by Playwright; nothing is downloaded.
 *
 * <p>{@code PARLOUR_BROWSER} names another than the one in the usual places. Playwright is not for
 * several threads: one of these for each thread.
 */
public final class Browser implements AutoCloseable {

  private static final List<String> USUAL_PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/usr/bin/google-chrome-stable",
          "/snap/bin/chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.playwright = playwright;
    this.chromium = chromium;
  }

  public static Browser start() {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
    if (isRoot()) {
      flags.add("--no-sandbox"); // Chromium refuses to run as root with its sandbox.
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      return new Browser(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(installed())
                      .setArgs(flags)
                      .setHeadless(true)));
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  /** Playwright's own handle; a context of it is one person with cookies of their own. */
  public com.microsoft.playwright.Browser chromium() {
    return chromium;
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }

  private static Path installed() {
    String chosen = System.getenv("PARLOUR_BROWSER");
    if (chosen != null && !chosen.isBlank()) {
      return Path.of(chosen);
    }
    return USUAL_PLACES.stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "There is no Chromium in the usual places: install it, or let PARLOUR_BROWSER"
                        + " name it."));
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
