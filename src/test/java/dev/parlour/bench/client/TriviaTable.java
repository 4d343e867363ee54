package dev.parlour.bench.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a room of trivia shows, from the views of everybody in it: each state is looked into once,
 * whoever sees it first.
 */
public final class TriviaTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] PHASE = Scan.name("phase");
  private static final byte[] QUESTION = Scan.name("question");
  private static final byte[] NUMBER = Scan.name("number");
  private static final byte[] SCORE = Scan.name("score");

  /**
   * A phase of the game.
   *
   * @param since the first state in which somebody saw it
   * @param phase lobby, question, reveal, standings or final; empty while there are no questions
   * @param number of the question; 0 where there is none
   * @param choices what may be answered; empty but in a question
   */
  public record Moment(long since, String status, String phase, int number, List<String> choices) {
    public Moment {
      choices = List.copyOf(choices);
    }

    public boolean is(String name) {
      return phase.equals(name);
    }
  }

  /**
   * What a reveal says of a question.
   *
   * @param counts how many chose what
   * @param points of a right answer, in flat scoring
   */
  public record Result(
      int number, int answered, Map<String, Integer> counts, List<String> correct, int points) {
    public Result {
      counts = Map.copyOf(counts);
      correct = List.copyOf(correct);
    }
  }

  private volatile Moment moment = new Moment(-1, "", "", 0, List.of());
  private volatile long seen = -1;
  private final Map<Integer, String> reveals = new LinkedHashMap<>(); // by the question's number

  /**
   * The phase that this view shows; null where the view is older than a phase that somebody else
   * has seen already.
   */
  public Moment see(Message view) {
    long seq = view.seq();
    if (seq > seen) {
      look(view, seq);
    }
    Moment now = moment;
    return seq >= now.since() ? now : null;
  }

  private synchronized void look(Message view, long seq) {
    if (seq <= seen) {
      return;
    }
    String phase = view.sharedText(PHASE);
    if (phase == null) {
      phase = "";
    }
    int number = (int) Math.max(0, view.sharedNumber(QUESTION, NUMBER));
    boolean closed = phase.equals("reveal"); // later nobody is told what was right
    boolean begun = !phase.equals(moment.phase()) || number != moment.number();
    String status = String.valueOf(view.status());
    if (closed) {
      reveals.put(number, view.shared());
    }
    if (begun || !status.equals(moment.status())) {
      List<String> choices =
          phase.equals("question")
              ? texts(question(view.shared()).path("choices"), "id")
              : List.of();
      moment = new Moment(seq, status, phase, number, choices);
    }
    seen = seq;
  }

  /** What the last reveals said, by the question's number. */
  public synchronized Map<Integer, Result> results() {
    Map<Integer, Result> results = new LinkedHashMap<>();
    reveals.forEach((number, shared) -> results.put(number, result(question(shared))));
    return results;
  }

  public Moment moment() {
    return moment;
  }

  /** The score that a player's view tells; -1 where it tells none. */
  public static long score(Message view) {
    return view.ownNumber(SCORE);
  }

  /** The room's status that a view tells; empty where it tells none. */
  public static String status(Message view) {
    String status = view.status();
    return status == null ? "" : status;
  }

  /** The command that answers a question. */
  public static String answer(int question, String choice) {
    return "{\"type\":\"answer\",\"question\":" + question + ",\"choices\":[\"" + choice + "\"]}";
  }

  private static Result result(JsonNode question) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    question
        .path("choices")
        .forEach(c -> counts.put(c.path("id").asText(), c.path("count").asInt()));
    List<String> correct = new ArrayList<>();
    question.path("correct").forEach(c -> correct.add(c.asText()));
    return new Result(
        question.path("number").asInt(),
        question.path("answered").asInt(),
        counts,
        correct,
        question.path("points").asInt());
  }

  private static List<String> texts(JsonNode array, String name) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.path(name).asText()));
    return texts;
  }

  private static JsonNode question(String shared) {
    try {
      return JSON.readTree(shared).path("question");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view that is no JSON: " + shared, e);
    }
  }
}
