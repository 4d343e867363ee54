package dev.parlour.room.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Portraits: {@code /avatar/<seed>.svg}. Never change, so they are kept for ever. */
@WebServlet("/avatar/*")
public class AvatarPictures extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    if (path == null
        || !path.endsWith(".svg")
        || path.length() < 6
        || path.length() > Avatar.MAX_SEED + 5) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("image/svg+xml");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.getWriter().write(Avatar.draw(path.substring(1, path.length() - 4)));
  }
}
