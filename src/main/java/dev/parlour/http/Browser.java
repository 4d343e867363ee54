package dev.parlour.http;

import dev.parlour.player.GuestId;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.HeldSeat;
import dev.parlour.room.Actor;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.app.Tokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The browser behind the request: who it is by its cookie, and what it holds in rooms. The {@link
 * FrontDoor} tells it of the request; pages get a cookie with their first answer, other callers
 * only when there is something to remember and they are browsers. Costs nothing until something is
 * asked.
 */
@RequestScoped
public class Browser {
  public static final String COOKIE = "parlour";

  private static final Duration KEPT = Duration.ofDays(400); // the longest that browsers allow
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  @Inject GuestSeats seats;

  private HttpServletRequest request;
  private HttpServletResponse response;
  private Caller caller;
  private GuestId guest;

  void begins(HttpServletRequest request, HttpServletResponse response, Caller caller) {
    this.request = request;
    this.response = response;
    this.caller = caller;
    this.guest = known(request.getCookies()).orElse(null);
  }

  /** Who the cookies of a request name. A cookie that we cannot have made counts as none. */
  public static Optional<GuestId> known(Cookie[] cookies) {
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(COOKIE)
            && cookie.getValue() != null
            && TOKEN.matcher(cookie.getValue()).matches()) {
          return Optional.of(new GuestId(Tokens.hash(cookie.getValue())));
        }
      }
    }
    return Optional.empty();
  }

  /** Empty for callers without the cookie. */
  public Optional<GuestId> guest() {
    return Optional.ofNullable(guest);
  }

  /** Who it is; whoever has no cookie gets one. Only before the answer has begun. */
  public GuestId identity() {
    if (guest == null) {
      String token = Secrets.token();
      Cookie cookie = new Cookie(COOKIE, token);
      cookie.setHttpOnly(true);
      cookie.setSecure(caller.secure());
      cookie.setPath("/");
      cookie.setMaxAge((int) KEPT.toSeconds());
      cookie.setAttribute("SameSite", "Lax");
      response.addCookie(cookie);
      guest = new GuestId(Tokens.hash(token));
    }
    return guest;
  }

  /** For limits and for telling callers apart. */
  public Caller caller() {
    return caller;
  }

  /** What the browser is in the room. Waits for the database. */
  public Set<Actor> in(String room) {
    return guest == null ? Set.of() : seats.in(guest, room);
  }

  /**
   * Whose things are kept: a browser's, which gets a cookie where it has none. Callers that are no
   * browsers keep their tokens themselves. Only before the answer has begun.
   */
  public Optional<GuestId> keeper() {
    return guest != null
            || request.getHeader("Sec-Fetch-Site") != null
            || request.getHeader("Origin") != null
        ? Optional.of(identity())
        : Optional.empty();
  }

  /** Keeps that the browser was given this. Waits for the database. */
  public void remember(String room, Actor actor, String name) {
    keeper().ifPresent(k -> seats.remember(k, room, actor, name));
  }

  /**
   * Keeps that whoever asks has this again, as the newest of what they hold there; callers without
   * a cookie get one. Waits for the database.
   */
  void hold(String room, Actor actor, String name) {
    seats.forget(identity(), room, actor);
    seats.remember(identity(), room, actor, name);
  }

  /** The browser has given it up. Waits for the database. */
  public void forget(String room, Actor actor) {
    if (guest != null) {
      seats.forget(guest, room, actor);
    }
  }

  /** Its rooms, newest first. Waits for the database. */
  public List<HeldSeat> rooms() {
    return guest == null ? List.of() : seats.rooms(guest);
  }
}
