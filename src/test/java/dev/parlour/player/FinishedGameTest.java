package dev.parlour.player;

import static dev.parlour.player.Outcome.DRAWN;
import static dev.parlour.player.Outcome.LOST;
import static dev.parlour.player.Outcome.WON;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.player.FinishedGame.Ending;
import dev.parlour.player.FinishedGame.Line;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FinishedGameTest {
  private static final AccountId ADA = new AccountId("ada-------------------");
  private static final AccountId BEN = new AccountId("ben-------------------");

  static Line line(String holder, int rank) {
    return new Line("p", holder == null ? null : new GuestId(holder), "", rank, 0, false, false);
  }

  private static Line of(AccountId account, int rank) {
    return new Line("p", GuestId.of(account), "", rank, 0, false, false);
  }

  private static Line tookOver(AccountId account, int rank) {
    return new Line("p", GuestId.of(account), "", rank, 0, false, true);
  }

  static Line removed(Line line) {
    return new Line(
        line.seat(), line.holder(), line.name(), line.rank(), line.score(), true, false);
  }

  static FinishedGame game(Line... lines) {
    return new FinishedGame(
        "ACDEFG", 9, 1, "pong", Instant.EPOCH, false, Ending.OWN, Arrays.asList(lines));
  }

  @Test
  void whoever_is_before_all_others_has_won_and_the_others_have_lost() {
    assertThat(game(line("a", 1), line("b", 2), line("c", 3)).outcomes())
        .containsExactly(WON, LOST, LOST);
  }

  @Test
  void a_shared_first_place_is_drawn() {
    assertThat(game(line("a", 1), line("b", 1), line("c", 3)).outcomes())
        .containsExactly(DRAWN, DRAWN, LOST);
  }

  @Test
  void people_of_whom_nobody_knows_who_they_are_are_different_people() {
    assertThat(game(line(null, 1), line(null, 2)).outcomes()).containsExactly(WON, LOST);
  }

  @Test
  void alone_nobody_wins_also_not_behind_the_computer() {
    assertThat(game(line("a", 1)).outcomes()).containsExactly((Outcome) null);
    assertThat(game(line("a", 2)).outcomes()).containsExactly((Outcome) null);
    assertThat(game().outcomes()).isEmpty();
  }

  @Test
  void seats_of_one_person_do_not_play_against_each_other() {
    assertThat(game(line("a", 1), line("a", 2)).outcomes()).containsExactly(null, null);
    assertThat(game(line("a", 1), line("a", 2), line("b", 3)).outcomes())
        .containsExactly(WON, WON, LOST);
    assertThat(game(line("a", 1), line("b", 2), line("a", 3)).outcomes())
        .containsExactly(WON, LOST, LOST);
  }

  @ParameterizedTest
  @EnumSource(names = "OWN", mode = EnumSource.Mode.EXCLUDE)
  void what_the_host_ended_or_all_left_counts_for_nobody(Ending ending) {
    FinishedGame whole = game(of(ADA, 1), of(BEN, 2));
    FinishedGame ended =
        new FinishedGame(
            whole.room(), 9, 1, whole.game(), whole.at(), false, ending, whole.lines());
    assertThat(ended.outcomes()).containsExactly(null, null);
    assertThat(ended.rated()).isEmpty();
    assertThat(whole.rated()).containsExactly(entry(ADA, 1), entry(BEN, 2));
  }

  @Test
  void whoever_the_host_removed_is_left_out_for_all() {
    assertThat(game(of(ADA, 1), removed(of(BEN, 2))).outcomes()).containsExactly(null, null);
    assertThat(game(of(ADA, 1), removed(of(BEN, 2))).rated()).isEmpty();
    assertThat(game(removed(line("a", 1)), line("b", 2), line("c", 3)).outcomes())
        .containsExactly(null, WON, LOST);
  }

  @Test
  void guests_are_not_rated_and_one_account_alone_is_not_either() {
    assertThat(game(of(ADA, 1), line("b", 2), of(BEN, 3)).rated())
        .containsExactly(entry(ADA, 1), entry(BEN, 3));
    assertThat(game(of(ADA, 1), line("b", 2), line(null, 3)).rated()).isEmpty();
    assertThat(game(of(ADA, 1), of(ADA, 2)).rated()).isEmpty();
  }

  @Test
  void who_signs_in_when_about_to_win_has_won_and_is_not_rated() {
    FinishedGame game = game(tookOver(ADA, 1), of(BEN, 2));
    assertThat(game.outcomes()).containsExactly(WON, LOST);
    assertThat(game.rated()).isEmpty();
    AccountId cal = new AccountId("cal-------------------");
    assertThat(game(tookOver(ADA, 1), of(BEN, 2), of(cal, 3)).rated())
        .containsExactly(entry(BEN, 2), entry(cal, 3));
  }

  @Test
  void of_several_seats_the_worst_is_rated() {
    assertThat(game(of(ADA, 1), of(BEN, 2), of(ADA, 3)).rated())
        .containsExactly(entry(ADA, 3), entry(BEN, 2));
  }
}
