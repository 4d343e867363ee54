package dev.parlour.room.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.game.GameRegistration;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/parlour");
  private static final List<Path> USERS =
      List.of(
          Path.of("src/main/webapp/WEB-INF/templates"),
          Path.of("src/main/java/dev/parlour/room/web"),
          Path.of("src/main/java/dev/parlour/matchmaking/web"),
          Path.of("src/main/java/dev/parlour/player/web"),
          Path.of("src/main/java/dev/parlour/tournament/web"),
          Path.of("src/main/webapp/static/js"));

  /**
   * A call for a text, in Java and templates or in a script, up to the end of its line; and in it
   * every text that looks like a key.
   */
  private static final Pattern ASKED =
      Pattern.compile("(?:\\.t\\(|\\.around\\(|texts\\.get\\(|[^.\\w]text\\()(.*)");

  private static final Pattern KEY =
      Pattern.compile("\"([a-z]{2,}(?:\\.\\w+)+\\.?|[a-z]{2,}\\.)\"");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "room/web",
        "game/trivia/web",
        "game/pong/web",
        "game/duel/web",
        "matchmaking/web",
        "player/web",
        "tournament/web"
      })
  void theLanguagesHaveTheSameKeysAndNoneIsEmpty(String feature) throws IOException {
    Properties english = bundle(feature, "en");
    Properties german = bundle(feature, "de");
    assertThat(new TreeSet<>(german.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    for (Properties bundle : List.of(english, german)) {
      assertThat(bundle.stringPropertyNames())
          .allSatisfy(k -> assertThat(bundle.getProperty(k)).as(k).isNotBlank());
      assertThat(bundle.values())
          .as("a straight apostrophe would quote in a MessageFormat")
          .noneMatch(v -> v.toString().contains("'"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "room/web",
        "game/trivia/web",
        "game/pong/web",
        "game/duel/web",
        "matchmaking/web",
        "player/web",
        "tournament/web"
      })
  void theLanguagesTakeTheSameArguments(String feature) throws IOException {
    Properties english = bundle(feature, "en");
    Properties german = bundle(feature, "de");
    assertThat(english.stringPropertyNames())
        .allSatisfy(
            k ->
                assertThat(arguments(german.getProperty(k)))
                    .as(k)
                    .isEqualTo(arguments(english.getProperty(k))));
  }

  @Test
  void everyKeyThatIsUsedExists() throws IOException {
    Set<String> known = new TreeSet<>(Texts.of(Locale.ENGLISH, "game/trivia").keys(""));
    known.addAll(Texts.of(Locale.ENGLISH, "game/pong").keys(""));
    known.addAll(Texts.of(Locale.ENGLISH, "matchmaking").keys(""));
    known.addAll(Texts.of(Locale.ENGLISH, "player").keys(""));
    known.addAll(Texts.of(Locale.ENGLISH, "game/duel").keys(""));
    known.addAll(Texts.of(Locale.ENGLISH, "tournament").keys(""));
    Set<String> used = new TreeSet<>();
    for (Path users : USERS) {
      try (Stream<Path> files = Files.walk(users)) {
        for (Path file : files.filter(f -> f.toString().matches(".*\\.(jte|java|js)")).toList()) {
          Matcher asked = ASKED.matcher(Files.readString(file));
          while (asked.find()) {
            Matcher key = KEY.matcher(asked.group(1));
            while (key.find()) {
              used.add(key.group(1));
            }
          }
        }
      }
    }
    assertThat(used).hasSizeGreaterThan(100);
    // A key that ends in a dot is put together with a code: something must begin like it.
    assertThat(used)
        .allSatisfy(
            k ->
                assertThat(
                        k.endsWith(".")
                            ? known.stream().anyMatch(o -> o.startsWith(k))
                            : known.contains(k))
                    .as(k)
                    .isTrue());
  }

  @Test
  void countsAreSaidInWholeSentences() {
    assertThat(Texts.of(Locale.ENGLISH).get("people.count", 1)).isEqualTo("1 player");
    assertThat(Texts.of(Locale.ENGLISH).get("people.count", 1200)).isEqualTo("1,200 players");
    assertThat(Texts.of(Locale.GERMAN).get("people.count", 1200)).isEqualTo("1.200 Leute");
  }

  @Test
  void oneIsSpokenOfAsOne() {
    Texts quiz = Texts.of(Locale.GERMAN, "game/trivia");
    assertThat(quiz.get("question.answered", 0, 8)).isEqualTo("0 von 8 haben geantwortet");
    assertThat(quiz.get("question.answered", 1, 8)).isEqualTo("1 von 8 hat geantwortet");
    assertThat(quiz.get("question.answered", 2, 8)).isEqualTo("2 von 8 haben geantwortet");
    Texts people = Texts.of(Locale.GERMAN, "player");
    assertThat(people.get("history.more", 1)).isEqualTo("und einer weiteren Person");
    assertThat(people.get("history.more", 2)).isEqualTo("und 2 weiteren");
  }

  @Test
  void everyModeOfEveryGameHasANameInEachLanguage() throws Exception {
    List<GameRegistration> games = registrations();
    assertThat(games).hasSizeGreaterThanOrEqualTo(3);
    for (GameRegistration game : games) {
      for (Locale language : Texts.LANGUAGES) {
        Texts texts = Texts.of(language, game.templates());
        assertThat(game.modes())
            .allSatisfy(
                mode ->
                    assertThat(texts.keys("mode."))
                        .as(game.game().id() + " in " + language)
                        .contains("mode." + mode.name()));
      }
    }
  }

  /** One page speaks for all games there, and what they refuse is not the same everywhere. */
  @Test
  void ofTheTablesEachGameRefusesInItsOwnWords() throws Exception {
    Texts rooms = Texts.of(Locale.ENGLISH);
    Map<String, String> texts = TablesPage.texts(rooms, registrations());
    assertThat(texts)
        .containsEntry("refused.too_few_players", rooms.get("refused.too_few_players"))
        .containsEntry("refused.duel.too_few_players", "A duel needs two: share the code.")
        .containsEntry("refused.pong.players_only", "Only a player moves a paddle.")
        .containsEntry("refused.trivia.not_playing", "You play from the next question.")
        .doesNotContainKeys("refused.trivia.too_few_players", "refused.duel.busy")
        .containsKeys("live.stale", "tables.needs");
  }

  /** What the games register, found as CDI would: in classes that belong to their packages only. */
  private static List<GameRegistration> registrations() throws Exception {
    Path sources = Path.of("src/main/java");
    List<Path> files;
    try (Stream<Path> all = Files.walk(sources)) {
      files = all.filter(f -> f.toString().endsWith("Registration.java")).sorted().toList();
    }
    List<GameRegistration> found = new ArrayList<>();
    for (Path file : files) {
      String name = sources.relativize(file).toString().replace('/', '.');
      Class<?> type = Class.forName(name.substring(0, name.length() - ".java".length()));
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Produces.class)) {
          Constructor<?> constructor = type.getDeclaredConstructor();
          constructor.setAccessible(true);
          method.setAccessible(true);
          found.add((GameRegistration) method.invoke(constructor.newInstance()));
        }
      }
    }
    return found;
  }

  @Test
  void anUnknownLanguageIsEnglishAndAnUnknownKeyAFault() {
    assertThat(Texts.of(Locale.JAPANESE).locale()).isEqualTo(Locale.ENGLISH);
    assertThat(Texts.of(Locale.forLanguageTag("de-AT")).locale()).isEqualTo(Locale.GERMAN);
    assertThatThrownBy(() -> Texts.of(Locale.ENGLISH).get("no.such.key"))
        .isInstanceOf(MissingResourceException.class);
  }

  private static Set<String> arguments(String pattern) {
    Set<String> arguments = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{(\\d)").matcher(pattern);
    while (matcher.find()) {
      arguments.add(matcher.group(1));
    }
    return arguments;
  }

  private static Properties bundle(String feature, String language) throws IOException {
    Properties bundle = new Properties();
    try (var reader =
        Files.newBufferedReader(
            RESOURCES.resolve(feature).resolve("messages_" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      bundle.load(reader);
    }
    return bundle;
  }
}
