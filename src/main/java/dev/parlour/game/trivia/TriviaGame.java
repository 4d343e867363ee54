package dev.parlour.game.trivia;

import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.Game;
import dev.parlour.game.GameClock;
import dev.parlour.game.Input;
import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.SeededRandom;
import dev.parlour.game.Situation;
import dev.parlour.game.Table;
import dev.parlour.game.trivia.TriviaCommand.Answer;
import dev.parlour.game.trivia.TriviaCommand.Extend;
import dev.parlour.game.trivia.TriviaCommand.Skip;
import dev.parlour.game.trivia.TriviaEvent.AnswerAccepted;
import dev.parlour.game.trivia.TriviaEvent.Closing;
import dev.parlour.game.trivia.TriviaEvent.DeadlineExtended;
import dev.parlour.game.trivia.TriviaEvent.Ending;
import dev.parlour.game.trivia.TriviaEvent.Finished;
import dev.parlour.game.trivia.TriviaEvent.PlayerGone;
import dev.parlour.game.trivia.TriviaEvent.PlayerSeated;
import dev.parlour.game.trivia.TriviaEvent.Prepared;
import dev.parlour.game.trivia.TriviaEvent.QuestionClosed;
import dev.parlour.game.trivia.TriviaEvent.QuestionOpened;
import dev.parlour.game.trivia.TriviaEvent.StandingsShown;
import dev.parlour.game.trivia.TriviaEvent.Started;
import dev.parlour.game.trivia.TriviaState.Asked;
import dev.parlour.game.trivia.TriviaState.Given;
import dev.parlour.game.trivia.TriviaState.Phase;
import dev.parlour.game.trivia.TriviaState.Player;
import dev.parlour.shared.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * The rules of a trivia night: lobby, then for each question the question, its reveal and the
 * standings, then the podium.
 *
 * <p>A question closes at its deadline, or when every connected player who plays it has answered;
 * people without a connection do not hold it up, and with nobody connected only the deadline closes
 * it. What counts is when an answer arrived, not when it was looked at: one that arrived before the
 * close but waited behind the alarm still counts while the reveal is shown. Each decision takes one
 * step at most, and what comes after a late step is timed from the step, so that a game that slept
 * does not race through its questions.
 *
 * <p>Points are settled when a question closes; until then nobody's score or place moves. Whoever
 * joins during a game plays from the next question.
 */
public final class TriviaGame
    implements Game<TriviaSettings, TriviaContent, TriviaState, TriviaCommand, TriviaEvent> {

  /**
   * The most time that an open question may have left after the host gave more: twice the longest
   * setting. More is a pause, which the room has.
   */
  private static final long MOST_REMAINING_MILLIS = 240_000;

  private static final int MOST_EXTRA_SECONDS = 120;

  @Override
  public String id() {
    return "trivia";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<TriviaContent> contentType() {
    return TriviaContent.class;
  }

  @Override
  public Class<TriviaState> stateType() {
    return TriviaState.class;
  }

  @Override
  public Class<TriviaCommand> commandType() {
    return TriviaCommand.class;
  }

  @Override
  public Class<TriviaEvent> eventType() {
    return TriviaEvent.class;
  }

  @Override
  public Checked<TriviaSettings> settings(Map<String, Object> raw) {
    return TriviaSettings.read(raw);
  }

  @Override
  public int maxPlayers(TriviaSettings settings) {
    return settings.maxPlayers();
  }

  @Override
  public int minPlayers(TriviaSettings settings) {
    return 1;
  }

  @Override
  public TriviaEvent prepare(TriviaSettings settings, TriviaContent content, long seed) {
    return new Prepared(settings, content.questions(), seed);
  }

  @Override
  public TriviaState initial() {
    return TriviaState.INITIAL;
  }

  @Override
  public Decision<TriviaEvent> decide(
      TriviaState state, Input<TriviaCommand> input, Situation situation) {
    return switch (input) {
      case Input.Start<TriviaCommand> start -> start(state, start.seats(), situation);
      case Input.Join<TriviaCommand> join -> join(state, join.seat().id());
      case Input.Leave<TriviaCommand> leave -> leave(state, leave.player(), situation);
      case Input.Play<TriviaCommand> play ->
          switch (play.command()) {
            case Answer answer -> answer(state, play.player(), answer, situation);
            case Skip skip -> Decision.rejected("host_only", "Only the host can go on.");
            case Extend extend ->
                Decision.rejected("host_only", "Only the host can give more time.");
          };
      case Input.Direct<TriviaCommand> direct ->
          switch (direct.command()) {
            case Answer answer ->
                Decision.rejected("players_only", "Answers come from a player's seat.");
            case Skip skip -> skip(state, skip, situation);
            case Extend extend -> extend(state, extend.seconds(), situation);
          };
      case Input.Presence<TriviaCommand> presence -> presence(state, situation);
      case Input.Wake<TriviaCommand> wake -> Decision.accepted(due(state, situation));
      case Input.Finish<TriviaCommand> finish ->
          state.phase() == Phase.FINAL
              ? Decision.accepted()
              : Decision.accepted(new Finished(situation.now(), Ending.ENDED_BY_HOST));
    };
  }

  private static Decision<TriviaEvent> start(
      TriviaState state, List<Seat> seats, Situation situation) {
    if (state.phase() == Phase.FINAL) {
      return gameOver();
    }
    if (state.phase() != Phase.LOBBY) {
      return Decision.rejected("already_started", "The game has already started.");
    }
    if (state.questions().isEmpty()) {
      return Decision.rejected("not_ready", "There are no questions yet.");
    }
    if (seats.isEmpty()) {
      return Decision.rejected("too_few_players", "At least one player is needed to start.");
    }
    return Decision.accepted(
        new Started(seats.stream().map(Seat::id).toList()), opening(state, 1, situation.now()));
  }

  private static Decision<TriviaEvent> join(TriviaState state, String player) {
    boolean news = playable(state) && !state.players().containsKey(player);
    return news ? Decision.accepted(new PlayerSeated(player)) : Decision.accepted();
  }

  private static Decision<TriviaEvent> leave(
      TriviaState state, String player, Situation situation) {
    // After the end the result stands, also for those who go home.
    if (!playable(state) || !state.players().containsKey(player)) {
      return Decision.accepted();
    }
    PlayerGone gone = new PlayerGone(player);
    TriviaState without = applied(state, gone);
    // The set of the connected may still hold who just left, so the counts prove nothing here.
    boolean complete =
        state.phase() == Phase.QUESTION
            && everyConnectedPlayerAnswered(without, situation.connected());
    return complete
        ? Decision.accepted(gone, closing(without, Closing.ALL_ANSWERED, situation.now()))
        : Decision.accepted(gone);
  }

  private static Decision<TriviaEvent> answer(
      TriviaState state, String player, Answer answer, Situation situation) {
    if (state.phase() == Phase.FINAL) {
      return gameOver();
    }
    if (state.phase() == Phase.LOBBY) {
      return Decision.rejected("not_in_question", "No question is open.");
    }
    Asked asked = state.asked();
    Player seated = state.players().get(player);
    if (seated == null) {
      return Decision.rejected("not_playing", "You have no seat in this game.");
    }
    if (answer.question() != asked.number()) {
      return Decision.rejected("wrong_question", "That answer belongs to another question.");
    }
    if (seated.from() > asked.number()) {
      return Decision.rejected(
          "not_playing", "You joined during this question and play from the next one.");
    }
    if (asked.answers().containsKey(player)) {
      return Decision.rejected(
          "already_answered", "You have already answered this question; your first answer counts.");
    }
    boolean inTime =
        switch (state.phase()) {
          case QUESTION -> situation.now() <= state.until();
          // It arrived before the close, so before anybody was told the right answer, and only
          // waited behind what closed the question.
          case REVEAL -> situation.now() <= asked.closedAt();
          case LOBBY, STANDINGS, FINAL -> false;
        };
    if (!inTime) {
      return Decision.rejected("too_late", "The question was closed before your answer arrived.");
    }
    if (answer.choices().isEmpty()) {
      return Decision.rejected("no_choice", "An answer needs at least one choice.");
    }
    List<String> shown = asked.shownIds();
    if (!shown.containsAll(answer.choices())) {
      return Decision.rejected("unknown_choice", "The question has no such choice.");
    }
    List<String> chosen = shown.stream().filter(answer.choices()::contains).toList();
    if (chosen.size() > 1 && state.question().kind() != Question.Kind.MULTIPLE) {
      return Decision.rejected("too_many_choices", "This question takes one choice only.");
    }
    // Arrivals are stamped by whoever has the connection; one stamped before the opening, by
    // another machine's clock, counts as at the opening.
    AnswerAccepted accepted =
        new AnswerAccepted(
            player, asked.number(), chosen, Math.max(situation.now(), asked.openedAt()));
    if (state.phase() == Phase.QUESTION && mayComplete(state, 1, situation.connected())) {
      TriviaState with = applied(state, accepted);
      if (everyConnectedPlayerAnswered(with, situation.connected())) {
        return Decision.accepted(accepted, closing(with, Closing.ALL_ANSWERED, situation.now()));
      }
    }
    return Decision.accepted(accepted);
  }

  private static Decision<TriviaEvent> skip(TriviaState state, Skip skip, Situation situation) {
    return switch (state.phase()) {
      case LOBBY -> Decision.rejected("not_started", "The game has not started yet.");
      case FINAL -> gameOver();
      case QUESTION, REVEAL, STANDINGS -> {
        if (situation.now() < state.since() || !sees(skip, state)) {
          // Meant for the phase before, which ended by itself while the command waited, or by the
          // same press made twice: it must not close the question that has just opened.
          yield Decision.rejected("already_moved_on", "The game had already gone on.");
        }
        yield Decision.accepted(
            state.phase() == Phase.QUESTION
                ? closing(state, Closing.SKIPPED, situation.now())
                : following(state, situation.now()));
      }
    };
  }

  private static boolean sees(Skip skip, TriviaState state) {
    return skip.question() == null
        || skip.phase() == null
        || (skip.question() == state.asked().number()
            && skip.phase().equals(Words.of(state.phase())));
  }

  private static Decision<TriviaEvent> extend(TriviaState state, int seconds, Situation situation) {
    if (state.phase() == Phase.FINAL) {
      return gameOver();
    }
    if (state.phase() != Phase.QUESTION) {
      return Decision.rejected("not_in_question", "No question is open.");
    }
    if (seconds < 1 || seconds > MOST_EXTRA_SECONDS) {
      return Decision.rejected(
          "bad_seconds", "The extra time must be from 1 to " + MOST_EXTRA_SECONDS + " seconds.");
    }
    if (situation.now() > state.until()) {
      return Decision.rejected("too_late", "The question's time was already over.");
    }
    long closesAt = state.until() + seconds * 1000L;
    if (closesAt - situation.now() > MOST_REMAINING_MILLIS) {
      return Decision.rejected(
          "too_much_time",
          "An open question can have " + MOST_REMAINING_MILLIS / 1000 + " seconds left at most.");
    }
    return Decision.accepted(new DeadlineExtended(state.asked().number(), closesAt));
  }

  private static Decision<TriviaEvent> presence(TriviaState state, Situation situation) {
    List<TriviaEvent> due = due(state, situation);
    boolean complete =
        due.isEmpty() && state.phase() == Phase.QUESTION && complete(state, situation.connected());
    return complete
        ? Decision.accepted(closing(state, Closing.ALL_ANSWERED, situation.now()))
        : Decision.accepted(due);
  }

  /** The one step for which the time has come, if it has. */
  private static List<TriviaEvent> due(TriviaState state, Situation situation) {
    if (!playable(state) || situation.now() < state.until()) {
      return List.of();
    }
    if (state.phase() == Phase.QUESTION) {
      return List.of(closing(state, Closing.DEADLINE, situation.now()));
    }
    boolean hostGone =
        situation.hostAwayFor().isPresent()
            && situation.hostAwayFor().getAsLong() >= hostGoneMillis(state);
    return state.settings().autoAdvance() || hostGone
        ? List.of(following(state, situation.now()))
        : List.of();
  }

  private static long hostGoneMillis(TriviaState state) {
    return state.settings().hostGoneSeconds() * 1000L;
  }

  private static boolean playable(TriviaState state) {
    return state.phase() != Phase.LOBBY && state.phase() != Phase.FINAL;
  }

  private static Decision<TriviaEvent> gameOver() {
    return Decision.rejected("game_over", "The game is over.");
  }

  /**
   * As {@link #everyConnectedPlayerAnswered}, but mostly answered by the counts alone, so that an
   * answer in a large room costs O(log n).
   */
  private static boolean complete(TriviaState state, SortedSet<String> connected) {
    return mayComplete(state, 0, connected) && everyConnectedPlayerAnswered(state, connected);
  }

  /**
   * Whether the counts allow that everybody has answered.
   *
   * @param more answers that are not in the state yet
   */
  private static boolean mayComplete(TriviaState state, int more, SortedSet<String> connected) {
    int waiting = state.players().size() - state.asked().playing();
    return connected.size() <= state.asked().answers().size() + more + waiting;
  }

  /**
   * Whether there is a connected player who plays the open question, and all of them have answered.
   */
  private static boolean everyConnectedPlayerAnswered(
      TriviaState state, SortedSet<String> connected) {
    boolean any = false;
    for (String id : connected) {
      Player player = state.players().get(id);
      if (player != null && player.from() <= state.asked().number()) {
        if (!state.asked().answers().containsKey(id)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static QuestionOpened opening(TriviaState state, int number, long now) {
    Question question = state.questions().get(number - 1);
    List<String> written = question.choices().stream().map(Question.Choice::id).toList();
    List<String> order =
        question.kind() == Question.Kind.TRUE_FALSE ? written : state.random().shuffled(written);
    return new QuestionOpened(number, order, now, now + millis(state, question));
  }

  private static long millis(TriviaState state, Question question) {
    return 1000L
        * (question.seconds() == 0 ? state.settings().secondsPerQuestion() : question.seconds());
  }

  private static QuestionClosed closing(TriviaState state, Closing why, long now) {
    long at = Math.clamp(now, state.since(), state.until());
    long shownAt = Math.max(now, at);
    return new QuestionClosed(
        state.asked().number(),
        why,
        at,
        shownAt,
        shownAt + 1000L * state.settings().revealSeconds());
  }

  /** What comes after the reveal or the standings. */
  private static TriviaEvent following(TriviaState state, long now) {
    if (state.phase() == Phase.STANDINGS) {
      return opening(state, state.asked().number() + 1, now);
    }
    return state.atLastQuestion()
        ? new Finished(now, Ending.ALL_ASKED)
        : new StandingsShown(
            state.asked().number(), now, now + 1000L * state.settings().standingsSeconds());
  }

  @Override
  public TriviaState apply(TriviaState state, TriviaEvent event) {
    return applied(state, event);
  }

  private static TriviaState applied(TriviaState state, TriviaEvent event) {
    return switch (event) {
      case Prepared e -> state.prepared(e.settings(), e.questions(), new SeededRandom(e.seed()));
      case Started e -> started(state, e);
      case PlayerSeated e -> {
        Player newcomer = new Player(state.asked().number() + 1, 0, 0);
        yield state.with(
            Persistent.with(state.players(), e.player(), newcomer),
            Standings.joined(state.placings(), e.player()));
      }
      case PlayerGone e -> gone(state, e.player());
      case QuestionOpened e -> {
        // Whoever has a seat now plays this question: nobody waits for a later one than the next.
        Asked asked =
            Asked.opened(
                e.question(), e.order(), e.at(), e.closesAt() - e.at(), state.players().size());
        yield state.in(Phase.QUESTION, asked, e.at(), e.closesAt()).with(state.random().next());
      }
      case AnswerAccepted e -> answered(state, e);
      case DeadlineExtended e ->
          state.in(Phase.QUESTION, state.asked(), state.since(), e.closesAt());
      case QuestionClosed e ->
          settled(state).in(Phase.REVEAL, state.asked().closed(e.at()), e.shownAt(), e.until());
      case StandingsShown e -> state.in(Phase.STANDINGS, state.asked(), e.at(), e.until());
      case Finished e -> state.in(Phase.FINAL, null, e.at(), e.at());
    };
  }

  private static TriviaState started(TriviaState state, Started event) {
    Map<String, Player> players = new LinkedHashMap<>();
    event.players().forEach(id -> players.put(id, new Player(1, 0, 0)));
    Map<String, Player> seated = Persistent.map(players);
    return state.with(seated, Standings.of(seated));
  }

  private static TriviaState gone(TriviaState state, String id) {
    Player player = state.players().get(id);
    Asked asked = state.asked().without(id);
    return state
        .with(
            Persistent.without(state.players(), id),
            Standings.left(state.placings(), id, player.score()))
        .with(player.from() <= asked.number() ? asked.playing(asked.playing() - 1) : asked);
  }

  private static TriviaState answered(TriviaState state, AnswerAccepted event) {
    Asked asked = state.asked();
    boolean correct = event.choices().equals(state.correct());
    int points =
        correct
            ? state
                .settings()
                .scoring()
                .points(state.question().points(), event.at() - asked.openedAt(), asked.millis())
            : 0;
    TriviaState with =
        state.with(asked.with(event.player(), new Given(event.choices(), correct, points)));
    if (state.phase() == Phase.QUESTION || points == 0) {
      return with;
    }
    // It waited behind the close, which has settled the others. Seldom enough to make all places
    // anew.
    Player player = state.players().get(event.player());
    Map<String, Player> players =
        Persistent.with(
            state.players(),
            event.player(),
            new Player(player.from(), player.score() + points, player.previousRank()));
    return with.with(players, Standings.of(players));
  }

  /**
   * Adds the points of the open question and makes all places anew, remembering the ones before.
   */
  private static TriviaState settled(TriviaState state) {
    boolean first = state.asked().number() == 1;
    Map<String, Player> players = new LinkedHashMap<>();
    for (Placing before : state.placings()) {
      Player player = state.players().get(before.player());
      Given given = state.asked().answers().get(before.player());
      players.put(
          before.player(),
          new Player(
              player.from(),
              player.score() + (given == null ? 0 : given.points()),
              first ? 0 : before.rank()));
    }
    Map<String, Player> settled = Persistent.map(players);
    return state.with(settled, Standings.of(settled));
  }

  @Override
  public OptionalLong wakeAt(TriviaState state, Situation situation) {
    if (!playable(state)) {
      return OptionalLong.empty();
    }
    if (state.phase() == Phase.QUESTION || state.settings().autoAdvance()) {
      return OptionalLong.of(state.until());
    }
    if (situation.hostAwayFor().isEmpty()) {
      return OptionalLong.empty();
    }
    long untilHostIsGone = Math.max(0, hostGoneMillis(state) - situation.hostAwayFor().getAsLong());
    return OptionalLong.of(Math.max(state.until(), situation.now() + untilHostIsGone));
  }

  @Override
  public String phase(TriviaState state) {
    return switch (state.phase()) {
      // The deadline belongs to it: more time is news for everybody.
      case QUESTION -> "question " + state.asked().number() + " until " + state.until();
      case REVEAL, STANDINGS -> Words.of(state.phase()) + " " + state.asked().number();
      case LOBBY, FINAL -> Words.of(state.phase());
    };
  }

  @Override
  public OptionalLong deadline(TriviaState state) {
    boolean counts =
        state.phase() == Phase.QUESTION || (playable(state) && state.settings().autoAdvance());
    return counts ? OptionalLong.of(state.until()) : OptionalLong.empty();
  }

  @Override
  public boolean finished(TriviaState state) {
    return state.phase() == Phase.FINAL;
  }

  @Override
  public List<Placing> placings(TriviaState state) {
    return state.placings();
  }

  @Override
  public TriviaView.Shared shared(TriviaState state, Role role, Table table) {
    // The host sees no more than the players: who hosts may play too, and may show the console to
    // the room.
    boolean goesOnByItself =
        (state.phase() == Phase.REVEAL || state.phase() == Phase.STANDINGS)
            && state.settings().autoAdvance();
    return new TriviaView.Shared(
        Words.of(state.phase()),
        rules(state),
        state.asked() == null ? null : asked(state, table.clock()),
        goesOnByItself ? wall(table.clock(), state.until()) : null);
  }

  private static TriviaView.Rules rules(TriviaState state) {
    TriviaSettings settings = state.settings();
    return settings == null
        ? null
        : new TriviaView.Rules(
            settings.topic(),
            state.questions().size(),
            settings.secondsPerQuestion(),
            Words.of(settings.scoring()),
            settings.autoAdvance());
  }

  private static TriviaView.Asked asked(TriviaState state, GameClock clock) {
    Asked asked = state.asked();
    Question question = state.question();
    boolean open = state.phase() == Phase.QUESTION;
    boolean reveal = state.phase() == Phase.REVEAL;
    return new TriviaView.Asked(
        asked.number(),
        state.questions().size(),
        question.text(),
        state.settings().questionsIn(),
        Words.of(question.kind()),
        question.points(),
        (int) (asked.millis() / 1000),
        choices(state),
        open ? wall(clock, state.until()) : null,
        open && !clock.running() ? Math.max(0, state.until() - clock.elapsed()) : null,
        asked.answers().size(),
        asked.playing(),
        reveal ? state.correct() : null,
        reveal && !question.explanation().isBlank() ? question.explanation() : null);
  }

  private static List<TriviaView.Choice> choices(TriviaState state) {
    Asked asked = state.asked();
    boolean open = state.phase() == Phase.QUESTION;
    List<String> ids = asked.shownIds();
    List<TriviaView.Choice> shown = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      String text = state.question().choice(asked.order().get(i)).text();
      shown.add(new TriviaView.Choice(ids.get(i), text, open ? null : asked.counts().get(i)));
    }
    return shown;
  }

  private static String wall(GameClock clock, long gameTime) {
    Instant wall = clock.wall(gameTime);
    return wall == null ? null : wall.toString();
  }

  @Override
  public TriviaView.Own own(TriviaState state, String id, Table table) {
    Player player = state.players().get(id);
    if (player == null) {
      return new TriviaView.Own(0, null, null, state.phase() == Phase.LOBBY, null, null, null);
    }
    int rank = Standings.rank(state.placings(), id, player.score());
    if (state.asked() == null) {
      return new TriviaView.Own(player.score(), rank, null, true, null, null, null);
    }
    boolean plays = player.from() <= state.asked().number();
    boolean settled = state.phase() != Phase.QUESTION;
    Given given = state.asked().answers().get(id);
    return new TriviaView.Own(
        player.score(),
        rank,
        settled && player.previousRank() > 0 ? player.previousRank() : null,
        plays,
        given == null ? null : given.choices(),
        settled && plays ? given != null && given.correct() : null,
        settled && plays ? (given == null ? 0 : given.points()) : null);
  }
}
