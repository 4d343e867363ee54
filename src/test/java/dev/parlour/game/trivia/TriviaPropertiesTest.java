package dev.parlour.game.trivia;

import static dev.parlour.game.trivia.TriviaNight.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Decision;
import dev.parlour.game.Input;
import dev.parlour.game.Placing;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.trivia.TriviaEvent.AnswerAccepted;
import dev.parlour.game.trivia.TriviaEvent.PlayerGone;
import dev.parlour.game.trivia.TriviaEvent.PlayerSeated;
import dev.parlour.game.trivia.TriviaEvent.Prepared;
import dev.parlour.game.trivia.TriviaEvent.QuestionClosed;
import dev.parlour.game.trivia.TriviaEvent.QuestionOpened;
import dev.parlour.game.trivia.TriviaEvent.Started;
import dev.parlour.game.trivia.TriviaState.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** Laws that hold whatever people, connections and alarms do. */
class TriviaPropertiesTest {

  enum Deed {
    ANSWER,
    ANSWER_RIGHT,
    ANSWER_ANOTHER_QUESTION,
    WAKE,
    WAKE_WHEN_DUE,
    SKIP,
    EXTEND,
    JOIN,
    LEAVE,
    DISCONNECT,
    CONNECT,
    HOST_GOES,
    HOST_COMES,
    START_AGAIN,
    PLAYER_DIRECTS,
    FINISH
  }

  /**
   * Something that happens.
   *
   * @param who the number of a player, who may not exist
   * @param what choices as bits, or seconds
   * @param after milliseconds since the step before; a little below zero where arrivals overtake
   *     each other
   */
  record Step(Deed deed, int who, int what, int after) {}

  record Evening(
      TriviaSettings settings, List<Question> questions, int players, List<Step> steps) {}

  @Provide
  Arbitrary<Evening> evenings() {
    Arbitrary<TriviaSettings> settings =
        Combinators.combine(
                Arbitraries.of("speed", "flat"),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(2, 12),
                Arbitraries.of(0, 5, 30))
            .as(
                (scoring, auto, seconds, gone) ->
                    TriviaNight.settings(
                        "scoring",
                        scoring,
                        "autoAdvance",
                        auto,
                        "secondsPerQuestion",
                        seconds,
                        "hostGoneSeconds",
                        gone));
    Arbitrary<Question> questions =
        Arbitraries.of(
            Questions.worth(1000),
            Questions.worth(2000),
            Questions.worth(0),
            Questions.multiple(),
            Questions.trueOrFalse(),
            Questions.lasting(3),
            Questions.lasting(20));
    return Combinators.combine(
            settings,
            questions.list().ofMinSize(1).ofMaxSize(6),
            Arbitraries.integers().between(1, 6),
            steps().list().ofMinSize(10).ofMaxSize(80))
        .as(Evening::new)
        .withoutEdgeCases(); // they are so many short evenings that no time is left for long ones
  }

  private static Arbitrary<Step> steps() {
    Arbitrary<Deed> deeds =
        Arbitraries.frequency(
            Tuple.of(20, Deed.ANSWER),
            Tuple.of(20, Deed.ANSWER_RIGHT),
            Tuple.of(1, Deed.ANSWER_ANOTHER_QUESTION),
            Tuple.of(4, Deed.WAKE),
            Tuple.of(5, Deed.WAKE_WHEN_DUE),
            Tuple.of(3, Deed.SKIP),
            Tuple.of(2, Deed.EXTEND),
            Tuple.of(2, Deed.JOIN),
            Tuple.of(1, Deed.LEAVE),
            Tuple.of(3, Deed.DISCONNECT),
            Tuple.of(3, Deed.CONNECT),
            Tuple.of(1, Deed.HOST_GOES),
            Tuple.of(1, Deed.HOST_COMES),
            Tuple.of(1, Deed.START_AGAIN),
            Tuple.of(1, Deed.PLAYER_DIRECTS));
    Arbitrary<Deed> withSomeEnds =
        Arbitraries.frequencyOf(Tuple.of(300, deeds), Tuple.of(1, Arbitraries.just(Deed.FINISH)));
    Arbitrary<Integer> choices =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.of(1, 2, 4, 8)),
            Tuple.of(2, Arbitraries.integers().between(0, 63)));
    Arbitrary<Integer> after =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(-200, 900)),
            Tuple.of(1, Arbitraries.integers().between(1500, 40_000)));
    return Combinators.combine(
            withSomeEnds, Arbitraries.integers().between(0, 1_000), choices, after)
        .as(Step::new);
  }

  private static TriviaNight begun(Evening evening) {
    return TriviaNight.with(evening.settings(), evening.questions().toArray(Question[]::new))
        .startedWith(evening.players());
  }

  private static TriviaNight played(Evening evening) {
    TriviaNight night = begun(evening);
    evening.steps().forEach(step -> take(night, step));
    return night;
  }

  private static Decision<TriviaEvent> take(TriviaNight night, Step step) {
    night.at(Math.max(0, night.now + step.after()));
    if (night.hostAwayFor.isPresent()) {
      night.hostAwayFor =
          OptionalLong.of(night.hostAwayFor.getAsLong() + Math.max(0, step.after()));
    }
    String player = "p" + (1 + step.who() % (night.seats.size() + 1)); // one more than there are
    int number = night.state.asked() == null ? 1 : night.state.asked().number();
    return switch (step.deed()) {
      case ANSWER -> night.answerById(player, number, choices(step.what()));
      case ANSWER_RIGHT ->
          night.answerById(
              player,
              number,
              night.state.asked() == null
                  ? choices(1)
                  : night.state.correct().toArray(String[]::new));
      case ANSWER_ANOTHER_QUESTION -> night.answerById(player, number + 1, choices(step.what()));
      case WAKE -> night.wake();
      case WAKE_WHEN_DUE -> {
        GAME.wakeAt(night.state, night.situation())
            .ifPresent(due -> night.now = Math.max(night.now, due));
        yield night.wake();
      }
      case SKIP -> night.skip();
      case EXTEND -> night.extend(step.what() - 1);
      case JOIN -> {
        night.join();
        yield Decision.accepted();
      }
      case LEAVE -> night.leave(player);
      case DISCONNECT -> night.disconnect(player);
      case CONNECT ->
          night.state.players().containsKey(player) ? night.connect(player) : Decision.accepted();
      case HOST_GOES -> {
        night.hostAwayFor = OptionalLong.of(0);
        yield night.decide(new Input.Presence<>());
      }
      case HOST_COMES -> {
        night.hostAwayFor = OptionalLong.empty();
        yield night.decide(new Input.Presence<>());
      }
      case START_AGAIN ->
          night.decide(new Input.Start<>(List.of(new Seat("p1", "Player 1", "seed"))));
      case PLAYER_DIRECTS -> night.decide(new Input.Play<>(player, new TriviaCommand.Skip()));
      case FINISH -> night.finish();
    };
  }

  /** The bits as shown ids; six of them, so that some do not exist. */
  private static String[] choices(int bits) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      if ((bits & 1 << i) != 0) {
        ids.add(String.valueOf((char) ('a' + i)));
      }
    }
    return ids.toArray(String[]::new);
  }

  @Property
  void replaying_the_events_gives_the_live_state(@ForAll("evenings") Evening evening) {
    TriviaNight night = played(evening);
    TriviaState replayed = GAME.initial();
    for (TriviaEvent event : night.log) {
      replayed = GAME.apply(replayed, event);
    }

    assertThat(replayed).isEqualTo(night.state);
    Statistics.label("phase").collect(night.phase());
  }

  @Property
  void a_rejection_changes_nothing_and_says_why(@ForAll("evenings") Evening evening) {
    TriviaNight night = begun(evening);
    for (Step step : evening.steps()) {
      TriviaState before = night.state;
      int events = night.log.size();
      if (take(night, step) instanceof Decision.Rejected<TriviaEvent> rejected) {
        assertThat(night.state).isSameAs(before);
        assertThat(night.log).hasSize(events);
        assertThat(rejected.rejection().code()).matches("[a-z_]+");
        assertThat(rejected.rejection().message()).endsWith(".");
        Statistics.label("refusal").collect(rejected.rejection().code());
      }
    }
  }

  @Property
  void deciding_does_not_change_what_it_decides_on(@ForAll("evenings") Evening evening) {
    TriviaNight night = begun(evening);
    for (Step step : evening.steps()) {
      TriviaState before = night.state;
      String written = before.toString();
      take(night, step);
      assertThat(before).hasToString(written);
    }
  }

  @Property
  void the_end_is_the_end(@ForAll("evenings") Evening evening) {
    TriviaNight night = begun(evening);
    TriviaState end = null;
    for (Step step : evening.steps()) {
      take(night, step);
      if (end != null) {
        assertThat(night.state).isEqualTo(end);
      } else if (GAME.finished(night.state)) {
        end = night.state;
      }
    }
    Statistics.label("ended").collect(end != null);
  }

  @Property
  void scores_equal_a_count_made_from_the_log_alone(@ForAll("evenings") Evening evening) {
    TriviaNight night = played(evening);

    Map<String, Long> counted = countedFrom(night.log);
    Map<String, Long> scores = new TreeMap<>();
    night.placings().forEach(placing -> scores.put(placing.player(), placing.score()));
    assertThat(scores).isEqualTo(counted);
    Statistics.label("points").collect(counted.values().stream().anyMatch(score -> score > 0));
  }

  /**
   * Shares nothing with the rules but the events: goes by the authors' ids and by decimal
   * arithmetic.
   */
  private static Map<String, Long> countedFrom(List<TriviaEvent> log) {
    Map<String, Long> scores = new TreeMap<>();
    Map<String, Long> open = new HashMap<>();
    Prepared prepared = (Prepared) log.getFirst();
    QuestionOpened opened = null;
    boolean closed = false;
    for (TriviaEvent event : log) {
      switch (event) {
        case Started e -> e.players().forEach(id -> scores.put(id, 0L));
        case PlayerSeated e -> scores.put(e.player(), 0L);
        case PlayerGone e -> {
          scores.remove(e.player());
          open.remove(e.player());
        }
        case QuestionOpened e -> {
          opened = e;
          closed = false;
          open.clear();
        }
        case AnswerAccepted e -> {
          long points = earned(prepared, opened, e);
          if (closed) {
            scores.merge(e.player(), points, Long::sum);
          } else {
            open.put(e.player(), points);
          }
        }
        case QuestionClosed e -> {
          closed = true;
          open.forEach((id, points) -> scores.merge(id, points, Long::sum));
        }
        default -> {}
      }
    }
    return scores;
  }

  private static long earned(Prepared prepared, QuestionOpened opened, AnswerAccepted answer) {
    Question question = prepared.questions().get(answer.question() - 1);
    List<String> written =
        answer.choices().stream()
            .map(id -> opened.order().get(id.charAt(0) - 'a'))
            .sorted()
            .toList();
    if (!written.equals(question.correct().stream().sorted().toList())) {
      return 0;
    }
    long time =
        1000L
            * (question.seconds() == 0
                ? prepared.settings().secondsPerQuestion()
                : question.seconds());
    return prepared.settings().scoring() == Scoring.FLAT
        ? question.points()
        : ScoringTest.byTheBook(question.points(), answer.at() - opened.at(), time);
  }

  @Property
  void no_more_answers_count_than_people_play_and_no_more_play_than_have_a_seat(
      @ForAll("evenings") Evening evening) {
    TriviaNight night = begun(evening);
    for (Step step : evening.steps()) {
      take(night, step);
      TriviaView.Asked question = night.view().question();
      if (question != null) {
        assertThat(question.answered()).isBetween(0, question.playing());
        assertThat(question.playing()).isLessThanOrEqualTo(night.state.players().size());
        long playing =
            night.state.players().keySet().stream().filter(id -> night.own(id).playing()).count();
        assertThat(question.playing()).isEqualTo((int) playing);
      }
    }
  }

  @Property
  void places_are_always_those_of_the_scores(@ForAll("evenings") Evening evening) {
    TriviaNight night = begun(evening);
    for (Step step : evening.steps()) {
      take(night, step);
      assertThat(night.placings()).isEqualTo(Standings.of(night.state.players()));
      for (Placing placing : night.placings()) {
        assertThat(night.own(placing.player()))
            .extracting(TriviaView.Own::rank, TriviaView.Own::score)
            .containsExactly(placing.rank(), placing.score());
      }
    }
  }

  @Property
  void before_the_reveal_views_do_not_depend_on_the_right_answer_or_on_what_others_chose(
      @ForAll("evenings") Evening evening, @ForAll @IntRange(min = 1, max = 6) int who) {
    TriviaNight night = begun(evening);
    String viewer = "p" + who;
    for (Step step : evening.steps()) {
      take(night, step);
      if (night.phase() == Phase.QUESTION) {
        TriviaState other = retold(night.log, night.state.asked().number(), viewer);
        for (Role role : Role.values()) {
          assertThat(GAME.shared(other, role, night.table()))
              .isEqualTo(GAME.shared(night.state, role, night.table()));
        }
        assertThat(GAME.own(other, viewer, night.table())).isEqualTo(night.own(viewer));
        assertThat(GAME.placings(other)).isEqualTo(night.placings());
        assertThat(GAME.phase(other)).isEqualTo(GAME.phase(night.state));
        assertThat(GAME.deadline(other)).isEqualTo(GAME.deadline(night.state));
        assertThat(GAME.wakeAt(other, night.situation()))
            .isEqualTo(GAME.wakeAt(night.state, night.situation()));
        Statistics.label("secrets at stake").collect(!night.state.asked().answers().isEmpty());
      }
    }
  }

  /**
   * The same evening, but from the open question on another choice is right, and in it everybody
   * but the viewer chose something else.
   */
  private static TriviaState retold(List<TriviaEvent> log, int open, String viewer) {
    TriviaState state = GAME.initial();
    for (TriviaEvent event : log) {
      TriviaEvent told =
          switch (event) {
            case Prepared e -> {
              List<Question> questions = new ArrayList<>(e.questions());
              for (int i = open - 1; i < questions.size(); i++) {
                questions.set(i, otherwiseRight(questions.get(i)));
              }
              yield new Prepared(e.settings(), questions, e.seed());
            }
            case AnswerAccepted e when e.question() == open && !e.player().equals(viewer) ->
                new AnswerAccepted(
                    e.player(), open, List.of(e.choices().contains("a") ? "b" : "a"), e.at());
            default -> event;
          };
      state = GAME.apply(state, told);
    }
    return state;
  }

  private static Question otherwiseRight(Question question) {
    String other =
        question.choices().stream()
            .map(Question.Choice::id)
            .filter(id -> !question.correct().contains(id))
            .findFirst()
            .orElseThrow();
    return new Question(
        question.text(),
        question.kind(),
        question.choices(),
        List.of(other),
        "Told otherwise.",
        question.points(),
        question.seconds());
  }

  @Property
  void a_repeated_wake_never_does_a_second_step(@ForAll("evenings") Evening evening) {
    TriviaNight night = begun(evening);
    for (Step step : evening.steps()) {
      take(night, step);
      night.wake();
      TriviaState once = night.state;
      night.wake();
      assertThat(night.state).isEqualTo(once);
    }
  }

  @Property
  void with_automatic_advance_or_without_a_host_every_game_ends_by_its_alarms_alone(
      @ForAll("evenings") Evening evening) {
    TriviaNight night = played(evening);
    if (!evening.settings().autoAdvance()) {
      night.hostAwayFor = OptionalLong.of(1_000_000);
    }
    for (int steps = 0; !GAME.finished(night.state); steps++) {
      assertThat(steps).isLessThan(3 * evening.questions().size());
      Phase before = night.phase();
      night
          .at(Math.max(night.now, GAME.wakeAt(night.state, night.situation()).orElseThrow()))
          .wake();
      assertThat(night.phase()).isNotEqualTo(before);
    }
  }

  /** What one player does in each question. */
  record Answering(int offset, int choice) {}

  @Property
  void late_lost_and_doubled_alarms_change_nothing_but_the_moment(
      @ForAll @Size(value = 9) List<@IntRange(max = 12_000) Integer> offsets,
      @ForAll @Size(value = 9) List<@IntRange(max = 3) Integer> choices,
      @ForAll @Size(value = 9) List<@IntRange(max = 30_000) Integer> delays) {
    List<Answering> answers = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      answers.add(new Answering(offsets.get(i), choices.get(i)));
    }

    Map<String, Long> punctual = scores(answers, List.of(0, 0, 0, 0, 0, 0, 0, 0, 0), false);
    assertThat(scores(answers, delays, false)).as("late and doubled").isEqualTo(punctual);
    assertThat(scores(answers, delays, true))
        .as("answers waiting behind the alarm")
        .isEqualTo(punctual);
  }

  /**
   * Three players who answer three questions; answers by the order of arrival, and alarms that come
   * late by these milliseconds, each one twice.
   */
  private static Map<String, Long> scores(
      List<Answering> answers, List<Integer> delays, boolean alarmsOvertake) {
    // The fourth never answers, so that the deadline closes every question.
    TriviaNight night = TriviaNight.with(Questions.several(3)).startedWith(4);
    int alarm = 0;
    while (!GAME.finished(night.state)) {
      int number = night.state.asked().number();
      long opened = night.state.asked().openedAt();
      Map<Long, List<Runnable>> timeline = new TreeMap<>(Comparator.naturalOrder());
      for (int player = 1; player <= 3; player++) {
        String id = "p" + player;
        Answering answering = answers.get((number - 1) * 3 + player - 1);
        long arrival = opened + answering.offset();
        long handled =
            alarmsOvertake && answering.offset() <= 10_000
                ? Math.max(arrival, opened + 10_000 + 1)
                : arrival;
        timeline
            .computeIfAbsent(handled, at -> new ArrayList<>())
            .add(
                () ->
                    night
                        .at(arrival)
                        .answerById(id, number, String.valueOf((char) ('a' + answering.choice()))));
      }
      long due = opened + 10_000 + (alarmsOvertake ? 0 : delays.get(alarm++ % delays.size()));
      timeline.computeIfAbsent(due, at -> new ArrayList<>()).add(() -> night.at(due).wake());
      timeline
          .computeIfAbsent(due + 1, at -> new ArrayList<>())
          .add(() -> night.at(due + 1).wake());
      timeline.values().forEach(sameTime -> sameTime.forEach(Runnable::run));
      assertThat(night.phase()).isEqualTo(Phase.REVEAL);
      while (night.phase() == Phase.REVEAL || night.phase() == Phase.STANDINGS) {
        int delay = delays.get(alarm++ % delays.size());
        night.at(GAME.wakeAt(night.state, night.situation()).orElseThrow() + delay).wake();
        if (night.phase() != Phase.QUESTION) {
          night.wake();
        }
      }
    }
    Map<String, Long> scores = new LinkedHashMap<>();
    night.placings().forEach(placing -> scores.put(placing.player(), placing.score()));
    return scores;
  }
}
