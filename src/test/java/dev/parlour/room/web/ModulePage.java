package dev.parlour.room.web;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.parlour.testkit.Browser;
import java.nio.file.Path;

/** An empty page in a browser on which the modules of the pages can be imported, from {@code /}. */
final class ModulePage implements AutoCloseable {
  private static final String ORIGIN = "http://modules.test/";
  private static final Path FILES = Path.of("src/main/webapp/static");

  private final Browser browser;
  private final Page page;

  private ModulePage(Browser browser, Page page) {
    this.browser = browser;
    this.page = page;
  }

  static ModulePage open() {
    Browser browser = Browser.start();
    Page page = browser.chromium().newPage();
    page.route(ORIGIN + "**", ModulePage::serve);
    page.navigate(ORIGIN);
    return new ModulePage(browser, page);
  }

  private static void serve(Route route) {
    String path = route.request().url().substring(ORIGIN.length());
    Route.FulfillOptions answer = new Route.FulfillOptions();
    if (path.isEmpty()) {
      route.fulfill(answer.setContentType("text/html").setBody("<!doctype html>"));
    } else {
      route.fulfill(answer.setContentType(AssetFiles.type(path)).setPath(FILES.resolve(path)));
    }
  }

  /** What a function of the page answers. */
  Object run(String function, Object argument) {
    return page.evaluate(function, argument);
  }

  @Override
  public void close() {
    browser.close();
  }
}
