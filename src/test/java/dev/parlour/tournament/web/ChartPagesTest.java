package dev.parlour.tournament.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.room.web.Page;
import dev.parlour.room.web.TestPages;
import dev.parlour.tournament.By;
import dev.parlour.tournament.Format;
import dev.parlour.tournament.Rules;
import dev.parlour.tournament.TournamentCommand;
import dev.parlour.tournament.web.Drawing.Box;
import dev.parlour.tournament.web.Drawing.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for the drawing of a chart and for what a page says of it. */
class ChartPagesTest {
  private static final Rules SINGLE = SampleTournaments.rules(Format.SINGLE_ELIMINATION, 1, false);
  private static final Rules DOUBLE = SampleTournaments.rules(Format.DOUBLE_ELIMINATION, 1, false);

  private final Page page = TestPages.page(Locale.ENGLISH).with("tournament");

  @Test
  void four_make_two_rounds_that_lead_to_the_final() {
    Drawing drawing = SampleTournaments.started(SINGLE, 4).drawing(page, null);
    assertThat(drawing.shape()).isEqualTo("single");
    assertThat(titles(drawing)).containsExactly("Semi-finals", "Final");
    assertThat(boxes(drawing.columns().getFirst(), Box::joins)).containsExactly("first", "last");
    assertThat(drawing.columns().getLast().boxes().getFirst())
        .returns(true, Box::fed)
        .returns("none", Box::joins);
    assertThat(drawing.ends()).isTrue();
  }

  @Test
  void a_bye_is_a_gap_in_the_drawing_and_a_name_in_words() {
    SampleTournaments five = SampleTournaments.started(SINGLE, 5);
    Column first = five.drawing(page, null).columns().getFirst();
    assertThat(first.boxes()).hasSize(4);
    assertThat(first.boxes().stream().filter(Box::hidden)).hasSize(3);
    assertThat(first.byes()).containsExactlyInAnyOrder("Ada", "Grace", "Linus");
    assertThat(five.chart(page, null)).contains("Without a match here: Ada, ");
  }

  @Test
  void every_match_is_a_link_that_says_it_in_words() {
    SampleTournaments four =
        SampleTournaments.started(SampleTournaments.rules(Format.SINGLE_ELIMINATION, 3, false), 4);
    assertThat(four.chart(page, null))
        .contains("aria-label=\"Match A1: Ada against Margaret. About to begin.\"")
        .contains("aria-label=\"Match B1: Winner of A1 against Winner of A2. Not begun.\"");
    four.open("A1");
    assertThat(four.chart(page, null))
        .contains("aria-label=\"Match A1: Ada against Margaret. Being played.\"")
        .contains("href=\"/t/" + SampleTournaments.ID + "/m/A1\"");
  }

  @Test
  void a_result_is_said_with_its_games() {
    SampleTournaments four =
        SampleTournaments.started(SampleTournaments.rules(Format.SINGLE_ELIMINATION, 3, false), 4);
    four.command(By.ORGANISER, new TournamentCommand.Correct("A2", List.of("e3", "e2"))).games(2);
    assertThat(four.chart(page, null))
        .contains("Match A1: Ada against Margaret. Ada won 2 to 0.")
        .contains("Linus won by the organiser’s word.");
  }

  @Test
  void sixty_four_are_one_piece_of_six_rounds() {
    Drawing drawing = SampleTournaments.started(SINGLE, 64).drawing(page, null);
    assertThat(drawing.sheets()).isEmpty();
    assertThat(drawing.columns())
        .extracting(c -> c.boxes().size())
        .containsExactly(32, 16, 8, 4, 2, 1);
  }

  @Test
  void a_bracket_of_a_thousand_is_cut_into_sections_and_finals_with_every_match_on_one() {
    SampleTournaments many = SampleTournaments.started(SINGLE, 1_024);
    Drawing first = many.drawing(page, null);
    assertThat(first.sheets()).hasSize(17);
    assertThat(first.sheets().getFirst().shown()).isTrue();
    assertThat(first.ends()).isFalse();
    List<String> matches = new ArrayList<>();
    for (Drawing.Sheet sheet : first.sheets()) {
      Drawing drawing = many.drawing(page, sheet.key());
      drawing.columns().forEach(c -> c.boxes().forEach(b -> matches.add(b.id())));
      drawing
          .columns()
          .forEach(
              c ->
                  c.boxes()
                      .forEach(
                          b ->
                              assertThat(Painter.sheetOf(many.chart(), b.id()))
                                  .isEqualTo(sheet.key())));
    }
    assertThat(matches).hasSize(1_023).doesNotHaveDuplicates();
  }

  @Test
  void a_sheet_that_is_not_there_is_the_one_where_something_goes_on() {
    SampleTournaments many = SampleTournaments.started(SINGLE, 256);
    for (String sheet : List.of("0", "5", "99999999999", "x", "")) {
      assertThat(many.drawing(page, sheet)).isEqualTo(many.drawing(page, null));
    }
  }

  @Test
  void a_double_elimination_has_both_brackets_and_the_final_where_they_meet() {
    Drawing drawing = SampleTournaments.started(DOUBLE, 8).drawing(page, null);
    assertThat(drawing.parts())
        .extracting(Drawing.Part::kind)
        .containsExactly("main", "losers", "grand_final");
    assertThat(drawing.parts().get(1).columns())
        .extracting(c -> c.boxes().size())
        .containsExactly(2, 2, 1, 1);
    assertThat(boxes(drawing.parts().get(1).columns().get(0), Box::joins))
        .containsExactly("straight", "straight");
    assertThat(boxes(drawing.parts().get(1).columns().get(1), Box::joins))
        .containsExactly("first", "last");
    assertThat(titles(drawing)).contains("Winners’ final", "Losers’ final", "Grand final");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 8, 13, 64, 100})
  void one_round_is_the_one_to_look_at_and_the_links_lead_through_all(int entrants) {
    for (Rules rules : List.of(SINGLE, DOUBLE)) {
      for (int games : new int[] {0, entrants / 2, Integer.MAX_VALUE}) {
        Drawing drawing =
            SampleTournaments.started(rules, entrants).games(games).drawing(page, null);
        List<Column> columns = drawing.columns();
        assertThat(columns.stream().filter(Column::now)).hasSize(1);
        assertThat(columns.getFirst().before()).isNull();
        assertThat(columns.getLast().after()).isNull();
        IntStream.range(1, columns.size())
            .forEach(
                i -> {
                  assertThat(columns.get(i).before().id()).isEqualTo(columns.get(i - 1).id());
                  assertThat(columns.get(i - 1).after().id()).isEqualTo(columns.get(i).id());
                });
      }
    }
  }

  @Test
  void a_swiss_table_counts_the_opponents_points_and_shows_one_round_at_a_time() {
    SampleTournaments swiss =
        SampleTournaments.started(SampleTournaments.rules(Format.SWISS, 1, false), 8).games(8);
    assertThat(swiss.page(page, "k1", Views.Answer.NONE)).contains("Buchholz", "Standings");
    assertThat(swiss.drawing(page, "1").columns().getFirst().boxes()).hasSize(4);
    assertThat(swiss.drawing(page, "1").sheets().getFirst().shown()).isTrue();
    assertThat(swiss.drawing(page, null).sheets().getLast().shown()).isTrue();
  }

  @Test
  void a_round_robin_has_a_table_without_buchholz() {
    SampleTournaments robin =
        SampleTournaments.started(SampleTournaments.rules(Format.ROUND_ROBIN, 1, false), 5);
    assertThat(robin.page(page, "k1", Views.Answer.NONE))
        .contains("Standings")
        .doesNotContain("Buchholz");
    assertThat(robin.drawing(page, null).sheets()).hasSize(5);
  }

  @Test
  void a_name_is_text_wherever_it_stands() {
    String evil = "<script>x</script>&\"'";
    SampleTournaments sample = SampleTournaments.announced(SINGLE, 3);
    sample.command(new By.Person("evil"), new TournamentCommand.Enter(evil, null));
    sample.command(By.ORGANISER, new TournamentCommand.Message("<b>" + evil));
    sample.command(By.ORGANISER, new TournamentCommand.Start());
    String running = sample.page(page, "k1", Views.Answer.NONE);
    sample.toTheEnd();
    for (String html : List.of(running, sample.page(page, "organiser", Views.Answer.NONE))) {
      assertThat(html).contains("&lt;script>").doesNotContain("<script>x", "<b>");
      assertThat(
              Pattern.compile("aria-label=\"[^\"]*&lt;script>x&lt;/script>&amp;&#34;")
                  .matcher(html)
                  .find())
          .isTrue();
    }
  }

  @Test
  void an_entrant_sees_whom_they_wait_for_and_how_long() {
    SampleTournaments four = SampleTournaments.started(SINGLE, 4);
    assertThat(four.page(page, "k1", Views.Answer.NONE, "e1"))
        .contains("Against Margaret", "Waiting for Margaret.", "data-left=\"93000\"", "1:33")
        .doesNotContain("Go to match");
    assertThat(four.page(page, "nobody", Views.Answer.NONE)).doesNotContain("Your next match · ");
  }

  @Test
  void go_to_match_appears_with_the_room_for_those_who_play_and_nobody_else() {
    SampleTournaments four = SampleTournaments.started(SINGLE, 4);
    String room = four.open("A1");
    assertThat(four.page(page, "k1", Views.Answer.NONE))
        .contains("href=\"/r/" + room + "\"", "Go to match");
    assertThat(four.page(page, "k2", Views.Answer.NONE)).doesNotContain("href=\"/r/" + room + "\"");
  }

  @Test
  void whoever_lost_sees_their_place_and_the_champion_that_they_are_it() {
    SampleTournaments over = SampleTournaments.started(SINGLE, 4).games(1);
    String first = over.page(page, "k4", Views.Answer.NONE);
    assertThat(first).contains("You came to place 4 of 4.");
    over.toTheEnd();
    String champion = over.state().champion();
    String key = over.state().entrant(champion).key();
    assertThat(over.page(page, key, Views.Answer.NONE)).contains("You are the champion!");
  }

  @Test
  void only_the_organiser_has_the_organisers_tools() {
    SampleTournaments four = SampleTournaments.started(SINGLE, 4);
    assertThat(four.page(page, "organiser", Views.Answer.NONE)).contains("/pause", "/cancel");
    assertThat(four.page(page, "k1", Views.Answer.NONE))
        .doesNotContain("/pause", "/cancel", "id=\"tools\"");
    assertThat(four.views(page, "k1").match("A1", null).orElseThrow().lineUp()).isEmpty();
    assertThat(four.views(page, "organiser").match("A1", null).orElseThrow().lineUp()).hasSize(2);
    assertThat(four.views(page, "organiser").match("Z9", null)).isEmpty();
  }

  @Test
  void a_paused_tournament_has_no_clock() {
    SampleTournaments four =
        SampleTournaments.started(SINGLE, 4).command(By.ORGANISER, new TournamentCommand.Pause());
    assertThat(four.page(page, "k1", Views.Answer.NONE))
        .contains("The tournament is paused, and so is the clock.")
        .doesNotContain("data-left");
  }

  @Test
  void a_champions_way_is_told_to_the_final() {
    SampleTournaments over =
        SampleTournaments.started(SampleTournaments.rules(Format.SINGLE_ELIMINATION, 3, true), 8)
            .toTheEnd();
    ChampionView champion = over.views(page, null).champion("").orElseThrow();
    assertThat(champion.way())
        .extracting(ChampionView.Step::round)
        .containsExactly("Quarter-finals", "Semi-finals", "Final");
    assertThat(champion.way()).allSatisfy(s -> assertThat(s.score()).startsWith("2:"));
    assertThat(champion.others()).extracting(ChampionView.Placed::place).containsExactly(2, 3);
    assertThat(SampleTournaments.started(SINGLE, 4).views(page, null).champion("")).isEmpty();
  }

  @Test
  void a_drawing_is_made_once_for_each_state_language_and_sheet() {
    Charts charts = new Charts();
    AtomicInteger drawn = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
        charts.once(new Charts.Key("t", 1, locale, null), () -> "drawn " + drawn.incrementAndGet());
      }
    }
    assertThat(drawn).hasValue(2);
    charts.once(new Charts.Key("t", 2, Locale.ENGLISH, null), () -> "" + drawn.incrementAndGet());
    charts.once(new Charts.Key("t", 1, Locale.ENGLISH, "2"), () -> "" + drawn.incrementAndGet());
    assertThat(drawn).hasValue(4);
  }

  private static List<String> titles(Drawing drawing) {
    return drawing.columns().stream().map(Column::title).toList();
  }

  private static <T> List<T> boxes(Column column, Function<Box, T> of) {
    return column.boxes().stream().map(of).toList();
  }
}
