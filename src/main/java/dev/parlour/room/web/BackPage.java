package dev.parlour.room.web;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.http.Returns;
import dev.parlour.player.ReturnCode;
import dev.parlour.wire.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Back to one's place with a code from another device: typed at {@code /back}, or by the link that
 * holds it. The link alone uses nothing up, since programs that preview links fetch it too: it
 * shows a button, whoever's code it is.
 */
@WebServlet("/back/*")
public class BackPage extends PageServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Returns returns;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    Optional<ReturnCode> code = ReturnCode.parse(path);
    if (code.isEmpty() && !path.isEmpty()) {
      form(request, response, 404, new BackForm("", false, page(request).t("back.invalid")));
      return;
    }
    form(
        request,
        response,
        200,
        new BackForm(code.map(ReturnCode::value).orElse(""), code.isPresent(), null));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String typed = request.getParameter("code");
    Page page = page(request);
    switch (returns.take(typed)) {
      case Checked.Good<Returns.Back>(Returns.Back back) ->
          seeOther(response, "/r/" + back.room() + (back.host() ? "/host" : ""));
      case Checked.Bad<Returns.Back>(Rejection rejection) -> {
        int status = Refusals.status(rejection.code());
        switch (rejection.code()) {
          case "unknown_return_code" ->
              form(
                  request,
                  response,
                  status,
                  new BackForm(
                      typed == null || typed.length() > 32 ? "" : typed,
                      false,
                      page.t("back.invalid")));
          case "unknown_room" -> message(response, page, status, "unknown");
          default -> message(response, page, status, Messages.of(status));
        }
      }
    }
  }

  private void form(
      HttpServletRequest request, HttpServletResponse response, int status, BackForm form)
      throws IOException {
    html(
        response,
        status,
        site.templates().render("back", Map.of("page", page(request), "form", form)));
  }
}
