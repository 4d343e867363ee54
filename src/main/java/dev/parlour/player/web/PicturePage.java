package dev.parlour.player.web;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.player.Session;
import dev.parlour.player.app.Players;
import dev.parlour.room.web.PageServlet;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code /account/picture}: the form that uploads a picture. How much may come is the front door's
 * matter, which has counted it before; what is read here stays in memory.
 */
@WebServlet("/account/picture")
@MultipartConfig(fileSizeThreshold = 17_000_000)
public class PicturePage extends PageServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Players players;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    seeOther(response, "/account");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Optional<Session> me = browser.session();
    if (me.isEmpty()) {
      seeOther(response, "/sign-in?back=/account");
      return;
    }
    Part part = request.getPart("picture");
    byte[] upload = part == null ? new byte[0] : part.getInputStream().readAllBytes();
    seeOther(
        response,
        players.picture(me.get().account(), upload)
                instanceof Checked.Bad<String>(Rejection rejection)
            ? "/account?refused=" + rejection.code() + "#picture"
            : "/account?done=picture");
  }
}
