package dev.parlour.room.web;

import dev.parlour.http.Browser;
import dev.parlour.http.Csrf;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What servlets of pages have in common, those of other features too. Servlets and not JAX-RS,
 * because pages have addresses right below the root, where a JAX-RS application would swallow
 * sockets, health checks and files.
 */
public abstract class PageServlet extends HttpServlet {
  static final String LANGUAGE_COOKIE = "parlour-language";
  private static final long serialVersionUID = 1L;

  @Inject transient Site site;
  @Inject protected transient Browser browser;
  @Inject transient Csrf csrf;

  /** The page's surroundings for this request; gives the browser its cookie. */
  protected Page page(HttpServletRequest request) {
    String query = request.getQueryString();
    String path =
        request.getMethod().equals("GET")
            ? request.getRequestURI() + (query == null ? "" : "?" + query)
            : request.getRequestURI();
    Page.Who who = browser.session().map(s -> new Page.Who(s.name(), s.avatar())).orElse(null);
    return new Page(Texts.of(language(request)), site.assets(), path, csrf.token(), who);
  }

  /** The chosen language, else the first one that the browser wishes for and that there is. */
  static Locale language(HttpServletRequest request) {
    for (Cookie cookie : request.getCookies() == null ? new Cookie[0] : request.getCookies()) {
      if (cookie.getName().equals(LANGUAGE_COOKIE)) {
        return Texts.supported(Locale.forLanguageTag(cookie.getValue()));
      }
    }
    List<Locale> wished = Collections.list(request.getLocales());
    return wished.stream()
        .filter(w -> Texts.supported(w).getLanguage().equals(w.getLanguage()))
        .findFirst()
        .map(Texts::supported)
        .orElse(Texts.LANGUAGES.getFirst());
  }

  protected static void html(HttpServletResponse response, int status, String page)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/html");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Vary", "Accept-Language, Cookie");
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** A whole page. */
  protected String render(String template, Map<String, Object> with) {
    return site.templates().render(template, with);
  }

  /** To another page, by GET, whatever the request was. */
  protected static void seeOther(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path);
  }

  /** A page that says why there is nothing else to see. */
  protected void message(HttpServletResponse response, Page page, int status, String error)
      throws IOException {
    html(response, status, Messages.render(site.templates(), page, error));
  }
}
