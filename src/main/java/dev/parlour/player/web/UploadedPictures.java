package dev.parlour.player.web;

import dev.parlour.player.PictureId;
import dev.parlour.player.app.Players;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Uploaded pictures: {@code /picture/<name>.png}. Never change, so they are kept for ever. Where
 * one is gone (there is a newer one, or its owner has left), the drawn portrait of that name stands
 * in, as old games still name it.
 */
@WebServlet("/picture/*")
public class UploadedPictures extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Players players;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    String name = path.endsWith(".png") ? path.substring(1, path.length() - 4) : "";
    if (!PictureId.is(name)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Optional<byte[]> png = players.picture(name);
    if (png.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", "/avatar/" + name + ".svg");
      return;
    }
    response.setContentType("image/png");
    response.setContentLength(png.get().length);
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.getOutputStream().write(png.get());
  }
}
