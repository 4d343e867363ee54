package dev.parlour.room.web;

import dev.parlour.game.Checked;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.player.HeldSeat;
import dev.parlour.room.Actor;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomView;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Rooms;
import dev.parlour.shared.Settings;
import gg.jte.Content;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All rooms of the last day in which this browser has a seat or that it hosts, to be played on one
 * page and one socket. Without scripts it is a list of links that says how things stand.
 */
@WebServlet("/tables")
public class TablesPage extends PageServlet {
  private static final long serialVersionUID = 1L;
  private static final Duration RECENT = Duration.ofHours(24);

  /** Among open questions the soonest closing first, else the newest room. */
  private static final Comparator<Card> MOST_URGENT =
      Comparator.comparing(Card::attention)
          .thenComparing(Card::deadline, Comparator.nullsLast(Comparator.naturalOrder()));

  @Inject private transient Rooms rooms;
  @Inject private transient Games games;
  @Inject private transient LiveFragments fragments;

  /** As in the socket's settings: more roles than that would be refused there. */
  private final int mostRoles =
      Settings.ofProcess().whole("realtime.rooms-per-socket", 20, 1, 1_000);

  /** What the browser has in a room. */
  private record Held(boolean host, List<String> seats) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page page = page(request);
    List<Card> cards = new ArrayList<>();
    List<TablesView.Over> over = new ArrayList<>();
    int roles = 0;
    int beyond = 0;
    boolean reachable = true;
    for (Map.Entry<String, Held> room : held().entrySet()) {
      String code = room.getKey();
      Held held = room.getValue();
      // Where one room cannot be had, the others would only make people wait as long again.
      Checked<Publication> looked = reachable ? rooms.look(code) : Checked.bad("unavailable", "");
      Card card = null;
      switch (looked) {
        case Checked.Good<Publication>(Publication now) when now.status().over() ->
            over.add(over(page, now, held));
        case Checked.Good<Publication>(Publication now) -> card = card(page, now, held);
        case Checked.Bad<Publication> bad when bad.rejection().code().equals("unknown_room") -> {}
        case Checked.Bad<Publication> bad -> {
          reachable &= bad.rejection().code().equals("room_faulty"); // which says nothing of others
          card = unreachable(code, held);
        }
      }
      if (card != null) {
        int takes = (card.seat() == null ? 0 : 1) + (card.host() ? 1 : 0);
        if (roles + takes <= mostRoles) {
          roles += takes;
          cards.add(card);
        } else {
          beyond++;
        }
      }
    }
    cards.sort(MOST_URGENT);
    TablesView tables =
        new TablesView(
            System.currentTimeMillis(), cards, beyond, over, texts(page.texts(), games.all()));
    html(
        response,
        200,
        site.templates().render("tables/tables", Map.of("page", page, "tables", tables)));
  }

  /** Newest first. */
  private Map<String, Held> held() {
    Instant since = Instant.now().minus(RECENT);
    Map<String, Held> held = new LinkedHashMap<>();
    for (HeldSeat seat : browser.rooms()) {
      if (seat.since().isAfter(since)) {
        Held before = held.getOrDefault(seat.room(), new Held(false, List.of()));
        List<String> seats = new ArrayList<>(before.seats());
        if (seat.actor() instanceof Actor.Player(String id)) {
          seats.add(id);
        }
        held.put(seat.room(), new Held(before.host() || seat.actor() instanceof Actor.Host, seats));
      }
    }
    return held;
  }

  /** Null where the browser has nothing there any more. */
  private Card card(Page page, Publication now, Held held) {
    String seat =
        held.seats().stream()
            .filter(id -> now.own(new Viewer.Player(id)).you() != null)
            .findFirst()
            .orElse(null);
    if (seat == null && !held.host()) {
      return null;
    }
    String prefix = Card.prefix(now.code());
    String folder = fragments.folder(now);
    CardHtml html = site.cards();
    Card.Now asPlayer = Card.Now.of(now, Role.PLAYER);
    List<Content> head = new ArrayList<>();
    head.add(html.head(page, folder, asPlayer, prefix));
    Attention attention = Attention.OVER;
    if (seat != null) {
      RoomView.Seen own = now.own(new Viewer.Player(seat));
      head.add(html.needs(page, folder, asPlayer, own, prefix));
      attention = html.attention(page, folder, asPlayer, own);
    }
    if (held.host()) {
      Card.Now asHost = Card.Now.of(now, Role.HOST);
      head.add(html.hostNeeds(page, asHost, prefix));
      Attention hosts = html.hostAttention(asHost);
      attention = hosts.compareTo(attention) < 0 ? hosts : attention;
    }
    return new Card(
        now.code(),
        title(page, now),
        seat == null ? "host" : seat,
        seat,
        held.host(),
        attention,
        attention == Attention.ANSWER ? now.deadline() : null,
        head,
        address(now.code(), seat == null));
  }

  private static Card unreachable(String code, Held held) {
    String seat = held.seats().isEmpty() ? null : held.seats().getFirst();
    return new Card(
        code,
        code,
        seat == null ? "host" : seat,
        seat,
        held.host(),
        Attention.WAITING,
        null,
        List.of(),
        address(code, seat == null));
  }

  private static TablesView.Over over(Page page, Publication now, Held held) {
    String status = now.shared(Role.SPECTATOR).shared().status();
    return new TablesView.Over(
        now.code(),
        title(page, now),
        status,
        status.equals("completed")
            ? "/r/" + now.code() + "/results"
            : address(now.code(), held.seats().isEmpty()));
  }

  private static String title(Page page, Publication now) {
    String title = now.shared(Role.SPECTATOR).shared().title();
    return title == null ? page.t("room.untitled") : title;
  }

  private static String address(String code, boolean host) {
    return "/r/" + code + (host ? "/host" : "");
  }

  /**
   * What a script may have to say. A code of a refusal may mean something else in each game, so
   * what a game says in words of its own is there as {@code refused.<game>.<code>}.
   */
  static Map<String, String> texts(Texts rooms, List<GameRegistration> games) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String prefix : List.of("live.", "refused.", "tables.")) {
      rooms.keys(prefix).forEach(key -> texts.put(key, rooms.get(key)));
    }
    for (GameRegistration game : games) {
      Texts own = Texts.of(rooms.locale(), game.templates());
      for (String key : own.keys("refused.")) {
        if (!own.get(key).equals(texts.get(key))) {
          texts.put(key.replaceFirst("\\.", "." + game.game().id() + "."), own.get(key));
        }
      }
    }
    return texts;
  }
}
