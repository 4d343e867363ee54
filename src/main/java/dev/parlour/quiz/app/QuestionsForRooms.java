package dev.parlour.quiz.app;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.game.trivia.TriviaContent;
import dev.parlour.game.trivia.TriviaGame;
import dev.parlour.game.trivia.TriviaSettings;
import dev.parlour.quiz.QuestionRequest;
import dev.parlour.quiz.QuestionSource;
import dev.parlour.quiz.Selection;
import dev.parlour.room.Actor;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.app.Rooms;
import dev.parlour.shared.RoomNotice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;

/**
 * Hears of a trivia room that waits for its content, has a source pick or make the questions, and
 * gives them to the room, or tells it why there are none. Harmless when it hears twice: a room that
 * has its content takes no other.
 */
@ApplicationScoped
class QuestionsForRooms {
  private static final Set<String> GONE = Set.of("unknown_room", "room_closed");

  @Inject QuestionSource source;
  @Inject Rooms rooms;
  private final TriviaGame game = new TriviaGame();

  void created(@Observes RoomNotice notice) {
    boolean wanted =
        notice.type().equals("RoomCreated")
            && "trivia".equals(notice.payload().get("game"))
            && Boolean.TRUE.equals(notice.payload().get("needsContent"));
    if (!wanted) {
      return;
    }
    if (rooms.perform(notice.room(), Actor.SERVER, null, content(notice))
            instanceof Checked.Bad<Long> bad
        && !GONE.contains(bad.rejection().code())) {
      throw new IllegalStateException(
          "room "
              + notice.room()
              + " cannot take its questions now ("
              + bad.rejection().code()
              + "); they will be brought again");
    }
  }

  private RoomCommand content(RoomNotice notice) {
    if (!(game.settings(settings(notice))
        instanceof Checked.Good<TriviaSettings>(TriviaSettings settings))) {
      return new RoomCommand.Fail(
          new Rejection("bad_settings", "The settings of this room are not understood."));
    }
    String topic = settings.quiz() != null ? settings.quiz() : settings.topic();
    long seed = ((Number) notice.payload().get("seed")).longValue();
    QuestionRequest request =
        new QuestionRequest(topic, settings.questions(), settings.questionsIn(), seed);
    return switch (source.pick(request)) {
      case Selection.Picked picked ->
          new RoomCommand.Prepare(new TriviaContent(picked.questions()));
      case Selection.Refused refused ->
          new RoomCommand.Fail(new Rejection(refused.reason().code(), refused.message()));
    };
  }

  @SuppressWarnings("unchecked") // a JSON object has names
  private static Map<String, Object> settings(RoomNotice notice) {
    return (Map<String, Object>) notice.payload().get("settings");
  }
}
