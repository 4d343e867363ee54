package dev.parlour.room.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contrast by WCAG 2.2, computed from the style sheet itself. */
class PaletteTest {
  private static final Pattern COLOUR =
      Pattern.compile("--([\\w-]+): (#[0-9a-f]{6}|var\\(--[\\w-]+\\));");

  /** What a rule changes that stands on another ground. */
  private static final Predicate<String> TEXT = List.of("ink", "card", "paper")::contains;

  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");

  @ParameterizedTest
  @CsvSource({
    "ink, paper",
    "ink, card",
    "ink, line",
    "ink-soft, paper",
    "ink-soft, card",
    "ink-soft, line",
    "on-felt, felt",
    "on-felt, felt-deep",
    "on-felt-soft, felt",
    "on-felt, felt-line",
    "brass, felt",
    "brass, felt-deep",
    "on-accent, accent",
    "on-brass, brass",
    "link, paper",
    "link, card",
    "card, bad",
    "card, good",
    "ink, good-ground",
    "ink, bad-ground",
    "good, good-ground",
    "bad, bad-ground",
    "bad, paper",
    "bad, card",
    "paper, ink",
    "on-choice, choice-a",
    "on-choice, choice-b",
    "on-choice, choice-d",
    "on-choice, choice-e",
    "on-choice, choice-f",
    "on-choice-c, choice-c"
  })
  void textCanBeReadInBothSchemes(String text, String ground) throws IOException {
    assertThat(surfaces())
        .allSatisfy(
            (where, colours) ->
                assertThat(contrast(colours, text, ground)).as(where).isGreaterThanOrEqualTo(4.5));
  }

  @ParameterizedTest
  @CsvSource({
    "focus, paper",
    "focus, card",
    "line-strong, paper",
    "line-strong, card",
    "link, line",
    "brass, felt"
  })
  void edgesAndFocusCanBeSeenInBothSchemes(String edge, String ground) throws IOException {
    assertThat(surfaces())
        .allSatisfy(
            (where, colours) ->
                assertThat(contrast(colours, edge, ground)).as(where).isGreaterThanOrEqualTo(3));
  }

  /** The ground of all that is on the big screen is the same, whatever its stage shows. */
  @Test
  void theBigScreenHasColoursOfItsOwnAndMixesThemWithNoOthers() throws IOException {
    assertThat(sheet()).contains(".screen main { max-width: none;", "background: var(--felt);");
    assertThat(surfaces())
        .containsOnlyKeys("light", "dark", "light .screen main", "dark .screen main");
    assertThat(light().get("felt")).isEqualTo(surfaces().get("light .screen main").get("paper"));
  }

  /** A colour that can be read is of no use where its text is half as strong. */
  @Test
  void onlyWhatIsNoTextOrIsOfThePastIsFaint() throws IOException {
    assertThat(rules().filter(r -> r.group(2).matches("(?s).*\\bopacity: \\.\\d.*")))
        .extracting(r -> r.group(1).strip())
        .containsExactlyInAnyOrder(
            ".choice-bar",
            ".court-canvas[data-lost]",
            ".score.is-wall", // keeps 4.5:1 on its dark ground, and says what it is in words
            "[data-live=\"false\"]:not([data-gone]) :is(.timer, .table-time)",
            "[data-live=\"false\"] .choice.is-sending::after",
            "[data-gone=\"taken_over\"] .table-live");
    assertThat(sheet()).contains("input::placeholder { color: var(--ink-soft); opacity: 1;");
  }

  /** The court is dark in both schemes, and drawn by a script. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theSidesOfACourtCanBeSeenOnIt(int side) throws IOException {
    String script = Files.readString(Path.of("src/main/webapp/static/js/pong/draw.js"));
    Matcher ground = Pattern.compile("PLAIN = \\{ ground: \"(#[0-9a-f]{6})\"").matcher(script);
    Matcher sides = Pattern.compile("COLOURS = \\[(.*)]").matcher(script);
    assertThat(ground.find() && sides.find()).isTrue();
    String colour = sides.group(1).split(", ")[side].replace("\"", "");
    Map<String, String> colours = Map.of("side", colour, "court", ground.group(1));
    assertThat(contrast(colours, "side", "court")).isGreaterThanOrEqualTo(3);
    assertThat(sheet())
        .as("the same colours beside the court")
        .contains(
            "--side-" + List.of("left", "right", "top", "bottom").get(side) + ": " + colour,
            "--court: " + ground.group(1));
  }

  /**
   * All sets of colours that something on a page may stand in: both schemes, and in each of them
   * wherever a rule makes the text another one.
   */
  private static Map<String, Map<String, String>> surfaces() throws IOException {
    Map<String, Map<String, String>> surfaces = new LinkedHashMap<>();
    surfaces.put("light", light());
    surfaces.put("dark", dark());
    for (MatchResult rule : rules().toList()) {
      String where = rule.group(1).strip();
      if (!where.equals(":root") && colours(rule.group(2)).keySet().stream().anyMatch(TEXT)) {
        for (String scheme : List.of("light", "dark")) {
          Map<String, String> colours = new LinkedHashMap<>(surfaces.get(scheme));
          colours(rule.group(2))
              .forEach((name, value) -> colours.put(name, resolved(colours, value)));
          surfaces.put(scheme + " " + where, colours);
        }
      }
    }
    return surfaces;
  }

  private static String resolved(Map<String, String> colours, String value) {
    return value.startsWith("var") ? colours.get(value.replaceAll("var\\(--|\\)", "")) : value;
  }

  /** Innermost ones, by what they are for. */
  private static Stream<MatchResult> rules() throws IOException {
    return RULE.matcher(sheet().replaceAll("(?s)/\\*.*?\\*/", "")).results();
  }

  private static Map<String, String> light() throws IOException {
    return colours(sheet().substring(0, sheet().indexOf("@media (prefers-color-scheme: dark)")));
  }

  private static Map<String, String> dark() throws IOException {
    String from = sheet().substring(sheet().indexOf("@media (prefers-color-scheme: dark)"));
    Map<String, String> colours = light();
    colours.putAll(colours(from.substring(0, from.indexOf("\n}\n"))));
    return colours;
  }

  private static String sheet() throws IOException {
    return Files.readString(Path.of("src/main/webapp/static/css/parlour.css"));
  }

  private static Map<String, String> colours(String css) {
    Map<String, String> colours = new LinkedHashMap<>();
    Matcher matcher = COLOUR.matcher(css);
    while (matcher.find()) {
      colours.put(matcher.group(1), matcher.group(2));
    }
    return colours;
  }

  private static double contrast(Map<String, String> colours, String one, String other) {
    double a = luminance(colours.get(one));
    double b = luminance(colours.get(other));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String hex) {
    int rgb = Integer.parseInt(hex, 1, 7, 16);
    return 0.2126 * linear(rgb >> 16)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
