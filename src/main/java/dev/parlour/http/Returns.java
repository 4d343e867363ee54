package dev.parlour.http;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.player.ReturnCode;
import dev.parlour.player.ReturnCodes;
import dev.parlour.player.ReturnCodes.Places;
import dev.parlour.room.Actor;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomView;
import dev.parlour.room.Status;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.Tokens;
import dev.parlour.shared.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/**
 * People come back from another device: a short code, made where they play, gives the browser that
 * brings it the same place. It gives no token: a browser is known by its cookie, and a program that
 * wants to come back keeps the cookie that it gets. So nobody learns a token that somebody else was
 * given, and the room's log knows nothing of it. The first device keeps what it has; of a player's
 * connections the newest one counts.
 *
 * <p>A code is drawn at random, kept as its hash, valid for {@code http.return-code-seconds} (900)
 * and for one browser, and void as soon as there is a newer one for the same place. Wrong ones
 * count as {@link Guesses}: at one a second, one of a thousand valid codes is found after more than
 * a year, and each lives for a quarter of an hour.
 */
@RequestScoped
public class Returns {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration VALID = HttpSettings.from(Settings.ofProcess()).returnCode();

  @Inject Rooms rooms;
  @Inject ReturnCodes codes;
  @Inject Browser browser;

  /** A code that was just made. */
  public record Offer(ReturnCode code, Instant expiresAt) {}

  /**
   * Where somebody is back.
   *
   * @param id {@code host} or the seat's id
   */
  public record Back(String room, String id) {
    public boolean host() {
      return id.equals("host");
    }
  }

  /** How long a code is valid. */
  public static Duration valid() {
    return VALID;
  }

  /**
   * Makes a code for what the caller holds in the room: the host's place, the newest of the seats
   * that still exist, or both. The caller has proved to hold it.
   */
  public Checked<Offer> offer(String room, Collection<Actor> held) {
    return switch (rooms.look(room)) {
      case Checked.Bad<Publication>(Rejection rejection) -> new Checked.Bad<>(rejection);
      case Checked.Good<Publication>(Publication now) when now.status() == Status.CLOSED ->
          Checked.bad("room_closed", "This room is closed.");
      case Checked.Good<Publication>(Publication now) -> {
        Map<Actor, String> names = names(now, held);
        if (names.isEmpty()) {
          yield Checked.bad("not_a_player", "There is no place of yours in this room.");
        }
        ReturnCode code = ReturnCode.random(RANDOM);
        Instant expiresAt =
            codes.offer(
                key(code), new Places(now.code(), new LinkedHashSet<>(names.keySet())), VALID);
        yield Checked.good(new Offer(code, expiresAt));
      }
    };
  }

  /**
   * Gives this browser what the code stands for; a browser without a cookie gets one. Refuses
   * {@code unknown_return_code}.
   *
   * @param typed as a person typed it
   */
  public Checked<Back> take(String typed) {
    Optional<Places> taken =
        ReturnCode.parse(typed).flatMap(code -> codes.take(key(code), browser.identity()));
    if (taken.isEmpty()) {
      return unknown();
    }
    return switch (rooms.look(taken.get().room())) {
      case Checked.Bad<Publication>(Rejection rejection) -> new Checked.Bad<>(rejection);
      case Checked.Good<Publication>(Publication now) when now.status() == Status.CLOSED ->
          Checked.bad("room_closed", "This room is closed.");
      case Checked.Good<Publication>(Publication now) -> {
        Map<Actor, String> names = names(now, taken.get().actors());
        if (names.isEmpty()) {
          yield unknown(); // the seat was given up or taken away meanwhile
        }
        names.forEach((actor, name) -> browser.hold(now.code(), actor, name));
        yield Checked.good(new Back(now.code(), id(names.keySet().iterator().next())));
      }
    };
  }

  /** What of this still exists, and how they are called there: the host's place, then one seat. */
  private static Map<Actor, String> names(Publication now, Collection<Actor> held) {
    Map<Actor, String> names = new LinkedHashMap<>();
    if (held.contains(Actor.HOST)) {
      String title = now.shared(Role.HOST).shared().title();
      names.put(Actor.HOST, title == null ? "" : title);
    }
    for (Actor actor : held) {
      if (actor instanceof Actor.Player(String id)) {
        RoomView.You you = now.own(new Viewer.Player(id)).you();
        if (you != null) {
          names.put(actor, you.name());
          break;
        }
      }
    }
    return names;
  }

  private static String id(Actor actor) {
    return actor instanceof Actor.Player(String id) ? id : "host";
  }

  private static String key(ReturnCode code) {
    return Tokens.hash("return code " + code.value());
  }

  private static <T> Checked<T> unknown() {
    return Checked.bad(
        "unknown_return_code",
        "This code is not valid, or not any more: it works once and not for long. A new one is"
            + " shown where you played.");
  }
}
