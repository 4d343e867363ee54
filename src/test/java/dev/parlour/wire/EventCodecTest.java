package dev.parlour.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.game.Game;
import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.TriviaCommand;
import dev.parlour.game.trivia.TriviaContent;
import dev.parlour.game.trivia.TriviaGame;
import dev.parlour.room.Actor;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomState;
import dev.parlour.testkit.PureRoom;
import dev.parlour.testkit.TallyGame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is written to the log comes back as it was. */
class EventCodecTest {
  private static final TriviaGame TRIVIA = new TriviaGame();

  private static TriviaContent content(Random random) {
    List<Question> questions = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      List<Question.Choice> choices =
          List.of(
              new Question.Choice("a", "one " + i),
              new Question.Choice("b", "zw\u00f6lf"),
              new Question.Choice("c", "\ud83c\udde9\ud83c\uddea \" \\ \n"));
      boolean several = random.nextBoolean();
      questions.add(
          new Question(
              "Which, \u201cplease\u201d?",
              several ? Question.Kind.MULTIPLE : Question.Kind.SINGLE,
              choices,
              several ? List.of("a", "c") : List.of("b"),
              i == 2 ? "" : "Because.",
              1000,
              i == 3 ? 7 : 0));
    }
    return new TriviaContent(questions);
  }

  /** An evening in which much happens, drawn from a seed. */
  static PureRoom evening(Game<?, ?, ?, ?, ?> game, long seed) {
    Random random = new Random(seed);
    boolean trivia = game instanceof TriviaGame;
    PureRoom room =
        PureRoom.of(
            game,
            trivia ? Map.of("topic", "general", "secondsPerQuestion", 5) : Map.of("seconds", 5));
    if (trivia) {
      room.server(new RoomCommand.Prepare(content(random)));
    }
    room.started(3);
    for (int step = 0; step < 60; step++) {
      room.later(Duration.ofMillis(random.nextInt(2_500)));
      String player = "p" + (1 + random.nextInt(5));
      switch (random.nextInt(14)) {
        case 0 -> room.join("Late " + random.nextInt(3));
        case 1 -> room.host(new RoomCommand.Pause());
        case 2, 3 -> room.host(new RoomCommand.Resume());
        case 4 ->
            room.host(random.nextBoolean() ? new RoomCommand.Lock() : new RoomCommand.Unlock());
        case 5 ->
            room.player(
                player,
                random.nextInt(4) == 0
                    ? new RoomCommand.Leave()
                    : new RoomCommand.Play(
                        trivia ? new TriviaCommand.Skip() : new TallyGame.Command.Next()));
        case 6 -> room.server(new RoomCommand.Recover(room.now.minusSeconds(1)));
        case 7 ->
            room.host(
                trivia
                    ? new RoomCommand.Play(new TriviaCommand.Extend(3))
                    : new RoomCommand.Play(new TallyGame.Command.Next()));
        case 8, 9 -> room.server(new RoomCommand.Wake());
        default ->
            room.send(
                new Actor.Player(player),
                new RoomCommand.Play(
                    trivia
                        ? new TriviaCommand.Answer(
                            1 + random.nextInt(3), List.of(random.nextBoolean() ? "a" : "b"))
                        : new TallyGame.Command.Call(1 + random.nextInt(2), random.nextInt(10))));
      }
    }
    if (random.nextBoolean()) {
      room.host(
          random.nextBoolean() ? new RoomCommand.End() : new RoomCommand.Close("closed_by_host"));
    }
    return room;
  }

  private static void comesBack(Game<?, ?, ?, ?, ?> game, long seed) {
    EventCodec codec = new EventCodec(game);
    PureRoom evening = evening(game, seed);
    RoomState replayed = evening.room.initial();
    for (RoomEvent event : evening.log) {
      RoomEvent decoded = codec.decode(codec.encode(event));
      assertThat(decoded).isEqualTo(event);
      replayed = evening.room.apply(replayed, decoded);
      if (replayed.created() != null) {
        assertThat(codec.decodeState(codec.encode(replayed))).isEqualTo(replayed);
      }
    }
    assertThat(replayed).isEqualTo(evening.state);
  }

  @Property(tries = 60)
  void every_event_and_state_of_trivia_comes_back_as_it_was(@ForAll long seed) {
    comesBack(TRIVIA, seed);
  }

  @Property(tries = 60)
  void every_event_and_state_of_another_game_comes_back_as_it_was(@ForAll long seed) {
    comesBack(new TallyGame(), seed);
  }

  @Test
  void an_event_of_the_game_is_written_as_the_game_calls_it() {
    EventCodec.Encoded encoded =
        new EventCodec(new TallyGame())
            .encode(new RoomEvent.GameAdvanced(new TallyGame.Event.Called("p1", 5)));
    assertThat(encoded)
        .isEqualTo(
            new EventCodec.Encoded(
                "game", 1, "{\"type\":\"called\",\"player\":\"p1\",\"number\":5}"));
  }

  @Test
  void an_event_that_is_not_known_is_refused_and_not_left_out() {
    EventCodec codec = new EventCodec(new TallyGame());
    for (EventCodec.Encoded unknown :
        List.of(
            new EventCodec.Encoded("game", 1, "{\"type\":\"danced\"}"),
            new EventCodec.Encoded(
                "game", 1, "{\"type\":\"called\",\"player\":\"p1\",\"number\":\"5\"}"),
            new EventCodec.Encoded("room", 1, "{\"type\":\"roomLocked\",\"more\":1}"),
            new EventCodec.Encoded("tournament", 1, "{}"))) {
      assertThatThrownBy(() -> codec.decode(unknown)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_snapshot_has_a_version_of_both_formats() {
    assertThat(new EventCodec(TRIVIA).snapshotVersion())
        .isEqualTo(1000 * EventCodec.ROOM_VERSION + TRIVIA.version());
  }
}
