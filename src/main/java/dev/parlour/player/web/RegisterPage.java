package dev.parlour.player.web;

import dev.parlour.player.PasswordRule;
import dev.parlour.player.app.Entry;
import dev.parlour.player.app.Players;
import dev.parlour.room.web.Avatar;
import dev.parlour.room.web.LanguageChoice;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.PageServlet;
import dev.parlour.wire.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code /register}: a name of one's own. */
@WebServlet("/register")
public class RegisterPage extends PageServlet {
  private static final long serialVersionUID = 1L;
  private static final int FACES = 8;
  private static final Pattern SEED = Pattern.compile("[a-z0-9-]{1,32}");

  @Inject private transient Players players;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (browser.session().isPresent()) {
      seeOther(response, "/account");
    } else {
      form(request, response, null);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getParameter("reroll") != null) {
      form(request, response, null);
      return;
    }
    switch (players.register(
        Fields.text(request, "name"),
        request.getParameter("password"),
        Fields.text(request, "email"),
        face(request),
        browser.visitor())) {
      case Entry.In in -> {
        browser.signedIn(in.token());
        seeOther(response, LanguageChoice.inside(request.getParameter("back")));
      }
      case Entry.Refused refused -> form(request, response, refused);
    }
  }

  private static String face(HttpServletRequest request) {
    String chosen = Fields.text(request, "avatar");
    return SEED.matcher(chosen).matches() ? chosen : null;
  }

  /**
   * @param refused what was sent; null for a fresh form
   */
  private void form(HttpServletRequest request, HttpServletResponse response, Entry.Refused refused)
      throws IOException {
    Page page = page(request).with(SignInPage.TEXTS);
    String said = SignInPage.said(page, refused);
    String field = refused == null ? null : Fields.of(refused.rejection().code());
    String kept = request.getParameter("reroll") == null ? face(request) : null;
    List<String> faces =
        Stream.concat(Stream.ofNullable(kept), Stream.generate(Avatar::randomSeed))
            .limit(FACES)
            .toList();
    EntryForm form =
        new EntryForm(
            Fields.text(request, "name"),
            Fields.text(request, "email"),
            faces,
            faces.getFirst(),
            LanguageChoice.inside(request.getParameter("back")),
            field == null ? Map.of() : Map.of(field, said),
            field == null ? said : null,
            null);
    SignInPage.waits(response, refused);
    html(
        response,
        refused == null ? 200 : Refusals.status(refused.rejection().code()),
        render(
            "player/register",
            Map.of("page", page, "form", form, "shortest", PasswordRule.SHORTEST)));
  }
}
