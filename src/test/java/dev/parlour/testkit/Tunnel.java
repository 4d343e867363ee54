package dev.parlour.testkit;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** Where there is no network for a page: its socket closes, and none can be opened. */
public final class Tunnel {
  private final AtomicBoolean inside = new AtomicBoolean();
  private final List<WebSocketRoute> open = new ArrayList<>();

  /** For the sockets that the page will open. */
  public Tunnel(Page page) {
    page.routeWebSocket(
        Pattern.compile("/ws"),
        route -> {
          if (inside.get()) {
            route.close();
          } else {
            route.connectToServer();
            open.add(route);
          }
        });
  }

  public void enter() {
    inside.set(true);
    open.getLast().close();
  }

  public void leave() {
    inside.set(false);
  }
}
