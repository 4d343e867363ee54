package dev.parlour.room.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must hold on every page in every state, in every language; the states are those of {@link
 * Preview}.
 */
class PagesTest {
  static List<Locale> languages() {
    return Texts.LANGUAGES;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void nothingInAPageNeedsALooserContentSecurityPolicy(Locale language) {
    assertThat(Preview.all(language))
        .allSatisfy(
            (name, html) -> {
              assertThat(html)
                  .as(name)
                  .doesNotContainPattern(
                      "<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://(?!www\\.w3\\.org)");
              assertThat(Pattern.compile("<script(?![^>]*\\ssrc=)").matcher(html).find())
                  .as(name)
                  .isFalse();
            });
  }

  @ParameterizedTest
  @MethodSource("languages")
  void idsAreUniqueAndReferencesLeadSomewhere(Locale language) {
    assertThat(Preview.all(language))
        .allSatisfy(
            (name, html) -> {
              Set<String> ids = new HashSet<>();
              Matcher id = Pattern.compile("\\sid=\"([^\"]+)\"").matcher(html);
              while (id.find()) {
                assertThat(ids.add(id.group(1))).as(name + ": twice " + id.group(1)).isTrue();
              }
              Matcher reference =
                  Pattern.compile("\\s(?:for|aria-labelledby|aria-describedby|form)=\"([^\"]+)\"")
                      .matcher(html);
              while (reference.find()) {
                assertThat(ids).as(name).contains(reference.group(1).split(" "));
              }
            });
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyPageHasALanguageALandmarkAndOneHeading(Locale language) {
    assertThat(Preview.all(language))
        .allSatisfy(
            (name, html) -> {
              assertThat(html)
                  .as(name)
                  .contains(
                      "<html lang=\"" + language.getLanguage() + "\">",
                      "<main id=\"main\"",
                      "class=\"skip\" href=\"#main\"");
              assertThat(html.split("<h1", -1)).as(name).hasSize(2);
              assertThat(Pattern.compile("<img(?![^>]*\\salt=)").matcher(html).find())
                  .as(name)
                  .isFalse();
            });
  }

  @Test
  void whoeverWaitsSeesPlaceTimeAndWhatElseThereIs() {
    Map<String, String> pages = Preview.all(Locale.ENGLISH);
    assertThat(pages.get("wait-waiting-null"))
        .contains("You are next.", "0:04", "data-waited=\"4200\"", "http-equiv=\"refresh\"")
        .doesNotContain("computer");
    assertThat(pages.get("wait-waiting-others_missing"))
        .contains("You are number 3", "1:15", "old place", "/play/id/computer");
    assertThat(pages.get("wait-expired-nobody_came"))
        .contains("Nobody came", "href=\"/play\"")
        .doesNotContain("http-equiv=\"refresh\"", "/leave");
  }

  @Test
  void theRightAnswerIsInNoPageBeforeItsReveal() {
    Map<String, String> pages = Preview.all(Locale.ENGLISH);
    assertThat(pages.get("reveal-right-player")).contains("is-right", "since 1865");
    assertThat(pages)
        .allSatisfy(
            (name, html) -> {
              if (name.startsWith("question")) {
                assertThat(html)
                    .as(name)
                    .doesNotContain("is-right", "is-wrong", "since 1865", "mark-right");
              }
            });
  }

  /** The page's language is the reader's, the question's that of the room. */
  @Test
  void everythingOfAQuestionIsMarkedWithItsOwnLanguage() {
    Pattern content =
        Pattern.compile(
            "(?:Which city is the capital|Canberra|Wellington|Sydney|Auckland<|since 1865)");
    Map<String, String> pages = Preview.all(Locale.GERMAN);
    for (String name : List.of("question-player", "reveal-wrong-player", "reveal-wrong-screen")) {
      String html = pages.get(name).replaceAll("(?s)<template.*?</template>", "");
      Matcher said = content.matcher(html);
      assertThat(said.results()).as(name).hasSizeGreaterThanOrEqualTo(6);
      said.reset();
      while (said.find()) {
        String before = html.substring(0, said.start());
        String tag = before.substring(before.lastIndexOf('<'));
        assertThat(tag).as(name + ": " + said.group()).contains("lang=\"en\"");
      }
    }
    assertThat(pages.get("reveal-wrong-player"))
        .contains("Richtig war <span lang=\"en\">B Wellington</span>")
        .contains("Richtig ist: <span lang=\"en\">B Wellington</span>");
    assertThat(pages.get("question-player")).contains("Frage 4 von 10: <span lang=\"en\">Which");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void aRoomThatIsFaultyIsSaidToBeSoAndNotToBeBusy(Locale language) {
    assertThat(Messages.of("room_faulty", 500)).isEqualTo("faulty");
    assertThat(Messages.of("unavailable", 503)).isEqualTo("503");
    Texts texts = Texts.of(language);
    assertThat(texts.get("refused.room_faulty")).isNotEqualTo(texts.get("refused.other"));
    assertThat(Preview.all(language).get("error-faulty"))
        .contains(texts.get("error.faulty.title"), texts.get("error.faulty.text"));
  }

  /** A placeholder goes with the first letter, and is no label. */
  @ParameterizedTest
  @MethodSource("languages")
  void everyFieldHasALabelThatIsSeen(Locale language) {
    assertThat(Preview.all(language))
        .allSatisfy(
            (name, html) ->
                assertThat(html).as(name).doesNotContainPattern("<label class=\"unseen\""));
  }

  @Test
  void everyStateOfAQuestionSaysItInWords() {
    Map<String, String> pages = Preview.all(Locale.ENGLISH);
    assertThat(pages.get("question-player")).contains("Choose an answer");
    assertThat(pages.get("question-stored-player")).contains("Stored", "Your answer");
    assertThat(pages.get("question-late-player")).contains("You play from the next question.");
    assertThat(pages.get("question-paused-player"))
        .contains("Time stands still")
        .doesNotContain("data-closes-at");
    assertThat(pages.get("reveal-right-player")).contains("Right!", "+940 points");
    assertThat(pages.get("reveal-wrong-player"))
        .contains("Not this time", "Right was <span lang=\"en\">B Wellington</span>");
    assertThat(pages.get("reveal-missed-player")).contains("No answer");
    assertThat(pages.get("failed-player"))
        .contains("There are not enough questions on this topic.");
    assertThat(pages.get("building-host")).contains("The questions are being made");
  }

  @Test
  void onlyTheHostHasTheHostsButtons() {
    Map<String, String> pages = Preview.all(Locale.ENGLISH);
    assertThat(pages.get("question-host")).contains("do-skip", "do-extend", "do-pause", "kick-p1");
    assertThat(
            List.of(
                pages.get("question-player"),
                pages.get("question-screen"),
                pages.get("lobby-player")))
        .allSatisfy(html -> assertThat(html).doesNotContain("do-", "kick-"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "bad_max_players, maxPlayers",
        "bad_questions, questions",
        "topic_or_quiz_missing, topic",
        "bad_topic, topic",
        "bad_name, name",
        "bad_title, title",
        "busy, -"
      })
  void aRefusalOfSettingsStandsBesideItsField(String code, String field) {
    Map<String, String> fields =
        Map.of("t.topic", "x", "n.maxPlayers", "1", "n.questions", "1", "name", "", "title", "");
    assertThat(CreatePage.field(code, fields)).isEqualTo(field);
  }

  @Test
  void fieldsBecomeSettingsByTheirNames() {
    assertThat(
            CreatePage.settings(
                Map.of(
                    "t.topic",
                    " maths ",
                    "n.questions",
                    "12",
                    "b.autoAdvance",
                    "false",
                    "t.language",
                    "",
                    "title",
                    "x",
                    "n.maxPlayers",
                    "many")))
        .isEqualTo(
            Map.of("topic", "maths", "questions", 12L, "autoAdvance", false, "maxPlayers", "many"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "/a\r\nSet-Cookie: x=y"
      })
  void theLanguageSwitchLeadsNowhereElse(String back) {
    assertThat(LanguageChoice.inside(back)).isEqualTo("/");
  }

  @Test
  void theLanguageSwitchLeadsBack() {
    assertThat(LanguageChoice.inside("/create?t.topic=science&x=%20"))
        .isEqualTo("/create?t.topic=science&x=%20");
  }
}
