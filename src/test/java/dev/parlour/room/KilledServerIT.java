package dev.parlour.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.testkit.Crammers;
import dev.parlour.testkit.QuizNight;
import dev.parlour.testkit.QuizNight.Choice;
import dev.parlour.testkit.ServerProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A night with a server that dies in the middle of a question ends like the same night without. */
class KilledServerIT {
  private static final int PLAYERS = 50;
  private static final int QUESTIONS = 5;
  private static final int FATAL = 3;
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "topic",
          "history",
          "questions",
          QUESTIONS,
          "secondsPerQuestion",
          12,
          "scoring",
          "flat",
          "revealSeconds",
          2,
          "standingsSeconds",
          2);

  private static final Crammers PEOPLE = new Crammers("history");

  private static Choice choose(int player, JsonNode question) {
    return new Choice(PEOPLE.answer(player, question), 100 + 40L * player);
  }

  private static Map<Integer, Long> expected() {
    Map<Integer, Long> scores = new TreeMap<>();
    for (int player = 0; player < PLAYERS; player++) {
      long score = 0;
      for (int question = 1; question <= QUESTIONS; question++) {
        score += Crammers.knows(player, question) ? Crammers.POINTS : 0;
      }
      scores.put(player, score);
    }
    return scores;
  }

  @Test
  void a_server_killed_in_the_middle_of_a_question_changes_no_score() throws Exception {
    try (ServerProcess server = ServerProcess.named("night").start()) {
      Map<Integer, Long> undisturbed;
      try (QuizNight night =
          new QuizNight(server.address(), KilledServerIT::choose).with(PLAYERS, SETTINGS)) {
        night.play(150);
        assertThat(night.refused()).isEmpty();
        undisturbed = night.scores();
      }

      CountDownLatch half = new CountDownLatch(1);
      AtomicBoolean killed = new AtomicBoolean();
      AtomicReference<JsonNode> before = new AtomicReference<>();
      AtomicReference<JsonNode> after = new AtomicReference<>();
      try (QuizNight night =
          new QuizNight(server.address(), KilledServerIT::choose)
              .watched(
                  view -> {
                    JsonNode question = view.path("shared").path("question");
                    if (question.path("number").asInt() != FATAL) {
                      return;
                    }
                    if (killed.get()) {
                      // perhaps at its reveal already, if everybody else was back before the host
                      after.compareAndSet(null, view);
                    } else if (half.getCount() > 0) {
                      before.set(view);
                      if (question.path("answered").asInt() >= PLAYERS / 3) {
                        half.countDown();
                      }
                    }
                  })
              .with(PLAYERS, SETTINGS)) {
        Thread killer =
            Thread.startVirtualThread(
                () -> {
                  try {
                    if (half.await(120, TimeUnit.SECONDS)) {
                      server.kill();
                      killed.set(true);
                      server.start();
                    }
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
        night.play(240);
        killer.join();

        assertThat(before.get()).as("the server died in question " + FATAL).isNotNull();
        assertThat(before.get().path("shared").path("question").path("answered").asInt())
            .as("in the middle of it")
            .isBetween(PLAYERS / 3, PLAYERS - 1);
        assertThat(after.get()).as("it went on with question " + FATAL).isNotNull();
        assertThat(after.get().path("shared").path("question").path("text"))
            .as("the same question goes on")
            .isEqualTo(before.get().path("shared").path("question").path("text"));
        assertThat(night.acknowledged().values())
            .as("every answer was acknowledged")
            .allSatisfy(q -> assertThat(q).hasSize(QUESTIONS));
        assertThat(night.refused()).isEmpty();
        assertThat(night.scores()).isEqualTo(undisturbed).isEqualTo(expected());
        assertThat(eventsIn(server, night.code(), "roomRecovered"))
            .as("the outage stands in the log")
            .isEqualTo(1);
        assertThat(eventsIn(server, night.code(), "questionOpened"))
            .as("no question was asked twice")
            .isEqualTo(QUESTIONS);
        assertThat(answersIn(server, night.code()))
            .as("each answer stands in the log once")
            .isEqualTo(PLAYERS * QUESTIONS);
      }
    }
  }

  private static int eventsIn(ServerProcess server, String code, String type) throws Exception {
    try (Connection database = server.database();
        Statement statement = database.createStatement()) {
      ResultSet count =
          statement.executeQuery(
              "select count(*) from room_event where room = '"
                  + code
                  + "' and payload::json->>'type' = '"
                  + type
                  + "'");
      count.next();
      return count.getInt(1);
    }
  }

  private static int answersIn(ServerProcess server, String code) throws Exception {
    try (Connection database = server.database();
        Statement statement = database.createStatement()) {
      ResultSet count =
          statement.executeQuery(
              "select count(distinct (payload::json->>'player', payload::json->>'question')),"
                  + " count(*) from room_event where room = '"
                  + code
                  + "' and payload like '%\"answerAccepted\"%'");
      count.next();
      assertThat(count.getInt(1)).isEqualTo(count.getInt(2));
      return count.getInt(2);
    }
  }
}
