package dev.parlour.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Follower;
import dev.parlour.room.Frame;
import dev.parlour.room.HtmlViews;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomView;
import dev.parlour.wire.As;
import dev.parlour.wire.Json;
import dev.parlour.wire.ServerMessage;
import dev.parlour.wire.Views;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * One role in one room on one connection. The room calls it as its {@link Follower}; the
 * connection's writer asks it for the messages. It ends once: by the room, by the client, or by the
 * connection.
 */
final class Following implements Follower {
  /** Under which a publication keeps the fragments of a role in a language, for a kind of page. */
  private record HtmlKey(HtmlViews html, Role role, Locale locale) {}

  private final Connection connection;
  private final String room;
  private final Viewer viewer;
  private final Class<?> commands;
  private final HtmlViews html;
  private final Locale locale;

  private volatile boolean attached;
  private long newest = -1; // guarded by this
  private volatile boolean over;
  private volatile boolean leads;
  private final Outbox.Place place = new Outbox.Place(this);

  // ---- the writer's own
  private String lastYou;
  private RoomView.Seen lastOwn;
  private RawValue lastOwnText;

  /**
   * @param commands the game's type of commands
   * @param html null for JSON
   */
  Following(
      Connection connection,
      String room,
      Viewer viewer,
      Class<?> commands,
      HtmlViews html,
      Locale locale) {
    this.connection = connection;
    this.room = room;
    this.viewer = viewer;
    this.commands = commands;
    this.html = html;
    this.locale = locale;
  }

  String room() {
    return room;
  }

  String as() {
    return As.of(viewer);
  }

  Viewer viewer() {
    return viewer;
  }

  Class<?> commands() {
    return commands;
  }

  /** Where its news wait; the outbox's own. */
  Outbox.Place place() {
    return place;
  }

  /** The connection says that it is followed no longer. */
  void end() {
    over = true;
  }

  /** Whether it is the one on its connection that gets the room's frames. */
  void lead(boolean leads) {
    this.leads = leads;
  }

  boolean isOver() {
    return over;
  }

  /** Null for a spectator, who can only look. */
  Actor actor() {
    return switch (viewer) {
      case Viewer.Host h -> Actor.HOST;
      case Viewer.Player p -> new Actor.Player(p.id());
      case Viewer.Spectator s -> null;
    };
  }

  /**
   * A room that has moved to another server attaches its followers again by itself. The client has
   * asked once and is answered once; from then on only what is newer is news.
   */
  @Override
  public synchronized void attached(Publication now, boolean current) {
    if (!attached) {
      attached = true;
      newest = now.seq();
      connection.attached(this, now, current);
    } else if (now.seq() > newest) {
      published(now);
    }
  }

  /**
   * Of the same seq there may be several, where only presence has changed. An older one may come
   * behind a newer one.
   */
  @Override
  public synchronized void published(Publication now) {
    if (now.seq() < newest) {
      return; // of the server that had the room before, or of a herald that was slow
    }
    newest = now.seq();
    connection.published(this, now);
  }

  @Override
  public void countdown(long remainingMillis, Instant deadline) {
    connection.countdown(this, new ServerMessage.Countdown(room, as(), remainingMillis, deadline));
  }

  @Override
  public void frame(Frame now) {
    if (leads) {
      connection.frame(this, now);
    }
  }

  @Override
  public boolean readsBinary() {
    return connection.readsBinary();
  }

  @Override
  public void detached(String reason) {
    connection.detached(this, reason, attached);
  }

  /** The message for a view. Only the writer calls it: it remembers what it sent last. */
  ServerMessage message(Publication view) {
    if (html == null) {
      return new ServerMessage.View(
          room, as(), view.seq(), Views.shared(view, viewer.role()), own(view));
    }
    RawValue shared =
        view.once(
            new HtmlKey(html, viewer.role(), locale),
            () -> new RawValue(write(html.shared(view, viewer.role(), locale))));
    Map<String, String> fragments = html.you(view, viewer, locale);
    String you = fragments == null || fragments.isEmpty() ? null : write(fragments);
    boolean same = you == null || you.equals(lastYou);
    lastYou = you == null ? lastYou : you;
    return new ServerMessage.Html(room, as(), view.seq(), shared, same ? null : new RawValue(you));
  }

  /** While others do something, a viewer's own part mostly stays as it is. */
  private RawValue own(Publication view) {
    RoomView.Seen own = view.own(viewer);
    if (!own.equals(lastOwn)) {
      lastOwnText = Views.you(own);
      lastOwn = own;
    }
    return lastOwnText;
  }

  private static String write(Map<String, String> fragments) {
    try {
      return Json.ascii(Json.mapper().writeValueAsString(fragments));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("fragments are texts", e);
    }
  }
}
