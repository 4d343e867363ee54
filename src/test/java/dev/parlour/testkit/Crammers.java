package dev.parlour.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.game.trivia.Question;
import dev.parlour.quiz.QuestionBank;
import dev.parlour.quiz.QuestionRequest;
import dev.parlour.quiz.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Players who have learned the questions of one topic by heart, and answer wrongly on purpose where
 * they are to: so everybody's points are known before.
 */
public final class Crammers {
  /** Points of a right answer, in flat scoring. */
  public static final int POINTS = 1000;

  private final Map<String, Set<String>> right = new HashMap<>();

  public Crammers(String topic) {
    for (long seed = 0; seed < 40; seed++) {
      Selection.Picked picked =
          (Selection.Picked)
              QuestionBank.shipped().pick(new QuestionRequest(topic, 30, "en", seed));
      for (Question question : picked.questions()) {
        Set<String> texts = new HashSet<>();
        question.choices().stream()
            .filter(c -> question.correct().contains(c.id()))
            .forEach(c -> texts.add(c.text()));
        right.put(question.text(), texts);
      }
    }
  }

  /** Whether the player is to answer this question rightly. */
  public static boolean knows(int player, int question) {
    return (player * 7 + question * 3) % 5 < 3;
  }

  /** What the player, from 0, answers to the question as it is shown. */
  public List<String> answer(int player, JsonNode question) {
    return answer(knows(player, question.path("number").asInt()), question);
  }

  /** A right answer to the question as it is shown, or a wrong one. */
  public List<String> answer(boolean rightly, JsonNode question) {
    Set<String> texts = right.get(question.path("text").asText());
    List<String> ids = new ArrayList<>();
    for (JsonNode choice : question.path("choices")) {
      if (texts.contains(choice.path("text").asText()) == rightly && (rightly || ids.isEmpty())) {
        ids.add(choice.path("id").asText());
      }
    }
    return ids;
  }
}
