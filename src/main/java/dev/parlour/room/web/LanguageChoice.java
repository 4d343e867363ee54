package dev.parlour.room.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * The language switch: remembers the choice and leads back. A link and no form, since nobody is
 * harmed by being led here.
 */
@WebServlet("/language")
public class LanguageChoice extends PageServlet {
  private static final long serialVersionUID = 1L;
  private static final int A_YEAR = 365 * 24 * 3600;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String to = request.getParameter("to");
    Cookie cookie =
        new Cookie(
            LANGUAGE_COOKIE,
            Texts.supported(Locale.forLanguageTag(to == null ? "" : to)).getLanguage());
    cookie.setPath("/");
    cookie.setMaxAge(A_YEAR);
    cookie.setHttpOnly(true);
    cookie.setSecure(browser.caller().secure());
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
    seeOther(response, inside(request.getParameter("back")));
  }

  /** A path on this server, whatever somebody wrote into the link: nobody is sent elsewhere. */
  public static String inside(String back) {
    return back != null && back.matches("/(?![/\\\\])[!-\\[\\]-~]*") ? back : "/";
  }
}
