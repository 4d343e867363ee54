package dev.parlour.testkit;

import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.TriviaCommand;
import dev.parlour.game.trivia.TriviaContent;
import dev.parlour.game.trivia.TriviaGame;
import dev.parlour.room.Actor;
import dev.parlour.room.Attendance;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomCommand;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A trivia room of any size in its first question, for benchmarks: half of the players answered.
 */
public final class BigQuiz {
  public static final Map<String, Object> SETTINGS =
      Map.of("topic", "general", "questions", 10, "secondsPerQuestion", 120, "maxPlayers", 5_000);

  private final Attendance attendance;
  public final PureRoom room;
  public final int players;

  public BigQuiz(int players) {
    this.players = players;
    room = PureRoom.of(new TriviaGame(), SETTINGS);
    room.server(new RoomCommand.Prepare(content()));
    for (int i = 1; i <= players; i++) {
      room.send(Actor.GUEST, new RoomCommand.Join("Player " + i, "seed" + i, "hash " + i));
      room.connected.add("p" + i);
    }
    attendance = Attendance.of(room.connected, true);
    room.host(new RoomCommand.Start());
    for (int i = 1; i <= players / 2; i++) {
      room.player("p" + i, answer(i));
    }
  }

  public static TriviaContent content() {
    Question question =
        new Question(
            "Which of these rivers flows into the Black Sea, after more than two thousand"
                + " kilometres?",
            Question.Kind.SINGLE,
            List.of(
                new Question.Choice("a", "The Danube"),
                new Question.Choice("b", "The Rhine"),
                new Question.Choice("c", "The Elbe"),
                new Question.Choice("d", "The Po")),
            List.of("a"),
            "The Danube reaches it in Romania and Ukraine.",
            1_000,
            0);
    return new TriviaContent(Collections.nCopies(10, question));
  }

  public static RoomCommand answer(int player) {
    return new RoomCommand.Play(
        new TriviaCommand.Answer(1, List.of(String.valueOf((char) ('a' + player % 4)))));
  }

  /** As a committed moment; each call gives one of which nothing has been made yet. */
  public Publication publication() {
    return publication(null);
  }

  /** The next one after another. */
  public Publication publication(Publication former) {
    return new Publication(room.room, room.state, room.log.size(), attendance, former);
  }
}
