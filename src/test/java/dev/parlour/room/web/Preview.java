package dev.parlour.room.web;

import dev.parlour.game.Rejection;
import dev.parlour.game.Role;
import dev.parlour.game.pong.PongView;
import dev.parlour.game.trivia.TriviaView;
import dev.parlour.http.Caller;
import dev.parlour.matchmaking.web.PlayForm;
import dev.parlour.matchmaking.web.WaitView;
import dev.parlour.player.Account;
import dev.parlour.player.AccountId;
import dev.parlour.player.Friends;
import dev.parlour.player.ReturnCode;
import dev.parlour.player.app.Friendships;
import dev.parlour.player.app.Profile;
import dev.parlour.player.web.AccountView;
import dev.parlour.player.web.EntryForm;
import dev.parlour.player.web.FriendsView;
import dev.parlour.player.web.HistoryView;
import dev.parlour.player.web.RankingView;
import dev.parlour.room.GameOptions.Option;
import dev.parlour.room.RoomView;
import dev.parlour.tournament.web.SampleTournaments;
import gg.jte.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every page in every state, with made-up people, written as files: for looking at them without a
 * server. {@code static} must be reachable below it as {@code assets/preview}; any web server of
 * static files will do.
 */
public final class Preview {
  static final String GAME = "game/trivia";
  static final String PONG = "game/pong";
  private static final String CODE = "ACD347";
  private static final List<String> NAMES =
      List.of(
          "Ada",
          "Grace",
          "Linus",
          "Margaret",
          "Dennis",
          "Katherine",
          "Barbara",
          "Edsger",
          "Hedy",
          "Maximiliane von Hohenfels",
          "Donald",
          "Sophie",
          "Alan");

  private final Templates templates = Templates.compiled();
  private final RoomHtml html = new RoomHtml(templates);
  private final Page page;
  private RoomPage.Beside beside;
  private final Map<String, String> pages = new LinkedHashMap<>();

  private Preview(Locale locale) {
    page = new Page(Texts.of(locale), new Assets("preview"), "/", "token");
  }

  /**
   * @param args the folder to write to
   */
  public static void main(String[] args) throws IOException {
    Path to = Path.of(args[0]);
    for (Locale locale : Texts.LANGUAGES) {
      for (Map.Entry<String, String> made : all(locale).entrySet()) {
        Path file = to.resolve(locale.getLanguage()).resolve(made.getKey() + ".html");
        Files.createDirectories(file.getParent());
        Files.writeString(file, made.getValue());
      }
    }
    Files.createDirectories(to.resolve("avatar"));
    List<String> seeds = new ArrayList<>(NAMES);
    seeds.addAll(portraits());
    seeds.addAll(
        List.of(
            "closed-" + CODE,
            "lost",
            "face0",
            "face1",
            "face2",
            "face3",
            "face4",
            "face5",
            "face6",
            "face7"));
    for (int i = 0; i < 60; i++) {
      seeds.add("sheet" + i);
    }
    for (String seed : seeds) {
      Files.writeString(to.resolve("avatar").resolve(seed + ".svg"), Avatar.draw(seed));
    }
    Files.createDirectories(to.resolve("r/" + CODE));
    Files.writeString(
        to.resolve("r/" + CODE + "/qr.svg"),
        QrPicture.of("https://parlour.example.org/join/" + CODE));
  }

  /** All pages by a name for each. */
  static Map<String, String> all(Locale locale) {
    Preview preview = new Preview(locale);
    preview.plainPages();
    preview.people();
    preview.rooms();
    preview.courts();
    preview.players();
    preview.pages.putAll(SampleTournaments.all(preview.page));
    return preview.pages;
  }

  private void players() {
    Page ours = page.with("player");
    List<RankingView.Line> lines = new ArrayList<>();
    for (String name : NAMES) {
      int place = lines.size() + 1;
      lines.add(
          new RankingView.Line(
              place,
              name,
              "/players/" + name,
              1_800 - 40 * place + "\u00A0±\u00A0" + 10 * place,
              200));
    }
    List<RankingView.Other> others = List.of(new RankingView.Other("Duel", "/ranking/duel"));
    for (List<RankingView.Line> shown : List.of(lines, List.<RankingView.Line>of())) {
      pages.put(
          shown.isEmpty() ? "ranking-empty" : "ranking",
          templates.render(
              "player/ranking",
              Map.of("page", ours, "ranking", new RankingView("Pong", others, shown))));
    }
    HistoryView full = history();
    HistoryView empty = new HistoryView(List.of(), List.of(), null, null);
    for (HistoryView history : List.of(full, empty)) {
      pages.put(
          history == full ? "history" : "history-empty",
          templates.render(
              "player/matches", Map.of("page", ours, "history", history, "guest", true)));
    }
  }

  private static HistoryView history() {
    List<HistoryView.Match> matches = new ArrayList<>();
    for (String outcome : List.of("won", "lost", "drawn", "ended", "uncounted")) {
      boolean counts = matches.size() < 3;
      matches.add(
          new HistoryView.Match(
              "Pong",
              Instant.EPOCH,
              "1 Jan 1970",
              outcome,
              1,
              12,
              counts ? "+12" : null,
              outcome.equals("uncounted") ? List.of() : NAMES.subList(7, 10),
              counts ? 8 : 0,
              counts ? "/r/ACD347/replay?game=1" : null,
              counts ? "/r/ACD347/results" : null));
    }
    return new HistoryView(
        List.of(
            new HistoryView.Strength("Pong", "/ranking/pong", 31, 2, 17, "1650 ± 90"),
            new HistoryView.Strength("Trivia", "/ranking/trivia", 3, 0, 1, null)),
        matches,
        "/history?before=7",
        "/history");
  }

  private static List<String> portraits() {
    return List.of(
        "parlour-1",
        "parlour-2",
        "parlour-3",
        "parlour-4",
        "parlour-5",
        "parlour-6",
        "parlour-7",
        "parlour-8",
        "parlour-9");
  }

  /** Looking for somebody to play with. */
  private void strangers() {
    Page ours = page.with("matchmaking");
    List<PlayForm.Choice> choices =
        List.of(
            new PlayForm.Choice("trivia/pair", "Trivia", page.with(GAME).t("mode.pair")),
            new PlayForm.Choice("tally/four", "Tally", "four"));
    pages.put(
        "play",
        templates.render(
            "matchmaking/play",
            Map.of(
                "page",
                ours,
                "form",
                new PlayForm(choices, "trivia/pair", "", true, null, null, "key"))));
    pages.put(
        "play-wrong",
        templates.render(
            "matchmaking/play",
            Map.of(
                "page",
                ours,
                "form",
                new PlayForm(
                    choices,
                    "tally/four",
                    "x",
                    false,
                    page.t("refused.bad_name"),
                    ours.t("refused.already_waiting"),
                    "key"))));
    for (WaitView wait :
        List.of(
            new WaitView("id", "waiting", "Trivia", 1, 4_200, false, null),
            new WaitView("id", "waiting", "Trivia", 3, 75_000, true, "others_missing"),
            new WaitView("id", "expired", "Trivia", 0, 900_000, false, "nobody_came"),
            new WaitView("id", "expired", "Trivia", 0, 3_000, false, "no_room"),
            new WaitView("id", "expired", "Trivia", 0, 3_000, false, "not_arrived"),
            new WaitView("id", "expired", "Trivia", 0, 3_000, false, "away"),
            new WaitView("id", "cancelled", "Trivia", 0, 3_000, false, null))) {
      pages.put(
          "wait-" + wait.status() + "-" + wait.note(),
          templates.render("matchmaking/wait", Map.of("page", ours, "wait", wait)));
    }
  }

  /** Registering, signing in, one's account, others' profiles, friends. */
  private void people() {
    Page nobody = page.with("player");
    Page ours =
        new Page(
            nobody.texts(), nobody.assets(), "/account", "token", new Page.Who("Grace", "Grace"));
    List<String> faces =
        List.of("face0", "face1", "face2", "face3", "face4", "face5", "face6", "face7");
    EntryForm fresh = new EntryForm("", "", faces, "face0", "/", Map.of(), null, null);
    EntryForm wrong =
        new EntryForm(
            "Grace",
            "grace",
            faces,
            "face0",
            "/",
            Map.of(
                "name", nobody.t("refused.name_taken"),
                "password", nobody.t("refused.password_common"),
                "email", nobody.t("refused.bad_email")),
            nobody.t("refused.wait", 12),
            "Example Org");
    pages.put("register", entry("player/register", nobody, fresh));
    pages.put("register-wrong", entry("player/register", nobody, wrong));
    pages.put("sign-in", entry("player/sign-in", nobody, fresh));
    pages.put("sign-in-wrong", entry("player/sign-in", nobody, wrong));
    Account grace = account("Grace", "AAAAAAAAAAAAAAAAAAAAAA", true);
    List<AccountView.Device> devices =
        List.of(
            new AccountView.Device(1, "Firefox, Linux", "Nov 28, 2026, 9:12 AM UTC", true),
            new AccountView.Device(2, "Safari, iPhone", "Nov 27, 2026, 8:01 PM UTC", false));
    AccountView view =
        new AccountView(
            grace, "Grace", "grace@example.org", faces, devices, null, Map.of(), null, "profile");
    pages.put("account", templates.render("player/account", Map.of("page", ours, "view", view)));
    for (boolean linked : new boolean[] {false, true}) {
      for (String done : new String[] {"linking", "linked"}) {
        AccountView.Provider provider = new AccountView.Provider("Example Org", linked);
        pages.put(
            "account-" + done + (linked ? "-in" : ""),
            templates.render(
                "player/account",
                Map.of(
                    "page",
                    ours,
                    "view",
                    new AccountView(
                        grace, "Grace", "", faces, devices, provider, Map.of(), null, done))));
      }
    }
    AccountView refused =
        new AccountView(
            grace,
            "Ada",
            "nonsense",
            faces,
            devices,
            new AccountView.Provider("Example Org", false),
            Map.of(
                "name", nobody.t("refused.name_taken"),
                "email", nobody.t("refused.bad_email"),
                "former", nobody.t("refused.wrong_password"),
                "password", nobody.t("refused.password_short"),
                "picture", nobody.t("refused.bad_picture"),
                "delete", nobody.t("refused.wrong_password"),
                "provider", nobody.t("refused.wrong_password")),
            nobody.t("refused.busy"),
            null);
    pages.put(
        "account-wrong", templates.render("player/account", Map.of("page", ours, "view", refused)));
    Account ada = account("Ada", "BBBBBBBBBBBBBBBBBBBBBB", true);
    for (Friends.Standing standing : Friends.Standing.values()) {
      pages.put(
          "profile-" + standing.name().toLowerCase(Locale.ROOT),
          templates.render(
              "player/profile",
              Map.of(
                  "page",
                  standing == Friends.Standing.NONE ? nobody : ours,
                  "profile",
                  new Profile(ada.id(), "Ada", "Ada", ada.createdAt(), false, standing),
                  "since",
                  "November 28, 2026",
                  "alert",
                  standing == Friends.Standing.ASKED ? nobody.t("refused.too_many_friends") : "",
                  "history",
                  history())));
    }
    pages.put(
        "friends",
        templates.render(
            "player/friends",
            Map.of(
                "page",
                ours,
                "view",
                new FriendsView(
                    List.of(
                        friend(ada, Friends.Standing.FRIENDS, true, CODE),
                        friend(
                            account("Maximiliane von Hohenfels", "CCCCCCCCCCCCCCCCCCCCCC", true),
                            Friends.Standing.FRIENDS,
                            true,
                            null),
                        friend(
                            account("Linus", "DDDDDDDDDDDDDDDDDDDDDD", true),
                            Friends.Standing.FRIENDS,
                            false,
                            null)),
                    List.of(
                        friend(
                            account("Hedy", "EEEEEEEEEEEEEEEEEEEEEE", true),
                            Friends.Standing.WANTED,
                            false,
                            null)),
                    List.of(
                        friend(
                            account("Alan", "FFFFFFFFFFFFFFFFFFFFFF", true),
                            Friends.Standing.ASKED,
                            false,
                            null)),
                    "Nobody",
                    nobody.t("friends.nobody")))));
    pages.put(
        "friends-none",
        templates.render(
            "player/friends",
            Map.of(
                "page", ours, "view", new FriendsView(List.of(), List.of(), List.of(), "", null))));
  }

  private String entry(String template, Page own, EntryForm form) {
    return templates.render(
        template,
        template.endsWith("register")
            ? Map.of("page", own, "form", form, "shortest", 10)
            : Map.of("page", own, "form", form));
  }

  private static Account account(String name, String id, boolean password) {
    Instant then = Instant.parse("2026-11-28T20:00:00Z");
    return new Account(
        new AccountId(id), name, "grace@example.org", name, password, true, then, then);
  }

  private static Friendships.Shown friend(
      Account account, Friends.Standing standing, boolean online, String room) {
    return new Friendships.Shown(new Friends.Friend(account, standing, online), room);
  }

  private void plainPages() {
    List<Option> topics =
        List.of(
            new Option("mixed", "A bit of everything", "🎲"),
            new Option("science", "Science", "🔬"),
            new Option("history", "History", "🏛️"),
            new Option("geography", "Geography", "🌍"),
            new Option("music", "Music", "🎵"),
            new Option("film", "Film and television", "🎬"),
            new Option("food", "Food and drink", "🍲"),
            new Option("animals", "Animals", "🦊"),
            new Option("capitals", "Capitals", "🏙️"),
            new Option("flags", "Flags", "🚩"));
    pages.put(
        "home",
        templates.render(
            "home",
            Map.of(
                "page",
                page,
                "home",
                new HomeView(
                    "",
                    null,
                    portraits(),
                    List.of(),
                    topics,
                    games(),
                    List.of(new HomeView.Watch("KXP9RT", "Friday Pong", "Pong", "in_progress")),
                    true,
                    List.of()))));
    List<HomeView.Mine> mine =
        List.of(
            new HomeView.Mine(CODE, "Friday quiz", "in_progress", true),
            new HomeView.Mine("KXP9RT", page.t("room.untitled"), "ready", false));
    pages.put(
        "home-wrong",
        templates.render(
            "home",
            Map.of(
                "page",
                page,
                "home",
                new HomeView(
                    "AB0",
                    page.t("home.badCode"),
                    portraits(),
                    mine,
                    topics,
                    games(),
                    List.of(),
                    false,
                    List.of(
                        new HomeView.Notice(
                            "/t/x", "You play in <Spring cup>", "Your match is ready"))))));
    strangers();
    Map<String, String> fields = Map.of();
    pages.put(
        "create",
        create(
            GAME,
            new CreateForm(
                "trivia",
                fields,
                Map.of(),
                null,
                Map.of("topic", topics),
                choices(),
                false,
                "key")));
    pages.put(
        "create-pong",
        create(
            PONG,
            new CreateForm("pong", fields, Map.of(), null, Map.of(), choices(), true, "key")));
    Map<String, String> wrong = new HashMap<>(fields);
    wrong.putAll(Map.of("n.questions", "99", "play", "true", "name", ""));
    pages.put(
        "create-wrong",
        create(
            GAME,
            new CreateForm(
                "trivia",
                wrong,
                Map.of(
                    "questions",
                    page.with(GAME).t("refused.bad_questions"),
                    "name",
                    page.t("refused.bad_name")),
                null,
                Map.of("topic", topics),
                choices(),
                false,
                "key")));
    List<String> faces =
        List.of("face0", "face1", "face2", "face3", "face4", "face5", "face6", "face7");
    pages.put(
        "join",
        templates.render(
            "join",
            Map.of(
                "page",
                page,
                "form",
                new JoinForm(CODE, "Friday quiz", 3, "", faces, "face2", false, null, null))));
    pages.put(
        "join-wrong",
        templates.render(
            "join",
            Map.of(
                "page",
                page,
                "form",
                new JoinForm(
                    CODE,
                    "Friday quiz",
                    3,
                    "Ada",
                    faces,
                    "face2",
                    true,
                    page.t("refused.name_taken"),
                    null))));
    pages.put("back", back(new BackForm("", false, null)));
    pages.put("back-link", back(new BackForm("ACDEFGHJ", true, null)));
    pages.put("back-wrong", back(new BackForm("acde fghj", false, page.t("back.invalid"))));
    pages.put("elsewhere", elsewhere(null));
    pages.put(
        "elsewhere-code",
        elsewhere(
            ReturnCard.of(
                new ReturnCode("ACDEFGHJ"),
                new Caller("192.0.2.1", "https", "parlour.example.org"))));
    for (String error : List.of("unknown", "closed", "faulty", "late", "404", "500")) {
      pages.put(
          "error-" + error,
          templates.render(
              "layout/message",
              Map.of(
                  "page",
                  page,
                  "title",
                  page.t("error." + error + ".title"),
                  "text",
                  page.t("error." + error + ".text"),
                  "seed",
                  "lost")));
    }
  }

  private String back(BackForm form) {
    return templates.render("back", Map.of("page", page, "form", form));
  }

  private String elsewhere(ReturnCard card) {
    Map<String, Object> with = new HashMap<>();
    with.put("page", page);
    with.put("code", CODE);
    with.put("as", "p2");
    with.put("card", card);
    return templates.render("room/elsewhere-page", with);
  }

  private String create(String game, CreateForm form) {
    Content settings =
        templates.content(game + "/create", Map.of("page", page.with(game), "form", form));
    return templates.render(
        "create", Map.of("page", page.with(game), "form", form, "settings", settings));
  }

  private static List<CreateForm.Choice> choices() {
    return List.of(new CreateForm.Choice("pong", "Pong"), new CreateForm.Choice("trivia", "Quiz"));
  }

  private List<HomeView.Game> games() {
    return List.of(new HomeView.Game("pong", "Pong", page.with(PONG).t("home.line")));
  }

  private void rooms() {
    room("building", shared("building", false, null, people(1, false)), null);
    room("lobby-empty", shared("ready", false, lobby(), people(0, false)), null);
    room(
        "lobby",
        shared("ready", false, lobby(), people(9, false)),
        own(null, 0, null, null, null, null));
    room(
        "lobby-big",
        shared(
            "ready",
            false,
            lobby(),
            new RoomView.Roster(412, 403, 6, 500, people(10, false).top())),
        null);
    room("failed", shared("failed", false, null, people(2, false)), null);
    room("closed", shared("closed", false, null, people(2, false)), null);

    RoomView.Roster playing = people(9, true);
    TriviaView.Asked open = asked("question", "single", 4);
    room(
        "question",
        shared("in_progress", false, play("question", open), playing),
        own(2, 3410, List.of(), null, null, null));
    room(
        "question-stored",
        shared("in_progress", false, play("question", open), playing),
        own(2, 3410, List.of("b"), null, null, null));
    room(
        "question-late",
        shared("in_progress", false, play("question", open), playing),
        own(13, 0, null, null, null, null));
    room(
        "question-paused",
        shared("in_progress", true, play("question", asked("paused", "single", 4)), playing),
        own(2, 3410, List.of(), null, null, null));
    room(
        "question-multiple",
        shared("in_progress", false, play("question", asked("question", "multiple", 6)), playing),
        own(2, 3410, List.of(), null, null, null));
    room(
        "question-true-false",
        shared("in_progress", false, play("question", asked("question", "true_false", 2)), playing),
        own(2, 3410, List.of(), null, null, null));
    room(
        "question-long",
        shared("in_progress", false, play("question", asked("question", "long", 4)), playing),
        own(2, 3410, List.of(), null, null, null));
    TriviaView.Asked shown = asked("reveal", "single", 4);
    room(
        "reveal-right",
        shared("in_progress", false, play("reveal", shown), playing),
        own(2, 4350, List.of("b"), true, 940, 3));
    room(
        "reveal-wrong",
        shared("in_progress", false, play("reveal", shown), playing),
        own(4, 3410, List.of("c"), false, 0, 2));
    room(
        "reveal-missed",
        shared("in_progress", false, play("reveal", shown), playing),
        own(4, 3410, List.of(), false, 0, 2));
    room(
        "standings",
        shared("in_progress", false, play("standings", shown), playing),
        own(2, 4350, List.of("b"), true, 940, 3));
    RoomView.Seen end = shared("completed", false, play("final", null), playing);
    room("final", end, own(1, 9120, null, null, null, null));
    Map<String, Object> results =
        new HashMap<>(
            Map.of(
                "page", page, "shared", end, "ranking", end.shared().players().top(), "me", "p2"));
    pages.put("results", templates.render("room/results", results));
  }

  private void courts() {
    RoomView.Roster two = people(2, true);
    RoomView.Roster four = people(4, true);
    PongView.Own left = new PongView.Own("left", 3);
    court("pong-lobby", court("ready", "lobby", 2, 0, null, people(1, false)), left);
    court("pong-playing", court("in_progress", "playing", 2, 3, null, two), left);
    beside = new RoomPage.Beside("p2", "Grace");
    court("pong-beside", court("in_progress", "playing", 2, 3, null, two), left);
    beside = null;
    court("pong-four", court("in_progress", "playing", 4, 3, null, four), left);
    court("pong-waits", court("in_progress", "interrupted", 2, 3, null, two), left);
    court(
        "pong-final",
        court("completed", "final", 2, 7, new PongView.Result("won", "p1", "left"), two),
        left);
    court(
        "pong-final-four",
        court("completed", "final", 4, 3, new PongView.Result("won", "p1", "left"), four),
        left);
    RoomView.Seen seen =
        court("completed", "final", 2, 7, new PongView.Result("won", "p1", "left"), two);
    pages.put(
        "pong-replay",
        templates.render(
            "room/replay",
            Map.of(
                "page",
                page.with(PONG),
                "code",
                CODE,
                "number",
                0,
                "title",
                "Friday Pong",
                "court",
                templates.content(
                    PONG + "/court", Map.of("page", page.with(PONG), "shared", seen)))));
  }

  private static RoomView.Seen court(
      String status,
      String phase,
      int players,
      int score,
      PongView.Result result,
      RoomView.Roster people) {
    PongView.Measures field =
        players == 2
            ? new PongView.Measures(16_000, 9_000, 150, 1_800, 240, 130, 60)
            : new PongView.Measures(12_000, 12_000, 150, 2_400, 240, 150, 60);
    List<PongView.Side> sides = new ArrayList<>();
    List<String> words = List.of("left", "right", "top", "bottom");
    for (int i = 0; i < players && !phase.equals("lobby"); i++) {
      boolean out = i == 2;
      boolean computer = i == 3;
      sides.add(
          new PongView.Side(
              words.get(i),
              computer ? null : "p" + (i + 1),
              computer ? Boolean.TRUE : null,
              out,
              out ? 7 : Math.max(0, score - i)));
    }
    PongView.Shared play =
        new PongView.Shared(
            phase,
            field,
            new PongView.Rules(players, 7, "none", players == 2 ? null : "concede"),
            sides,
            phase.equals("interrupted") ? List.of("p2") : List.of(),
            phase.equals("interrupted") ? Instant.now().plusSeconds(23).toString() : null,
            result);
    RoomView.Roster roster =
        new RoomView.Roster(people.count(), people.count(), 0, players, people.top());
    return new RoomView.Seen(
        new RoomView.Shared(
            CODE,
            "pong",
            "Friday Pong",
            status,
            "private",
            false,
            false,
            true,
            null,
            null,
            null,
            null,
            roster),
        play,
        null,
        null);
  }

  private void court(String name, RoomView.Seen shared, PongView.Own own) {
    room(
        PONG,
        name,
        shared,
        new RoomView.Seen(null, null, new RoomView.You("p1", "Ada", "Ada"), own));
  }

  private void room(String name, RoomView.Seen shared, RoomView.Seen own) {
    room(GAME, name, shared, own);
  }

  private void room(String game, String name, RoomView.Seen shared, RoomView.Seen own) {
    String me = own == null ? "p2" : own.you().id();
    for (Role role : Role.values()) {
      Map<String, Content> all = html.shared(page, game, role, shared);
      List<Content> side = RoomHtml.SIDE.stream().filter(all::containsKey).map(all::get).toList();
      List<Content> fragments = new ArrayList<>(all.values());
      fragments.removeAll(side);
      if (own != null && role == Role.PLAYER) {
        fragments.addAll(html.you(page, game, shared, own).values());
      }
      String kind = RoomHtml.kind(role);
      RoomPage room =
          new RoomPage(
              kind,
              CODE,
              shared.shared().title(),
              role == Role.PLAYER ? me : kind,
              role == Role.PLAYER ? me : null,
              role == Role.PLAYER ? beside : null,
              12,
              System.currentTimeMillis(),
              false,
              role != Role.SPECTATOR,
              0,
              name.equals("pong-final") ? new RoomPage.Origin("/t/x", "Spring cup") : null,
              null,
              fragments,
              side);
      pages.put(
          name + "-" + kind,
          templates.render("room/room", Map.of("page", page.with(game), "room", room)));
    }
  }

  private static RoomView.Seen shared(
      String status, boolean paused, TriviaView.Shared play, RoomView.Roster people) {
    Rejection failure =
        status.equals("failed")
            ? new Rejection("too_few_questions", "There are only 3 questions on this topic.")
            : null;
    return new RoomView.Seen(
        new RoomView.Shared(
            CODE,
            "trivia",
            "Friday quiz",
            status,
            "private",
            paused,
            false,
            true,
            failure,
            status.equals("closed") ? "closed_by_host" : null,
            null,
            null,
            people),
        play,
        null,
        null);
  }

  private static RoomView.Seen own(
      Integer rank,
      long score,
      List<String> answer,
      Boolean correct,
      Integer points,
      Integer previousRank) {
    List<String> counted = answer == null || answer.isEmpty() ? null : answer;
    return new RoomView.Seen(
        null,
        null,
        new RoomView.You("p2", "Grace", "Grace"),
        new TriviaView.Own(score, rank, previousRank, answer != null, counted, correct, points));
  }

  private static RoomView.Roster people(int count, boolean ranked) {
    List<RoomView.Entry> top = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      top.add(
          new RoomView.Entry(
              "p" + (i + 1),
              NAMES.get(i),
              NAMES.get(i),
              i != 4 && i != 6,
              i == 4 ? "away" : i == 6 ? "gone" : "connected",
              ranked ? Integer.valueOf(i == 2 ? 2 : i + 1) : null,
              ranked ? Long.valueOf(9120 - (i == 2 ? 1 : i) * 730L) : null));
    }
    return new RoomView.Roster(count, Math.max(0, count - 2), 1, 500, top);
  }

  private static TriviaView.Shared lobby() {
    return play("lobby", null);
  }

  private static TriviaView.Shared play(String phase, TriviaView.Asked asked) {
    return new TriviaView.Shared(
        phase, new TriviaView.Rules("mixed", 10, 15, "speed", true), asked, null);
  }

  private static TriviaView.Asked asked(String phase, String kind, int choices) {
    boolean shown = phase.equals("reveal");
    List<String> texts =
        switch (kind) {
          case "true_false" -> List.of("True", "False");
          case "multiple" -> List.of("Mercury", "Venus", "Earth", "Mars", "Jupiter", "Neptune");
          case "long" ->
              List.of(
                  "Because the sunlight is scattered by the molecules of the air, and short waves"
                      + " are scattered most of all colours",
                  "Because the oceans are blue and the sky reflects them",
                  "Because ozone is a blue gas, although a faint one",
                  "Because the human eye is blind for violet in the daylight and takes it for blue"
                      + " instead of what it really is");
          default -> List.of("Canberra", "Wellington", "Sydney", "Auckland");
        };
    String text =
        switch (kind) {
          case "true_false" -> "Bananas grow on trees.";
          case "multiple" -> "Which of these planets have no moon?";
          case "long" ->
              "Why does the sky look blue at noon on a clear day, although the light of the sun"
                  + " contains every colour of the rainbow and looks white when it is seen from"
                  + " outside of the air?";
          default -> "Which city is the capital of New Zealand?";
        };
    List<TriviaView.Choice> list = new ArrayList<>();
    for (int i = 0; i < choices; i++) {
      list.add(
          new TriviaView.Choice(
              String.valueOf((char) ('a' + i)),
              texts.get(i),
              shown ? Integer.valueOf(new int[] {1, 5, 2, 0, 1, 1}[i]) : null));
    }
    boolean open = phase.equals("question");
    return new TriviaView.Asked(
        4,
        10,
        text,
        "en",
        kind.equals("long") ? "single" : kind,
        kind.equals("true_false") ? 2000 : 1000,
        15,
        list,
        open ? Instant.now().plusSeconds(12).toString() : null,
        phase.equals("paused") ? 8200L : null,
        shown ? 9 : 5,
        9,
        shown ? List.of("b") : null,
        shown
            ? "Wellington has been the capital since 1865; Auckland, which was it before, is the"
                + " largest city of the country."
            : null);
  }
}
