package dev.parlour.room.web;

import dev.parlour.http.FrontDoor;
import dev.parlour.wire.Json;
import dev.parlour.wire.Problem;
import dev.parlour.wire.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What people see where a request came to nothing; {@code web.xml} leads here. Programs, known by
 * the address or by what they accept, get a problem document.
 */
@WebServlet("/error")
public class ErrorPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Site site;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                && code >= 400
            ? code
            : 404;
    String uri =
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String was ? was : "/";
    String accept = request.getHeader("Accept");
    response.setStatus(status);
    if (uri.startsWith("/api")
        || uri.startsWith("/ws")
        || accept != null && accept.contains("json") && !accept.contains("html")) {
      Problem problem =
          request.getAttribute(FrontDoor.PROBLEM) instanceof Problem known
              ? known
              : Problem.of(status, Refusals.code(status), "There is nothing to be had here.");
      response.setContentType(Problem.MEDIA_TYPE);
      response.getOutputStream().write(Json.mapper().writeValueAsBytes(problem));
      return;
    }
    // Without a token: this page has no form, and asking for one could fail again.
    Page page = new Page(Texts.of(PageServlet.language(request)), site.assets(), "/", null);
    PageServlet.html(
        response, status, Messages.render(site.templates(), page, Messages.of(status)));
  }
}
