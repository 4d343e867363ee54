package dev.parlour.http;

import dev.parlour.shared.Settings;
import dev.parlour.wire.Json;
import dev.parlour.wire.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Every request passes here first. In this order: headers that protect the browser; pages of other
 * sites are turned away (from changing anything, and from opening a socket, since browsers let any
 * page open one with the visitor's cookies); limits of rate and size; forms must carry the {@link
 * Csrf} token; and whatever fails behind becomes a problem document or an error page, never a stack
 * trace. One filter and not five, because their order matters and annotations do not give filters
 * one.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true, dispatcherTypes = DispatcherType.REQUEST)
public class FrontDoor extends HttpFilter {
  /** Where an error page finds the {@link Problem} that it should tell. */
  public static final String PROBLEM = "dev.parlour.problem";

  private static final Logger LOG = Logger.getLogger(FrontDoor.class.getName());
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+ *(;.*)?");

  /** Addresses that name a room or a code by which people come back. */
  private static final Pattern GUESSABLE =
      Pattern.compile("/(api/(rooms|return-codes)|r|join)/.|/back");

  /** Addresses that take a picture, which may be larger than anything else. */
  private static final Pattern UPLOAD = Pattern.compile("/account/picture|/api/players/me/picture");

  /** What a form needs besides the file that it brings. */
  private static final int FORM_BYTES = 4_096;

  private static final long serialVersionUID = 1L;

  @Inject private transient Browser browser;
  @Inject private transient Csrf csrf;
  @Inject private transient Guesses guesses;

  private final transient HttpSettings settings = HttpSettings.from(Settings.ofProcess());
  private final transient Limits posts =
      new Limits(settings.postBurst(), settings.postsPerSecond());

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Caller caller = Caller.of(request, settings);
    if (!becomesSocket(request)) {
      protect(request, response, caller);
    }
    browser.begins(request, response, caller);
    try {
      if (request.getCharacterEncoding() == null) {
        request.setCharacterEncoding("UTF-8");
      }
      boolean guessable = guessable(path(request));
      if (guessable) {
        limit(response, guesses.wait(caller.address()));
      }
      chain.doFilter(admitted(request, response, caller), response);
      if (guessable && response.getStatus() == HttpServletResponse.SC_NOT_FOUND) {
        guesses.missed(caller.address());
      }
    } catch (Refused refused) {
      if (refused.retryAfter() > 0) {
        response.setHeader("Retry-After", Long.toString(refused.retryAfter()));
      }
      refuse(request, response, Problem.of(refused.rejection()));
    } catch (IOException | ServletException | RuntimeException fault) {
      if (response.isCommitted()) {
        throw fault;
      }
      LOG.log(
          Level.SEVERE,
          "A request failed: " + request.getMethod() + " " + shown(request.getRequestURI()),
          fault);
      refuse(request, response, Faults.problem(fault));
    }
  }

  /**
   * The request that may go on, with its body read where that was needed; throws {@link Refused}
   * for one that may not.
   */
  HttpServletRequest admitted(
      HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
    boolean changes = !SAFE.contains(request.getMethod());
    if (changes || socket(request)) {
      if (!SameSite.allows(
          request.getHeader("Origin"),
          request.getHeader("Sec-Fetch-Site"),
          caller,
          settings.origins())) {
        throw new Refused("cross_site", "Only pages of this server may do that.");
      }
    }
    if (!changes) {
      checkParameters(request, false);
      return request;
    }
    limit(response, posts.take(caller.address(), System.nanoTime()));
    if (request.getContentLengthLong() > most(request)) {
      throw tooLarge(request);
    }
    return api(request) ? buffered(request) : form(request);
  }

  private static void limit(HttpServletResponse response, long wait) {
    if (wait > 0) {
      response.setHeader("Retry-After", Long.toString(wait));
      throw new Refused(
          "rate_limited",
          "Too many requests from your address; try again in " + wait + " seconds.");
    }
  }

  private HttpServletRequest buffered(HttpServletRequest request) throws IOException {
    if (request.getContentType() != null
        && !MEDIA_TYPE.matcher(request.getContentType()).matches()) {
      throw new Refused(
          "unsupported_media_type",
          "The Content-Type cannot be read; it must be application/json.");
    }
    if (!urlencoded(request)) {
      checkParameters(request, false); // of a form the container would read the body for it
    }
    int most = most(request);
    byte[] body = request.getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      throw tooLarge(request);
    }
    return new BufferedRequest(request, body);
  }

  private HttpServletRequest form(HttpServletRequest request) throws IOException {
    boolean urlencoded = urlencoded(request);
    boolean upload = upload(request) && multipart(request);
    if ((urlencoded || upload) && request.getContentLengthLong() < 0) {
      throw new Refused(
          "length_required",
          "A form must say how long it is."); // the container reads forms itself, past our limit
    }
    checkParameters(request, urlencoded);
    String token =
        request.getHeader(Csrf.HEADER) != null
            ? request.getHeader(Csrf.HEADER)
            : urlencoded
                ? request.getParameter(Csrf.FIELD)
                : upload ? part(request, Csrf.FIELD) : null;
    if (!csrf.valid(token)) {
      throw new Refused(
          "csrf",
          "This page is too old, or cookies are switched off. Go back, reload it and try again.");
    }
    return request;
  }

  /** A short field of a form with a file; null for none. The servlet says how it is read. */
  private static String part(HttpServletRequest request, String name) throws IOException {
    try {
      Part part = request.getPart(name);
      return part == null || part.getSize() > FORM_BYTES
          ? null
          : new String(part.getInputStream().readNBytes(FORM_BYTES), StandardCharsets.UTF_8);
    } catch (ServletException | IOException | IllegalStateException broken) {
      throw new Refused("bad_request", "This form cannot be read.");
    }
  }

  private static boolean urlencoded(HttpServletRequest request) {
    return typed(request, "application/x-www-form-urlencoded");
  }

  private static boolean multipart(HttpServletRequest request) {
    return typed(request, "multipart/form-data");
  }

  private static boolean typed(HttpServletRequest request, String type) {
    return request.getContentType() != null
        && request.getContentType().toLowerCase(Locale.ROOT).startsWith(type);
  }

  private static boolean upload(HttpServletRequest request) {
    return UPLOAD.matcher(path(request)).matches();
  }

  /** Largest body, in bytes. */
  private int most(HttpServletRequest request) {
    return upload(request) ? settings.uploadBytes() + FORM_BYTES : settings.bodyBytes();
  }

  /**
   * The container decodes parameters when somebody first asks; what cannot be decoded should fail
   * here. It reads the whole body of a form for that, so the limits come first.
   */
  private static void checkParameters(HttpServletRequest request, boolean form) {
    if (form || request.getQueryString() != null) {
      try {
        request.getParameterMap();
      } catch (IllegalArgumentException | IllegalStateException broken) {
        throw new Refused("bad_request", "This has parameters that cannot be read.");
      }
    }
  }

  private Refused tooLarge(HttpServletRequest request) {
    return new Refused("too_large", "This may have " + most(request) + " bytes at most.");
  }

  private static void protect(
      HttpServletRequest request, HttpServletResponse response, Caller caller) {
    // Sockets by name as well: not every browser counts them as 'self'.
    String sockets =
        caller.host().matches("[a-z0-9.\\[\\]:-]+")
            ? (caller.secure() ? " wss://" : " ws://") + caller.host()
            : "";
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'"
            + " data:; manifest-src 'self'; connect-src 'self'"
            + sockets
            + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (caller.secure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    if (!path(request).startsWith("/static/")) {
      response.setHeader(
          "Cache-Control",
          api(request) ? "no-store" : "private, no-cache"); // a page shows what one person may see
    }
  }

  /**
   * Answers with a problem document, or through the error page where a person is looking. For
   * filters, which no exception mapper hears.
   */
  public static void refuse(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    String accept = request.getHeader("Accept");
    if (!api(request) && !socket(request) && accept != null && accept.contains("text/html")) {
      request.setAttribute(PROBLEM, problem);
      response.sendError(problem.status());
      return;
    }
    response.resetBuffer();
    if (becomesSocket(request)) { // and does not after all
      response.setHeader("Content-Security-Policy", "default-src 'none'");
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Cache-Control", "no-store");
    }
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(Json.mapper().writeValueAsBytes(problem));
  }

  private static String path(HttpServletRequest request) {
    return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
  }

  /** Whether an address names something that must not be found by trying. */
  static boolean guessable(String path) {
    return GUESSABLE.matcher(path).lookingAt();
  }

  /** An address for the log: a code by which somebody comes back is a secret. */
  static String shown(String uri) {
    return uri.replaceFirst("(/back/|/api/return-codes/).*", "$1…");
  }

  private static boolean api(HttpServletRequest request) {
    String path = path(request);
    return path.equals("/api") || path.startsWith("/api/");
  }

  /**
   * Headers that protect a page say nothing about a socket, and the container would keep them as
   * long as that is open: 1.3 KB each.
   */
  private static boolean becomesSocket(HttpServletRequest request) {
    return path(request).equals("/ws")
        && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  private static boolean socket(HttpServletRequest request) {
    return path(request).equals("/ws")
        || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }
}
