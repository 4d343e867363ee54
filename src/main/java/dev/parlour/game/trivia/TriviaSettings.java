package dev.parlour.game.trivia;

import dev.parlour.game.Checked;
import dev.parlour.game.SettingsReader;
import dev.parlour.game.SettingsReader.Limit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a trivia game is played, chosen when its room is created.
 *
 * @param topic what the questions are about; exactly one of topic and quiz is set
 * @param quiz the id of a question set
 * @param questions how many to ask, 1 to 50; 10
 * @param secondsPerQuestion for questions without a time of their own, 2 to 120; 10
 * @param revealSeconds how long the right answer is shown before the game goes on by itself, 2 to
 *     60; 6
 * @param standingsSeconds the same for the standings, 2 to 60; 4
 * @param scoring speed or flat; speed
 * @param maxPlayers 1 to 5000; 500
 * @param autoAdvance whether reveal and standings go on by themselves; true, so that nobody needs
 *     to click. Without it they wait for the host
 * @param hostGoneSeconds how long the host may be away until a game without autoAdvance goes on by
 *     itself, 0 to 600; 30, enough to reload a page or change the device
 * @param language of the content, en or de; null where none was chosen
 */
public record TriviaSettings(
    String topic,
    String quiz,
    int questions,
    int secondsPerQuestion,
    int revealSeconds,
    int standingsSeconds,
    Scoring scoring,
    int maxPlayers,
    boolean autoAdvance,
    int hostGoneSeconds,
    String language) {

  public static final int MOST_QUESTIONS = 50;

  private static final Limit QUESTIONS = new Limit("questions", 1, MOST_QUESTIONS, 10);
  private static final Limit SECONDS_PER_QUESTION = new Limit("secondsPerQuestion", 2, 120, 10);
  private static final Limit REVEAL_SECONDS = new Limit("revealSeconds", 2, 60, 6);
  private static final Limit STANDINGS_SECONDS = new Limit("standingsSeconds", 2, 60, 4);
  private static final Limit MAX_PLAYERS = new Limit("maxPlayers", 1, 5000, 500);
  private static final Limit HOST_GONE_SECONDS = new Limit("hostGoneSeconds", 0, 600, 30);
  private static final List<String> LANGUAGES = List.of("en", "de");
  private static final String USUAL_LANGUAGE = "en";
  private static final List<String> NAMES =
      List.of(
          "topic",
          "quiz",
          QUESTIONS.name(),
          SECONDS_PER_QUESTION.name(),
          REVEAL_SECONDS.name(),
          STANDINGS_SECONDS.name(),
          "scoring",
          MAX_PLAYERS.name(),
          "autoAdvance",
          HOST_GONE_SECONDS.name(),
          "language");

  /**
   * Throws {@link IllegalArgumentException} for a value out of bounds; what comes from clients goes
   * through {@link #read}, which answers with a sentence.
   */
  public TriviaSettings {
    QUESTIONS.checked(questions);
    SECONDS_PER_QUESTION.checked(secondsPerQuestion);
    REVEAL_SECONDS.checked(revealSeconds);
    STANDINGS_SECONDS.checked(standingsSeconds);
    MAX_PLAYERS.checked(maxPlayers);
    HOST_GONE_SECONDS.checked(hostGoneSeconds);
    if (scoring == null
        || (topic == null) == (quiz == null)
        || (language != null && !LANGUAGES.contains(language))) {
      throw new IllegalArgumentException(
          "scoring, one of topic and quiz, and no language but " + LANGUAGES + " are required");
    }
  }

  /** The language of the content: where none was chosen, English. */
  public String questionsIn() {
    return language == null ? USUAL_LANGUAGE : language;
  }

  /**
   * Settings from what a client sent. The first thing wrong is refused, unknown names before all
   * else, then in the order of the fields; a null counts as absent. Numbers must be JSON numbers
   * without a fraction: a text with digits is refused like any other text.
   */
  public static Checked<TriviaSettings> read(Map<String, Object> raw) {
    SettingsReader in = new SettingsReader("trivia", NAMES, raw);
    String topic = in.text("topic", "The topic");
    String quiz = in.text("quiz", "The question set");
    if (topic == null && quiz == null) {
      in.refuse("topic_or_quiz_missing", "Choose a topic or a question set.");
    } else if (topic != null && quiz != null) {
      in.refuse("topic_and_quiz", "Choose a topic or a question set, not both.");
    }
    int questions = in.number(QUESTIONS, "The number of questions");
    int seconds = in.number(SECONDS_PER_QUESTION, "The time for a question in seconds");
    int reveal = in.number(REVEAL_SECONDS, "The time for the reveal in seconds");
    int standings = in.number(STANDINGS_SECONDS, "The time for the standings in seconds");
    Scoring scoring =
        in.oneOf("scoring", List.of("speed", "flat"), "The scoring") instanceof String s
            ? Scoring.valueOf(s.toUpperCase(Locale.ROOT))
            : Scoring.SPEED;
    int maxPlayers = in.number(MAX_PLAYERS, "The highest number of players");
    boolean autoAdvance = in.flag("autoAdvance", true, "Automatic advance");
    int hostGone = in.number(HOST_GONE_SECONDS, "The time that the host may be away in seconds");
    String language = in.oneOf("language", LANGUAGES, "The language");
    return in.result(
        () ->
            new TriviaSettings(
                topic,
                quiz,
                questions,
                seconds,
                reveal,
                standings,
                scoring,
                maxPlayers,
                autoAdvance,
                hostGone,
                language));
  }
}
