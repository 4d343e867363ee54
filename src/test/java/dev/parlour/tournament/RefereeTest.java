package dev.parlour.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Placing;
import dev.parlour.tournament.Outcome.How;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every rule of a tournament's life and of its matches. */
class RefereeTest {
  private static final Rules SINGLE = Rules.of(Format.SINGLE_ELIMINATION);
  private static final TournamentCommand START = new TournamentCommand.Start();

  private static Rules seeded(Seeding seeding) {
    return new Rules(Format.SINGLE_ELIMINATION, 1, seeding, 2, 1, false, 0, 64, 120, 0);
  }

  private static Rules bestOf(int games) {
    return new Rules(Format.SINGLE_ELIMINATION, games, Seeding.ORDER, 2, 1, false, 0, 64, 120, 0);
  }

  private static Rules groups(int seats, int advance) {
    return new Rules(
        Format.SINGLE_ELIMINATION, 1, Seeding.ORDER, seats, advance, false, 0, 64, 120, 0);
  }

  private static By person(int number) {
    return new By.Person("k" + number);
  }

  // ---- entering

  @Test
  void who_enters_twice_is_in_once() {
    Play play = Play.announced(SINGLE).entered(1);

    assertThat(play.accepted(person(1), new TournamentCommand.Enter("Another", null))).isEmpty();
    assertThat(play.state.entrants()).hasSize(1);
  }

  @Test
  void no_two_have_one_name() {
    Play play = Play.announced(SINGLE).entered(1);

    assertThat(play.refused(person(9), new TournamentCommand.Enter("player 1", null)))
        .isEqualTo("name_taken");
    assertThat(play.refused(person(9), new TournamentCommand.Enter("\u202E", null)))
        .isEqualTo("bad_name");
  }

  @Test
  void nobody_enters_beyond_the_places_or_after_the_start() {
    Rules two = new Rules(Format.SWISS, 1, Seeding.ORDER, 2, 1, false, 0, 2, 120, 0);
    Play play = Play.announced(two).entered(2);

    assertThat(play.refused(person(3), new TournamentCommand.Enter("Late", null)))
        .isEqualTo("tournament_full");
    play.accepted(By.ORGANISER, START);
    assertThat(play.refused(person(3), new TournamentCommand.Enter("Late", null)))
        .isEqualTo("too_late");
  }

  @Test
  void who_withdraws_before_the_start_is_not_there_and_may_enter_again() {
    Play play = Play.announced(SINGLE).entered(2);
    play.accepted(person(1), new TournamentCommand.Withdraw());

    assertThat(play.state.entrants()).containsOnlyKeys("e2");
    play.accepted(person(1), new TournamentCommand.Enter("Player 1", null));
    assertThat(play.state.entrants()).containsOnlyKeys("e2", "e3");
  }

  @Test
  void nobody_makes_the_log_grow_by_entering_and_leaving_again_and_again() {
    Play play = Play.announced(seeded(Seeding.ORDER)); // for 64
    TournamentCommand enter = new TournamentCommand.Enter("Restless", null);
    for (int i = 0; i < 4 * 64; i++) {
      play.accepted(person(1), enter);
      play.accepted(person(1), new TournamentCommand.Withdraw());
    }

    assertThat(play.refused(person(1), enter)).isEqualTo("too_many_entries");
    assertThat(play.refused(person(2), new TournamentCommand.Enter("Late", null)))
        .isEqualTo("too_many_entries");
    play.accepted(By.ORGANISER, new TournamentCommand.Import(List.of("Late")));
    assertThat(play.state.entrants()).hasSize(1);
  }

  @Test
  void a_list_of_names_comes_in_whole_or_not_at_all() {
    Play play = Play.announced(SINGLE);

    assertThat(play.refused(By.ORGANISER, new TournamentCommand.Import(List.of("Ann", "ann"))))
        .isEqualTo("name_taken");
    play.accepted(By.ORGANISER, new TournamentCommand.Import(List.of("Ann", "Bob")));
    assertThat(play.state.entrants().values())
        .extracting(Entrant::name)
        .containsExactly("Ann", "Bob");
  }

  @Test
  void an_imported_entry_is_claimed_once_and_by_somebody_who_has_none() {
    Play play = Play.announced(SINGLE);
    play.accepted(By.ORGANISER, new TournamentCommand.Import(List.of("Ann", "Bob")));
    play.accepted(By.SERVER, new TournamentCommand.Claim("e1", "ann"));

    assertThat(play.accepted(By.SERVER, new TournamentCommand.Claim("e1", "ann"))).isEmpty();
    assertThat(play.refused(By.SERVER, new TournamentCommand.Claim("e1", "eve")))
        .isEqualTo("already_claimed");
    assertThat(play.refused(By.SERVER, new TournamentCommand.Claim("e2", "ann")))
        .isEqualTo("already_entered");
    assertThat(play.refused(person(1), new TournamentCommand.Claim("e2", "k1")))
        .isEqualTo("not_allowed");
  }

  @Test
  void an_entry_moves_with_its_owner_and_nobody_has_two() {
    Play play = Play.announced(SINGLE).entered(2);
    play.accepted(By.SERVER, new TournamentCommand.Move("k1", "@ann"));
    assertThat(play.state.entrant("e1").key()).isEqualTo("@ann");

    play.accepted(By.SERVER, new TournamentCommand.Move("k2", "@ann"));
    assertThat(play.state.entrants()).containsOnlyKeys("e1");
  }

  @Test
  void the_tournament_moves_with_its_organiser() {
    Play play = Play.announced(SINGLE);
    play.accepted(By.SERVER, new TournamentCommand.Move("organiser", "@olga"));

    assertThat(play.state.organiser()).isEqualTo("@olga");
  }

  @Test
  void only_the_organiser_directs() {
    Play play = Play.announced(SINGLE).entered(2);

    for (TournamentCommand command :
        List.of(
            START,
            new TournamentCommand.OpenCheckIn(),
            new TournamentCommand.Remove("e2"),
            new TournamentCommand.Correct("A1", List.of("e1", "e2")),
            new TournamentCommand.Restart("A1"),
            new TournamentCommand.Pause(),
            new TournamentCommand.Resume(),
            new TournamentCommand.Message("Hello."),
            new TournamentCommand.Import(List.of("Ann")),
            new TournamentCommand.Cancel())) {
      assertThat(play.refused(person(1), command)).isEqualTo("not_organiser");
    }
  }

  @Test
  void results_come_from_the_server_alone() {
    Play play = Play.started(SINGLE, 2);
    String room = play.open("A1");
    List<Placing> forged = List.of(new Placing("p1", 1, 9), new Placing("p2", 2, 0));

    for (By by : List.of(person(1), By.ORGANISER)) {
      assertThat(play.refused(by, new TournamentCommand.EndGame(room, forged)))
          .isEqualTo("not_allowed");
      assertThat(play.refused(by, new TournamentCommand.NoShow("A1", List.of("e1"), 2)))
          .isEqualTo("not_allowed");
      assertThat(play.refused(by, new TournamentCommand.OpenGame("A1", 0, "X", Map.of("e1", "p1"))))
          .isEqualTo("not_allowed");
    }
  }

  // ---- check-in and start

  @Test
  void who_does_not_check_in_does_not_play() {
    Play play = Play.announced(SINGLE).entered(3);
    play.accepted(By.ORGANISER, new TournamentCommand.OpenCheckIn());
    play.accepted(person(1), new TournamentCommand.CheckIn());
    play.accepted(person(3), new TournamentCommand.CheckIn());
    play.accepted(By.ORGANISER, START);

    assertThat(play.state.bracket().seeds()).containsExactly("e1", "e3");
    assertThat(play.state.entrant("e2").out()).isTrue();
  }

  @Test
  void who_enters_during_check_in_is_there() {
    Play play = Play.announced(SINGLE);
    play.accepted(By.ORGANISER, new TournamentCommand.OpenCheckIn());
    play.entered(1);

    assertThat(play.state.entrant("e1").checkedIn()).isTrue();
  }

  @Test
  void nobody_checks_in_before_it_is_open() {
    Play play = Play.announced(SINGLE).entered(1);

    assertThat(play.refused(person(1), new TournamentCommand.CheckIn()))
        .isEqualTo("check_in_closed");
    assertThat(play.refused(person(2), new TournamentCommand.CheckIn()))
        .isEqualTo("not_an_entrant");
  }

  @Test
  void one_alone_is_no_tournament() {
    Play play = Play.announced(SINGLE).entered(1);

    assertThat(play.refused(By.ORGANISER, START)).isEqualTo("too_few_entrants");
  }

  @Test
  void a_time_opens_check_in_and_starts() {
    Rules rules = new Rules(Format.SWISS, 1, Seeding.ORDER, 2, 1, false, 0, 64, 120, 10);
    Play play = Play.announced(rules, Play.START.plus(Duration.ofHours(1))).entered(2);
    assertThat(play.accepted(By.SERVER, new TournamentCommand.Tick())).isEmpty();

    play.now = Play.START.plus(Duration.ofMinutes(50));
    play.accepted(By.SERVER, new TournamentCommand.Tick());
    assertThat(play.state.phase()).isEqualTo(Phase.CHECK_IN);
    play.accepted(person(1), new TournamentCommand.CheckIn());
    play.accepted(person(2), new TournamentCommand.CheckIn());

    play.now = Play.START.plus(Duration.ofHours(1));
    play.accepted(By.SERVER, new TournamentCommand.Tick());
    assertThat(play.state.phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void where_too_few_have_come_by_the_time_it_is_cancelled() {
    Play play = Play.announced(SINGLE, Play.START.plusSeconds(60)).entered(1);
    play.now = Play.START.plusSeconds(60);
    play.accepted(By.SERVER, new TournamentCommand.Tick());

    assertThat(play.state.phase()).isEqualTo(Phase.CANCELLED);
    assertThat(play.state.cancelled()).isEqualTo("too_few");
  }

  @Test
  void seeds_go_by_rating_and_who_has_none_comes_last() {
    Play play = Play.announced(seeded(Seeding.RATING));
    play.accepted(person(1), new TournamentCommand.Enter("None", null));
    play.accepted(person(2), new TournamentCommand.Enter("Low", 1200));
    play.accepted(person(3), new TournamentCommand.Enter("High", 1900));
    play.accepted(By.ORGANISER, START);

    assertThat(play.state.bracket().seeds()).containsExactly("e3", "e2", "e1");
  }

  @Test
  void seeds_go_by_hand_and_who_was_not_put_follows() {
    Play play = Play.announced(seeded(Seeding.BY_HAND)).entered(4);
    play.accepted(By.ORGANISER, new TournamentCommand.Seed(List.of("e3", "e1")));
    play.accepted(By.ORGANISER, START);

    assertThat(play.state.bracket().seeds()).containsExactly("e3", "e1", "e2", "e4");
  }

  @Test
  void seeds_by_hand_name_entrants_once() {
    Play play = Play.announced(seeded(Seeding.BY_HAND)).entered(2);

    assertThat(play.refused(By.ORGANISER, new TournamentCommand.Seed(List.of("e1", "e1"))))
        .isEqualTo("bad_seeds");
    assertThat(play.refused(By.ORGANISER, new TournamentCommand.Seed(List.of("e7"))))
        .isEqualTo("unknown_entrant");
    assertThat(Play.announced(SINGLE).refused(By.ORGANISER, new TournamentCommand.Seed(List.of())))
        .isEqualTo("not_by_hand");
  }

  @Test
  void a_lot_is_drawn_once_and_stands_in_the_log() {
    Play play = Play.started(seeded(Seeding.RANDOM), 20);

    assertThat(play.state.bracket().seeds())
        .isNotEqualTo(List.copyOf(play.state.entrants().keySet()))
        .containsExactlyInAnyOrderElementsOf(play.state.entrants().keySet());
    assertThat(play.log)
        .contains(new TournamentEvent.Started(play.state.bracket().seeds(), play.now));
  }

  // ---- matches

  @Test
  void the_winner_goes_on_and_the_final_makes_a_champion() {
    Play play = Play.started(SINGLE, 4);
    play.won("A1", "e4").won("A2", "e2").won("B1", "e2");

    assertThat(play.state.phase()).isEqualTo(Phase.FINISHED);
    assertThat(play.state.champion()).isEqualTo("e2");
    assertThat(play.places())
        .containsExactly(
            Map.entry("e2", 1), Map.entry("e4", 2), Map.entry("e1", 3), Map.entry("e3", 3));
  }

  @Test
  void losers_of_the_semi_finals_may_play_for_the_third_place() {
    Rules rules = new Rules(Format.SINGLE_ELIMINATION, 1, Seeding.ORDER, 2, 1, true, 0, 64, 120, 0);
    Play play = Play.started(rules, 4);
    play.won("A1", "e1").won("A2", "e2").won("B1", "e1");
    assertThat(play.state.phase()).isEqualTo(Phase.RUNNING);
    play.won("T1", "e4");

    assertThat(play.places())
        .containsExactly(
            Map.entry("e1", 1), Map.entry("e2", 2), Map.entry("e4", 3), Map.entry("e3", 4));
  }

  @Test
  void a_match_goes_on_until_somebody_has_won_more_than_half_of_its_games() {
    Play play = Play.started(bestOf(3), 2);
    play.game("A1", "e1", "e2");
    play.game("A1", "e2", "e1");
    assertThat(play.match("A1").decided()).isFalse();
    play.game("A1", "e2", "e1");

    assertThat(play.state.champion()).isEqualTo("e2");
  }

  @Test
  void a_drawn_game_is_played_again_but_not_for_ever() {
    Play play = Play.started(SINGLE, 2);
    for (int game = 1; game <= 3; game++) {
      assertThat(play.match("A1").decided()).isFalse();
      String room = play.open("A1");
      play.accepted(
          By.SERVER,
          new TournamentCommand.EndGame(
              room, List.of(new Placing("p2", 1, 5), new Placing("p1", 1, 5))));
    }

    assertThat(play.state.champion()).isEqualTo("e1"); // the better seed
  }

  @Test
  void a_result_counts_once() {
    Play play = Play.started(bestOf(3), 2);
    String room = play.open("A1");
    play.ends(room, "e1", "e2");

    assertThat(play.ends(room, "e1", "e2")).isEmpty();
    assertThat(play.match("A1").wins()).containsEntry("e1", 1);
  }

  @Test
  void a_room_of_nobody_here_decides_nothing() {
    Play play = Play.started(SINGLE, 2);
    play.open("A1");

    assertThat(
            play.refused(
                By.SERVER, new TournamentCommand.EndGame("ELSE", List.of(new Placing("p1", 1, 1)))))
        .isEqualTo("unknown_game");
  }

  @Test
  void a_match_has_one_room_at_a_time() {
    Play play = Play.started(SINGLE, 2);
    String room = play.open("A1");
    Map<String, String> seats = Map.of("e1", "p1", "e2", "p2");

    assertThat(play.accepted(By.SERVER, new TournamentCommand.OpenGame("A1", 0, room, seats)))
        .isEmpty();
    assertThat(play.refused(By.SERVER, new TournamentCommand.OpenGame("A1", 0, "TWO", seats)))
        .isEqualTo("not_playable");
  }

  @Test
  void a_room_is_for_those_who_play() {
    Play play = Play.started(SINGLE, 4);

    for (TournamentCommand wrong :
        List.of(
            new TournamentCommand.OpenGame("A1", 0, "R", Map.of("e1", "p1")),
            new TournamentCommand.OpenGame("A1", 0, "R", Map.of("e1", "p1", "e2", "p2")),
            new TournamentCommand.OpenGame("A1", 1, "R", Map.of("e1", "p1", "e4", "p2")),
            new TournamentCommand.OpenGame("B1", 0, "R", Map.of("e1", "p1", "e4", "p2")),
            new TournamentCommand.OpenGame("Z9", 0, "R", Map.of("e1", "p1", "e4", "p2")))) {
      assertThat(play.refused(By.SERVER, wrong)).isEqualTo("not_playable");
    }
  }

  @Test
  void a_room_without_a_result_is_followed_by_another() {
    Play play = Play.started(SINGLE, 2);
    String room = play.open("A1");
    int attempt = play.match("A1").attempt();
    play.accepted(By.SERVER, new TournamentCommand.VoidGame(room));

    assertThat(play.match("A1").running()).isEmpty();
    assertThat(play.match("A1").attempt()).isGreaterThan(attempt);
    play.won("A1", "e2");
    assertThat(play.state.champion()).isEqualTo("e2");
  }

  @Test
  void a_room_that_cannot_serve_for_the_next_game_is_followed_by_another_and_what_was_won_stays() {
    Play play = Play.started(bestOf(3), 2);
    play.game("A1", "e2", "e1");
    play.accepted(By.SERVER, new TournamentCommand.ForgoRoom("A1", 0, "closed"));

    assertThat(play.match("A1").attempt()).isEqualTo(1);
    assertThat(play.match("A1").wins()).isEqualTo(Map.of("e1", 0, "e2", 1));
    play.game("A1", "e2", "e1");
    assertThat(play.state.champion()).isEqualTo("e2");
  }

  @Test
  void a_room_is_given_up_only_while_its_game_is_still_to_be_played() {
    Play play = Play.started(SINGLE, 4);
    String room = play.open("A1");

    assertThat(play.accepted(By.SERVER, new TournamentCommand.ForgoRoom("A1", 0, room))).isEmpty();
    assertThat(play.accepted(By.SERVER, new TournamentCommand.ForgoRoom("A1", 0, "R"))).isEmpty();
    assertThat(play.accepted(By.SERVER, new TournamentCommand.ForgoRoom("A2", 7, "R"))).isEmpty();
    assertThat(play.accepted(By.SERVER, new TournamentCommand.ForgoRoom("B1", 0, "R"))).isEmpty();
    play.ends(room, "e4", "e1");
    assertThat(play.accepted(By.SERVER, new TournamentCommand.ForgoRoom("A1", 0, room))).isEmpty();
    assertThat(play.match("A1").outcome().winner()).isEqualTo("e4");
    assertThat(play.refused(By.ORGANISER, new TournamentCommand.ForgoRoom("A2", 0, "R")))
        .isEqualTo("not_allowed");
  }

  @Test
  void who_left_the_game_is_behind_all_who_did_not() {
    Play play = Play.started(SINGLE, 2);
    String room = play.open("A1");
    play.accepted(By.SERVER, new TournamentCommand.EndGame(room, List.of(new Placing("p2", 1, 0))));

    assertThat(play.state.champion()).isEqualTo("e2");
  }

  // ---- nobody waits for ever

  @Test
  void one_who_is_there_wins_when_the_time_is_up() {
    Play play = Play.started(SINGLE, 2);
    play.noShow("A1", "e2");
    assertThat(play.match("A1").decided()).isFalse(); // not yet
    play.timePasses();
    play.noShow("A1", "e2");

    assertThat(play.match("A1").outcome().how()).isEqualTo(How.WALKOVER);
    assertThat(play.state.champion()).isEqualTo("e2");
  }

  @Test
  void where_nobody_is_there_the_next_opponent_advances() {
    Play play = Play.started(SINGLE, 4);
    play.timePasses();
    play.noShow("A1");
    assertThat(play.match("A1").outcome().how()).isEqualTo(How.NOBODY);
    play.won("A2", "e3");

    assertThat(play.match("B1").outcome().how()).isEqualTo(How.BYE);
    assertThat(play.state.champion()).isEqualTo("e3");
    assertThat(play.places())
        .containsExactly(
            Map.entry("e3", 1), Map.entry("e1", 2), Map.entry("e2", 2), Map.entry("e4", 2));
  }

  @Test
  void eight_with_two_no_shows_in_one_match_have_a_champion() {
    Play play = Play.started(SINGLE, 8);
    play.timePasses();
    play.noShow("A1");
    play.won("A2", "e4").won("A3", "e2").won("A4", "e3").won("B2", "e2").won("C1", "e2");

    assertThat(play.match("B1").outcome().how()).isEqualTo(How.BYE);
    assertThat(play.state.champion()).isEqualTo("e2");
  }

  @Test
  void if_nobody_comes_to_the_final_there_is_no_champion() {
    Play play = Play.started(SINGLE, 2);
    play.timePasses();
    play.noShow("A1");

    assertThat(play.state.phase()).isEqualTo(Phase.FINISHED);
    assertThat(play.state.champion()).isNull();
  }

  @Test
  void the_clock_of_a_match_runs_from_when_it_can_be_played() {
    Play play = Play.started(SINGLE, 4);
    play.timePasses();
    play.won("A1", "e1").won("A2", "e2");
    play.noShow("B1", "e1");
    assertThat(play.match("B1").decided()).isFalse();
    play.timePasses();
    play.noShow("B1", "e1");

    assertThat(play.state.champion()).isEqualTo("e1");
  }

  @Test
  void an_open_room_gives_its_people_the_same_time_again() {
    Play play = Play.started(SINGLE, 2);
    play.now = play.now.plusSeconds(119);
    play.open("A1");
    play.now = play.now.plusSeconds(119);
    play.noShow("A1", "e1");
    assertThat(play.match("A1").decided()).isFalse();
    play.now = play.now.plusSeconds(1);
    play.noShow("A1", "e1");

    assertThat(play.state.champion()).isEqualTo("e1");
  }

  @Test
  void who_withdraws_loses_what_they_still_were_to_play_and_the_tournament_goes_on() {
    Play play = Play.started(SINGLE, 4);
    play.won("A1", "e1");
    play.accepted(person(1), new TournamentCommand.Withdraw());
    assertThat(play.state.phase()).isEqualTo(Phase.RUNNING);
    play.won("A2", "e3");

    assertThat(play.match("B1").outcome().how()).isEqualTo(How.WALKOVER);
    assertThat(play.state.champion()).isEqualTo("e3");
  }

  @Test
  void a_room_serves_one_game_also_where_a_node_is_late_with_it() {
    Play play = Play.started(bestOf(3), 2);
    TournamentCommand first =
        new TournamentCommand.OpenGame(
            "A1", play.match("A1").attempt(), "first", Map.of("e1", "p1", "e2", "p2"));
    play.accepted(By.SERVER, first);
    assertThat(play.accepted(By.SERVER, first)).as("the same again").isEmpty();
    play.ends("first", "e1", "e2");

    assertThat(play.refused(By.SERVER, first)).isEqualTo("not_playable");
    assertThat(play.match("A1").games()).hasSize(1);
  }

  @Test
  void who_withdraws_from_a_game_that_runs_has_lost_the_match() {
    Play play = Play.started(SINGLE, 2);
    String room = play.open("A1");
    play.accepted(By.ORGANISER, new TournamentCommand.Remove("e1"));

    assertThat(play.state.champion()).isEqualTo("e2");
    assertThat(play.ends(room, "e1", "e2")).isEmpty(); // which comes too late
    assertThat(play.state.champion()).isEqualTo("e2");
  }

  @Test
  void who_deletes_their_account_withdraws_and_leaves_places_without_a_name() {
    Play play = Play.started(SINGLE, 4);
    play.won("A1", "e1");
    play.accepted(By.SERVER, new TournamentCommand.Forget("k1"));

    assertThat(play.state.entrant("e1")).isEqualTo(new Entrant("e1", "", null, null, false, true));
    assertThat(play.state.entrant("e1").nameless()).isTrue();
    assertThat(play.match("A1").outcome().winner()).as("what was played stays").isEqualTo("e1");
    assertThat(play.state.calling("nobody").entrant("e1").name()).isEqualTo("nobody");
    play.toTheEnd();
    assertThat(play.match("B1").outcome().how()).isEqualTo(How.WALKOVER);
    play.accepted(By.SERVER, new TournamentCommand.Forget(play.state.entrant("e2").key()));
    assertThat(play.state.entrant("e2").nameless()).as("also when it is over").isTrue();
    assertThat(play.accepted(By.SERVER, new TournamentCommand.Forget("k1"))).isEmpty();
  }

  @Test
  void an_entry_of_a_deleted_account_is_gone_before_the_start_and_so_is_its_organiser() {
    Play play = Play.announced(SINGLE).entered(2);
    play.accepted(By.SERVER, new TournamentCommand.Forget("k1"));
    play.accepted(By.SERVER, new TournamentCommand.Forget("organiser"));

    assertThat(play.state.entrants()).containsOnlyKeys("e2");
    assertThat(play.state.organiser()).isNull();
    assertThat(play.refused(person(2), new TournamentCommand.Forget("k2")))
        .isEqualTo("not_allowed");
  }

  @Test
  void in_a_round_robin_all_others_win_against_one_who_withdrew() {
    Play play = Play.started(Rules.of(Format.ROUND_ROBIN), 4);
    play.accepted(person(1), new TournamentCommand.Withdraw());

    assertThat(play.ids(m -> m.decided() && m.outcome().how() == How.WALKOVER)).hasSize(3);
    play.toTheEnd();
    assertThat(play.state.champion()).isEqualTo("e2");
  }

  // ---- double elimination

  @Test
  void who_comes_from_the_losers_bracket_must_win_the_final_twice() {
    Play play = Play.started(Rules.of(Format.DOUBLE_ELIMINATION), 2);
    play.won("A1", "e1").won("GF1", "e2");
    assertThat(play.state.phase()).isEqualTo(Phase.RUNNING);
    play.won("GF2", "e1");

    assertThat(play.state.champion()).isEqualTo("e1");
    assertThat(play.places()).containsExactly(Map.entry("e1", 1), Map.entry("e2", 2));
  }

  @Test
  void the_final_is_over_at_once_where_its_loser_had_lost_before() {
    Play play = Play.started(Rules.of(Format.DOUBLE_ELIMINATION), 4).toTheEnd();

    assertThat(play.match("GF2").outcome().how()).isEqualTo(How.NOT_NEEDED);
    assertThat(play.places())
        .containsExactly(
            Map.entry("e1", 1), Map.entry("e2", 2), Map.entry("e3", 3), Map.entry("e4", 4));
  }

  @Test
  void who_loses_without_coming_may_still_come_to_the_losers_bracket() {
    Play play = Play.started(Rules.of(Format.DOUBLE_ELIMINATION), 4);
    play.timePasses();
    play.noShow("A1", "e1");
    play.won("A2", "e2");

    assertThat(play.match("LA1").lineUp()).containsExactlyInAnyOrder("e4", "e3");
  }

  // ---- groups

  @Test
  void of_more_than_two_the_best_go_on() {
    Play play = Play.started(groups(4, 2), 8);
    play.game("A1", "e8", "e1", "e4", "e5");
    play.game("A2", "e2", "e3", "e6", "e7");

    assertThat(play.match("B1").lineUp()).containsExactlyInAnyOrder("e8", "e1", "e2", "e3");
    play.game("B1", "e3", "e1", "e2", "e8");
    assertThat(play.state.champion()).isEqualTo("e3");
    assertThat(play.places())
        .containsAllEntriesOf(
            Map.of("e3", 1, "e1", 2, "e2", 3, "e8", 4, "e4", 5, "e6", 5, "e5", 7, "e7", 7));
  }

  @Test
  void four_play_one_match_for_all() {
    Play play = Play.started(groups(4, 2), 4);
    play.game("A1", "e3", "e1", "e4", "e2");

    assertThat(play.state.champion()).isEqualTo("e3");
  }

  @Test
  void a_match_of_more_than_two_is_played_without_those_who_do_not_come() {
    Play play = Play.started(groups(4, 1), 4);
    play.timePasses();
    play.noShow("A1", "e2", "e3");
    assertThat(play.match("A1").decided()).isFalse();
    play.accepted(
        By.SERVER, new TournamentCommand.OpenGame("A1", 0, "R", Map.of("e2", "p1", "e3", "p2")));
    play.ends("R", "e3", "e2");

    assertThat(play.state.champion()).isEqualTo("e3");
    assertThat(play.match("A1").outcome().ranking()).containsExactly("e3", "e2", "e1", "e4");
  }

  @Test
  void where_too_few_are_there_for_the_game_the_better_seeds_go_on() {
    Play play = Play.started(groups(4, 1), 4);
    play.timePasses();
    play.accepted(By.SERVER, new TournamentCommand.NoShow("A1", List.of("e4", "e2", "e3"), 4));

    assertThat(play.state.champion()).isEqualTo("e2");
  }

  @Test
  void as_many_as_go_on_need_not_play() {
    Play play = Play.started(groups(4, 2), 8);
    play.timePasses();
    play.noShow("A1", "e8", "e5");

    assertThat(play.match("A1").outcome().how()).isEqualTo(How.WALKOVER);
    play.game("A2", "e2", "e3", "e6", "e7");
    assertThat(play.match("B1").lineUp()).containsExactlyInAnyOrder("e8", "e5", "e2", "e3");
  }

  // ---- the organiser

  @Test
  void a_corrected_result_undoes_what_depended_on_it() {
    Play play = Play.started(SINGLE, 4);
    play.won("A1", "e1").won("A2", "e2").won("B1", "e1");
    List<TournamentEvent> events =
        play.accepted(By.ORGANISER, new TournamentCommand.Correct("A1", List.of("e4", "e1")));

    assertThat(events)
        .containsExactly(
            new TournamentEvent.MatchCorrected("A1", List.of("e4", "e1"), List.of("B1"), play.now));
    assertThat(play.state.phase()).isEqualTo(Phase.RUNNING);
    assertThat(play.match("B1").lineUp()).containsExactly("e4", "e2");
    assertThat(play.match("B1").decided()).isFalse();
  }

  @Test
  void a_correction_leaves_what_did_not_depend_on_it() {
    Play play = Play.started(SINGLE, 8).toTheEnd();
    play.accepted(By.ORGANISER, new TournamentCommand.Correct("C1", List.of("e2", "e1")));

    assertThat(play.state.phase()).isEqualTo(Phase.FINISHED);
    assertThat(play.state.champion()).isEqualTo("e2");
  }

  @Test
  void a_correction_of_a_result_names_all_who_played_and_only_them() {
    Play play = Play.started(SINGLE, 4).won("A1", "e1");

    for (List<String> wrong :
        List.of(
            List.<String>of(),
            List.of("e1"),
            List.of("e1", "e1"),
            List.of("e1", "e2"),
            List.of("e1", "e4", "e2"))) {
      assertThat(play.refused(By.ORGANISER, new TournamentCommand.Correct("A1", wrong)))
          .isEqualTo("bad_result");
    }
    assertThat(play.refused(By.ORGANISER, new TournamentCommand.Correct("B1", List.of("e1", "e2"))))
        .isEqualTo("not_playable");
    assertThat(play.refused(By.ORGANISER, new TournamentCommand.Correct("X1", List.of("e1", "e2"))))
        .isEqualTo("unknown_match");
  }

  @Test
  void a_match_that_is_restarted_has_a_new_room_and_the_old_one_decides_nothing() {
    Play play = Play.started(SINGLE, 2);
    String old = play.open("A1");
    play.accepted(By.ORGANISER, new TournamentCommand.Restart("A1"));

    assertThat(
            play.refused(
                By.SERVER, new TournamentCommand.EndGame(old, List.of(new Placing("p1", 1, 1)))))
        .isEqualTo("unknown_game");
    assertThat(
            play.refused(
                By.SERVER,
                new TournamentCommand.OpenGame("A1", 0, "R", Map.of("e1", "p1", "e2", "p2"))))
        .isEqualTo("not_playable"); // made for the attempt before
    play.won("A1", "e2");
    assertThat(play.state.champion()).isEqualTo("e2");
  }

  @Test
  void a_match_whose_game_was_never_opened_has_a_new_room_after_a_restart() {
    Play play = Play.started(SINGLE, 2);
    play.accepted(By.ORGANISER, new TournamentCommand.Restart("A1"));

    assertThat(play.match("A1").attempt()).isEqualTo(1);
    assertThat(play.state.phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void a_bye_cannot_be_corrected_or_restarted() {
    Play play = Play.started(SINGLE, 3);

    assertThat(play.refused(By.ORGANISER, new TournamentCommand.Restart("A1")))
        .isEqualTo("not_playable");
    assertThat(play.refused(By.ORGANISER, new TournamentCommand.Correct("A1", List.of("e1"))))
        .isEqualTo("not_playable");
  }

  @Test
  void in_a_pause_no_clock_runs_and_no_game_begins() {
    Play play = Play.started(SINGLE, 2);
    play.accepted(By.ORGANISER, new TournamentCommand.Pause());
    play.timePasses();
    play.noShow("A1", "e1");
    assertThat(play.match("A1").decided()).isFalse();
    assertThat(
            play.refused(
                By.SERVER,
                new TournamentCommand.OpenGame("A1", 0, "R", Map.of("e1", "p1", "e2", "p2"))))
        .isEqualTo("not_playable");

    play.accepted(By.ORGANISER, new TournamentCommand.Resume());
    play.noShow("A1", "e1");
    assertThat(play.match("A1").decided()).isFalse();
    play.timePasses();
    play.noShow("A1", "e1");
    assertThat(play.state.champion()).isEqualTo("e1");
  }

  @Test
  void games_that_run_go_on_in_a_pause() {
    Play play = Play.started(SINGLE, 2);
    String room = play.open("A1");
    play.accepted(By.ORGANISER, new TournamentCommand.Pause());
    play.ends(room, "e2", "e1");

    assertThat(play.state.champion()).isEqualTo("e2");
  }

  @Test
  void what_the_organiser_says_reaches_all() {
    Play play = Play.announced(SINGLE);
    play.accepted(By.ORGANISER, new TournamentCommand.Message(" Five minutes. "));

    assertThat(Chart.of(play.state).message().text()).isEqualTo("Five minutes.");
    assertThat(play.refused(By.ORGANISER, new TournamentCommand.Message(" ")))
        .isEqualTo("bad_text");
    assertThat(play.refused(By.ORGANISER, new TournamentCommand.Message("x".repeat(501))))
        .isEqualTo("bad_text");
  }

  @Test
  void a_tournament_that_is_cancelled_stays_so() {
    Play play = Play.started(SINGLE, 2);
    String room = play.open("A1");
    play.accepted(By.ORGANISER, new TournamentCommand.Cancel());

    assertThat(play.refused(By.ORGANISER, START)).isEqualTo("tournament_over");
    assertThat(play.refused(By.ORGANISER, new TournamentCommand.Restart("A1")))
        .isEqualTo("tournament_over");
    assertThat(play.ends(room, "e1", "e2")).isEmpty();
    assertThat(play.state.phase()).isEqualTo(Phase.CANCELLED);
  }

  @Test
  void rules_that_make_no_tournament_are_refused() {
    for (Rules wrong :
        List.of(
            bestOf(2),
            groups(9, 2),
            groups(4, 3),
            new Rules(Format.SWISS, 1, Seeding.ORDER, 4, 2, false, 0, 64, 120, 0),
            new Rules(Format.SWISS, 1, Seeding.ORDER, 2, 1, true, 0, 64, 120, 0),
            new Rules(Format.ROUND_ROBIN, 1, Seeding.ORDER, 2, 1, false, 3, 64, 120, 0),
            new Rules(Format.ROUND_ROBIN, 1, Seeding.ORDER, 2, 1, false, 0, 65, 120, 0),
            new Rules(Format.SWISS, 1, Seeding.ORDER, 2, 1, false, 0, 1, 120, 0),
            new Rules(Format.SWISS, 1, Seeding.ORDER, 2, 1, false, 0, 64, 0, 0),
            new Rules(Format.SWISS, 1, Seeding.ORDER, 2, 1, false, 0, 64, 120, -1),
            new Rules(null, 1, Seeding.ORDER, 2, 1, false, 0, 64, 120, 0))) {
      assertThat(
              new Play()
                  .refused(
                      By.SERVER,
                      new TournamentCommand.Announce(
                          "Cup", "tally", Map.of(), wrong, "o", null, 1)))
          .isEqualTo("bad_rules");
    }
  }

  @Test
  void no_tournament_starts_in_the_past() {
    assertThat(
            new Play()
                .refused(
                    By.SERVER,
                    new TournamentCommand.Announce(
                        "Cup", "tally", Map.of(), SINGLE, "o", Play.START.minusSeconds(1), 1)))
        .isEqualTo("bad_start");
  }

  @Test
  void an_entrants_next_match_is_known_before_the_opponent_is() {
    Play play = Play.started(SINGLE, 4).won("A1", "e4");

    assertThat(play.state.nextOf("e4").orElseThrow().id()).isEqualTo("B1");
    assertThat(play.state.nextOf("e3").orElseThrow().id()).isEqualTo("A2");
    assertThat(play.state.nextOf("e1")).isEmpty();
  }

  @Test
  void nothing_is_asked_of_a_tournament_that_is_not_there() {
    assertThat(new Play().refused(By.ORGANISER, START)).isEqualTo("unknown_tournament");
  }
}
