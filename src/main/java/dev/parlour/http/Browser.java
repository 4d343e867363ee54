package dev.parlour.http;

import dev.parlour.player.GuestId;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.HeldSeat;
import dev.parlour.player.PictureId;
import dev.parlour.player.Session;
import dev.parlour.player.SignedIn;
import dev.parlour.player.Visitor;
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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * The browser behind the request: who it is by its cookies, and what it holds in rooms. The {@link
 * FrontDoor} tells it of the request; pages get a cookie with their first answer, other callers
 * only when there is something to remember and they are browsers. Costs nothing until something is
 * asked.
 *
 * <p>There are two cookies: {@value #COOKIE} names the browser, whoever sits before it; {@value
 * #SESSION} says that somebody is signed in there. What is kept is kept for the account where there
 * is one, for the browser where there is none.
 */
@RequestScoped
public class Browser {
  public static final String COOKIE = "parlour";

  /** Of who is signed in. */
  public static final String SESSION = "parlour-session";

  private static final Logger LOG = Logger.getLogger(Browser.class.getName());
  private static final Duration KEPT = Duration.ofDays(400); // the longest that browsers allow

  /** Longer than any session lives unused; the server knows when it has ended. */
  private static final Duration SIGNED_IN = KEPT;

  private static final String BEARER = "bearer ";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  @Inject GuestSeats seats;
  @Inject SignedIn signedIn;

  private HttpServletRequest request;
  private HttpServletResponse response;
  private Caller caller;
  private GuestId device;
  private String token;
  private Optional<Session> session; // null until somebody asks

  void begins(HttpServletRequest request, HttpServletResponse response, Caller caller) {
    this.request = request;
    this.response = response;
    this.caller = caller;
    this.device = known(request.getCookies()).orElse(null);
    this.token = sessionToken(request.getCookies()).orElse(null);
    this.session = token == null ? Optional.empty() : null;
  }

  /**
   * Which browser the cookies of a request name, whoever is signed in. A cookie that we cannot have
   * made counts as none.
   */
  public static Optional<GuestId> known(Cookie[] cookies) {
    return value(cookies, COOKIE).map(Tokens::hash).map(GuestId::new);
  }

  /** What the cookies of a request bring for {@link SignedIn#find}. */
  public static Optional<String> sessionToken(Cookie[] cookies) {
    return value(cookies, SESSION);
  }

  private static Optional<String> value(Cookie[] cookies, String name) {
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)
            && cookie.getValue() != null
            && TOKEN.matcher(cookie.getValue()).matches()) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Who is signed in; empty for nobody. May wait for the database; a token that has grown old is
   * exchanged on the way, where the answer has not begun.
   *
   * @throws Refused {@code unavailable}
   */
  public Optional<Session> session() {
    if (session == null) {
      try {
        session = signedIn.find(token);
        if (session.isPresent() && session.get().renew() && !response.isCommitted()) {
          signedIn
              .renew(token)
              .ifPresent(
                  fresh -> {
                    token = fresh;
                    cookie(SESSION, fresh, SIGNED_IN);
                  });
        }
      } catch (RuntimeException away) {
        LOG.log(Level.WARNING, "Nobody can say who is signed in", away);
        throw new Refused("unavailable", "The server cannot look up who you are; try again.");
      }
    }
    return session;
  }

  /** From now on this browser has this session. Only before the answer has begun. */
  public void signedIn(String fresh) {
    token = fresh;
    cookie(SESSION, fresh, SIGNED_IN);
    session = null;
  }

  /** From now on nobody is signed in here. Only before the answer has begun. */
  public void signedOut() {
    if (token != null) {
      token = null;
      cookie(SESSION, "", Duration.ZERO);
    }
    session = Optional.empty();
  }

  /**
   * Whether whoever asks may show this as their face: a picture that somebody uploaded is theirs
   * alone.
   *
   * @param avatar null for none
   */
  public boolean mayWear(String avatar) {
    return !PictureId.is(avatar) || session().filter(s -> s.avatar().equals(avatar)).isPresent();
  }

  /**
   * The token that the request brings in its header, of a caller who proves something by it and not
   * by a cookie: another scheme than {@code Bearer} proves nothing, as the empty text does, and is
   * not passed over in favour of the cookie. Empty where there is no such header.
   */
  public Optional<String> bearer() {
    return Optional.ofNullable(request.getHeader("Authorization"))
        .map(
            a ->
                a.toLowerCase(Locale.ROOT).startsWith(BEARER)
                    ? a.substring(BEARER.length()).strip()
                    : "");
  }

  /**
   * Refuses {@code bad_avatar} for a face that is not {@link #mayWear theirs to show}.
   *
   * @param avatar null for none
   */
  public void wears(String avatar) {
    if (!mayWear(avatar)) {
      throw new Refused("bad_avatar", "This picture is somebody else's.");
    }
  }

  /** What the request says of the browser; one without a cookie gets one. */
  public Visitor visitor() {
    return new Visitor(
        device(), caller.address(), Devices.words(request.getHeader("User-Agent")), token);
  }

  /** Whose things are kept: the account's, or else the browser's; empty for neither. */
  public Optional<GuestId> guest() {
    return session()
        .map(s -> Optional.of(GuestId.of(s.account())))
        .orElseGet(() -> Optional.ofNullable(device));
  }

  /**
   * Whose things are kept: the account's, or else the browser's, which gets a cookie where it has
   * none. Only before the answer has begun.
   */
  public GuestId identity() {
    return session().map(s -> GuestId.of(s.account())).orElseGet(this::device);
  }

  /** Which browser it is by its cookie, whoever is signed in; empty for callers without. */
  Optional<GuestId> knownDevice() {
    return Optional.ofNullable(device);
  }

  /**
   * Which browser it is, whoever is signed in; whoever has no cookie gets one. Only before the
   * answer has begun.
   */
  GuestId device() {
    if (device == null) {
      String fresh = Secrets.token();
      cookie(COOKIE, fresh, KEPT);
      device = new GuestId(Tokens.hash(fresh));
    }
    return device;
  }

  private void cookie(String name, String value, Duration kept) {
    Cookie cookie = new Cookie(name, value);
    cookie.setHttpOnly(true);
    cookie.setSecure(caller.secure());
    cookie.setPath("/");
    cookie.setMaxAge((int) kept.toSeconds());
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
  }

  /** For limits and for telling callers apart. */
  public Caller caller() {
    return caller;
  }

  /** What the browser is in the room. Waits for the database. */
  public Set<Actor> in(String room) {
    return guest().map(g -> seats.in(g, room)).orElseGet(Set::of);
  }

  /**
   * Whose things are kept: a browser's, which gets a cookie where it has none. Callers that are no
   * browsers keep their tokens themselves. Only before the answer has begun.
   */
  public Optional<GuestId> keeper() {
    return guest().isPresent()
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
    guest().ifPresent(g -> seats.forget(g, room, actor));
  }

  /** Its rooms, newest first. Waits for the database. */
  public List<HeldSeat> rooms() {
    return guest().map(seats::rooms).orElseGet(List::of);
  }
}
