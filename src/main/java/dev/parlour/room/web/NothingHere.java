package dev.parlour.room.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Every address that nothing else answers. Takes the place of the container's own servlet for
 * files, which answers a wrong address by an exception instead of a 404; files are served by {@link
 * AssetFiles}.
 */
@WebServlet("/")
public class NothingHere extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendError(HttpServletResponse.SC_NOT_FOUND);
  }
}
