package dev.parlour.player.web;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.player.Account;
import dev.parlour.player.Session;
import dev.parlour.player.app.Entry;
import dev.parlour.player.app.PlayerSettings;
import dev.parlour.player.app.Players;
import dev.parlour.player.app.ProviderLinks;
import dev.parlour.room.web.Avatar;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.PageServlet;
import dev.parlour.wire.Json;
import dev.parlour.wire.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code /account}: what somebody is called and looks like, where they are signed in, their
 * password, the organisation's sign-in, their data, and the end of it all. Each form has an address
 * of its own below it.
 */
@WebServlet({"/account", "/account/*"})
public class AccountPage extends PageServlet {
  private static final long serialVersionUID = 1L;
  private static final int FACES = 8;

  /** What is refused elsewhere and told here. */
  private static final Set<String> ELSEWHERE =
      Set.of("bad_picture", "busy", "provider_failed", "provider_anothers");

  private static final Pattern SEED = Pattern.compile("[a-z0-9-]{1,32}");

  @Inject private transient Players players;
  @Inject private transient ProviderLinks links;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Session> session = browser.session();
    if (session.isEmpty()) {
      seeOther(response, "/sign-in?back=/account");
      return;
    }
    switch (form(request)) {
      case "" ->
          show(request, response, session.get(), elsewhere(request), request.getParameter("done"));
      case "data" -> download(response, session.get());
      default -> message(response, page(request), 404, "404");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Session> session = browser.session();
    if (session.isEmpty()) {
      seeOther(response, "/sign-in?back=/account");
      return;
    }
    Session me = session.get();
    switch (form(request)) {
      case "profile" -> profile(request, response, me);
      case "password" ->
          answer(
              request,
              response,
              me,
              players.password(
                  me.account(),
                  request.getParameter("former"),
                  request.getParameter("password"),
                  me.id(),
                  browser.visitor()),
              "password");
      case "sessions" -> sessions(request, response, me);
      case "delete" -> {
        Entry.Refused refused =
            players.delete(me.account(), request.getParameter("former"), browser.visitor());
        if (refused == null) {
          browser.signedOut();
          message(response, page(request).with(SignInPage.TEXTS), 200, "deleted");
        } else {
          show(request, response, me, refused, null);
        }
      }
      case "provider" -> provider(request, response, me);
      default -> message(response, page(request), 404, "404");
    }
  }

  /** Asks for the organisation's sign-in, or undoes it. */
  private void provider(HttpServletRequest request, HttpServletResponse response, Session me)
      throws IOException {
    PlayerSettings.Provider provider = players.settings().provider();
    if (provider == null) {
      message(response, page(request), 404, "404");
      return;
    }
    String password = request.getParameter("former");
    boolean undo = request.getParameter("undo") != null;
    Entry.Refused refused =
        undo
            ? links.undo(me, provider.issuer(), password, browser.visitor())
            : links.ask(me, password, browser.visitor());
    answer(
        request,
        response,
        me,
        refused,
        undo ? "unlinked" : "linking#provider-part"); // where the next step is
  }

  /**
   * What became of what was asked for elsewhere: a picture ({@link PicturePage}), the provider's
   * word; null where nothing went wrong.
   */
  private static Entry.Refused elsewhere(HttpServletRequest request) {
    String code = Fields.text(request, "refused");
    return ELSEWHERE.contains(code) ? new Entry.Refused(new Rejection(code, ""), 0) : null;
  }

  private void profile(HttpServletRequest request, HttpServletResponse response, Session me)
      throws IOException {
    if (request.getParameter("reroll") != null) {
      show(request, response, me, null, null);
      return;
    }
    String face = Fields.text(request, "avatar");
    Checked<Account> changed =
        players.change(
            me.account(),
            Fields.text(request, "name"),
            Fields.text(request, "email"),
            SEED.matcher(face).matches() ? face : null,
            request.getParameter("shows") != null);
    answer(
        request,
        response,
        me,
        changed instanceof Checked.Bad<Account>(Rejection rejection)
            ? new Entry.Refused(rejection, 0)
            : null,
        "profile");
  }

  private void sessions(HttpServletRequest request, HttpServletResponse response, Session me)
      throws IOException {
    String which = Fields.text(request, "end");
    if (which.equals("all")) {
      players.endAll(me.account());
      browser.signedOut();
      seeOther(response, "/sign-in");
      return;
    }
    if (which.matches("[0-9]{1,18}")) {
      players.end(me.account(), Long.parseLong(which));
    }
    seeOther(response, "/account?done=sessions");
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      Session me,
      Entry.Refused refused,
      String done)
      throws IOException {
    if (refused == null) {
      seeOther(response, "/account?done=" + done);
    } else {
      show(request, response, me, refused, null);
    }
  }

  private void download(HttpServletResponse response, Session me) throws IOException {
    Optional<Map<String, Object>> data = players.data(me.account());
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Disposition", "attachment; filename=\"parlour.json\"");
    response
        .getOutputStream()
        .write(
            Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(data.orElseThrow()));
  }

  /**
   * @param refused what was sent; null for nothing
   * @param done which form was carried out; null for none
   */
  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      Session me,
      Entry.Refused refused,
      String done)
      throws IOException {
    Optional<Account> found = players.find(me.account());
    if (found.isEmpty()) { // deleted some seconds ago, on another node
      browser.signedOut();
      seeOther(response, "/sign-in");
      return;
    }
    Account account = found.get();
    Page page = page(request).with(SignInPage.TEXTS);
    String said = SignInPage.said(page, refused);
    String field = refused == null ? null : field(refused.rejection().code(), form(request));
    boolean profile = form(request).equals("profile");
    AccountView view =
        new AccountView(
            account,
            profile ? Fields.text(request, "name") : account.name(),
            profile
                ? Fields.text(request, "email")
                : account.email() == null ? "" : account.email(),
            Stream.concat(Stream.of(account.avatar()), Stream.generate(Avatar::randomSeed))
                .limit(FACES)
                .toList(),
            devices(page, me),
            provider(account),
            field == null ? Map.of() : Map.of(field, said),
            field == null ? said : null,
            done != null
                    && done.matches("profile|password|sessions|picture|linking|linked|unlinked")
                ? done
                : null);
    SignInPage.waits(response, refused);
    html(
        response,
        refused == null ? 200 : Refusals.status(refused.rejection().code()),
        render("player/account", Map.of("page", page, "view", view)));
  }

  /**
   * Several forms ask for the password, each in a field of its own; null for no field in
   * particular.
   */
  private static String field(String code, String form) {
    return code.equals("wrong_password") && form.matches("delete|provider")
        ? form
        : Fields.of(code);
  }

  /** Null where there is none to sign in with. */
  private AccountView.Provider provider(Account account) {
    PlayerSettings.Provider provider = players.settings().provider();
    return provider == null
        ? null
        : new AccountView.Provider(
            provider.label(), links.isLinked(account.id(), provider.issuer()));
  }

  private List<AccountView.Device> devices(Page page, Session me) {
    Locale locale = page.texts().locale();
    return players.sessions(me.account()).stream()
        .map(
            s ->
                new AccountView.Device(
                    s.id(),
                    s.device().isEmpty() ? page.t("account.device.unknown") : s.device(),
                    when(locale, s.usedAt()),
                    s.id() == me.id()))
        .toList();
  }

  private static String when(Locale locale, Instant at) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .format(at.atOffset(ZoneOffset.UTC))
        + " UTC";
  }

  /** What stands behind {@code /account}; empty for nothing. */
  private static String form(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null ? "" : path.substring(1);
  }
}
