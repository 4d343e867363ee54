package dev.parlour.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Decision;
import dev.parlour.game.Placing;
import dev.parlour.tournament.By;
import dev.parlour.tournament.Format;
import dev.parlour.tournament.Phase;
import dev.parlour.tournament.Referee;
import dev.parlour.tournament.Rules;
import dev.parlour.tournament.Tournament;
import dev.parlour.tournament.TournamentBook;
import dev.parlour.tournament.TournamentBook.Logged;
import dev.parlour.tournament.TournamentCommand;
import dev.parlour.tournament.TournamentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every book of tournaments must do, wherever it keeps them. Each test has a tournament of its
 * own, since the store may be shared.
 */
public abstract class TournamentBookContract {
  private static final Instant NOW = Instant.parse("2026-05-01T18:00:00Z");

  protected final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
  private final String who = UUID.randomUUID().toString();
  private Tournament state = Tournament.NONE;
  private long seq;

  protected abstract TournamentBook book();

  /** Time goes by for this test's tournament. */
  protected abstract void pass(Duration time) throws Exception;

  /** What it comes to is appended; gives the events. */
  private List<TournamentEvent> does(By by, TournamentCommand command) {
    List<TournamentEvent> events =
        ((Decision.Accepted<TournamentEvent>) Referee.decide(state, by, command, NOW)).events();
    for (TournamentEvent event : events) {
      state = Referee.apply(state, event);
    }
    assertThat(book().append(id, seq, events, state)).isTrue();
    seq += events.size();
    return events;
  }

  private void announced(Instant startsAt) {
    does(
        By.SERVER,
        new TournamentCommand.Announce(
            "Cup \u00e4\ud83c\udfc6",
            "tally",
            Map.of("max", 2),
            Rules.of(Format.SINGLE_ELIMINATION),
            who,
            startsAt,
            7));
  }

  private void started(int entrants) {
    announced(null);
    for (int i = 1; i <= entrants; i++) {
      does(new By.Person(who + i), new TournamentCommand.Enter("Player " + i, 1500 + i));
    }
    does(By.ORGANISER, new TournamentCommand.Start());
  }

  @Test
  void a_log_is_read_as_it_was_written() {
    started(3);
    String room = "R" + id;
    does(By.SERVER, new TournamentCommand.OpenGame("A2", 0, room, Map.of("e2", "p1", "e3", "p2")));
    does(
        By.SERVER,
        new TournamentCommand.EndGame(
            room, List.of(new Placing("p2", 1, 9), new Placing("p1", 2, -1))));
    does(By.ORGANISER, new TournamentCommand.Correct("A2", List.of("e2", "e3")));
    does(By.ORGANISER, new TournamentCommand.Message("On."));
    does(By.ORGANISER, new TournamentCommand.Restart("A2"));
    does(By.ORGANISER, new TournamentCommand.Cancel());

    Tournament read = Tournament.NONE;
    List<Logged> log = book().read(id, 0);
    for (Logged logged : log) {
      read = Referee.apply(read, logged.event());
    }
    assertThat(read).isEqualTo(state);
    assertThat(log).extracting(Logged::seq).startsWith(1L, 2L).endsWith(seq);
    assertThat(book().read(id, seq - 1)).hasSize(1);
    assertThat(book().read(id, seq)).isEmpty();
    assertThat(book().read(id, 1, 2)).isEqualTo(log.subList(1, 3));
    assertThat(book().read(id, seq - 1, 2)).hasSize(1);
    assertThat(book().read("nothing", 0)).isEmpty();
  }

  @Test
  void who_decided_on_an_older_state_appends_nothing() {
    announced(null);
    TournamentEvent late = new TournamentEvent.MessageSent("Late.", NOW);
    does(By.ORGANISER, new TournamentCommand.Message("First."));

    assertThat(book().append(id, 1, List.of(late), state)).isFalse();
    assertThat(book().append(id, 0, List.of(late), state)).isFalse();
    assertThat(book().append(id, 9, List.of(late), state)).isFalse();
    assertThat(book().read(id, 0)).extracting(Logged::event).doesNotContain(late);
  }

  @Test
  void of_many_who_append_at_the_same_place_one_does() throws Exception {
    announced(null);
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      TournamentEvent event = new TournamentEvent.MessageSent("Number " + i, NOW);
      all.add(() -> book().append(id, 1, List.of(event), Referee.apply(state, event)));
    }
    int done = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> one : threads.invokeAll(all)) {
        done += one.get() ? 1 : 0;
      }
    }

    assertThat(done).isEqualTo(1);
    assertThat(book().read(id, 0)).hasSize(2);
  }

  @Test
  void lists_say_how_it_stands_and_whose_it_is() {
    started(2);
    does(By.ORGANISER, new TournamentCommand.Correct("A1", List.of("e2", "e1")));

    for (String key : List.of(who, who + 1)) {
      assertThat(book().of(key, 10))
          .singleElement()
          .satisfies(
              t -> {
                assertThat(t.id()).isEqualTo(id);
                assertThat(t.title()).isEqualTo("Cup \u00e4\ud83c\udfc6");
                assertThat(t.phase()).isEqualTo(Phase.FINISHED);
                assertThat(t.champion()).isEqualTo("Player 2");
                assertThat(t.entrants()).isEqualTo(2);
              });
      assertThat(book().idsOf(key)).containsExactly(id);
    }
    assertThat(book().list(1_000)).extracting(TournamentBook.Listed::id).contains(id);
    assertThat(book().of(who + 3, 10)).isEmpty();
    assertThat(book().lengths(List.of(id, "nothing"))).isEqualTo(Map.of(id, seq));
  }

  @Test
  void nothing_in_a_log_tells_of_somebody_who_is_to_be_forgotten() {
    started(2);
    does(By.SERVER, new TournamentCommand.Forget(who + 1));
    does(By.SERVER, new TournamentCommand.Forget(who));
    book().forget(id, who + 1);
    book().forget(id, who);
    book().forget(id, who); // harmless

    Tournament read = Tournament.NONE;
    for (Logged logged : book().read(id, 0)) {
      read = Referee.apply(read, logged.event());
    }
    assertThat(read.entrants()).isEqualTo(state.entrants());
    assertThat(read.organiser()).isNull();
    assertThat(book().read(id, 0).toString()).doesNotContain("Player 1").contains("Player 2");
    assertThat(book().read(id, 0)).noneMatch(l -> l.event().toString().contains(who + 1));
    assertThat(book().idsOf(who)).isEmpty();
    assertThat(book().idsOf(who + 1)).isEmpty();
    assertThat(book().idsOf(who + 2)).containsExactly(id);
  }

  @Test
  void a_room_leads_to_its_tournament() {
    started(2);
    does(
        By.SERVER,
        new TournamentCommand.OpenGame("A1", 0, "Q" + id, Map.of("e1", "p1", "e2", "p2")));

    assertThat(book().ofRoom("Q" + id)).contains(id);
    assertThat(book().ofRoom("nothing")).isEmpty();
  }

  @Test
  void who_was_seen_is_there_for_a_while() throws Exception {
    started(2);
    Duration within = Duration.ofSeconds(10);
    assertThat(book().present(id, within)).contains(who + 1, who + 2);
    pass(Duration.ofSeconds(11));
    assertThat(book().present(id, within)).isEmpty();
    book().seen(Map.of(id, List.of(who + 2, "somebody else")));

    assertThat(book().present(id, within)).containsExactly(who + 2);
  }

  @Test
  void what_lives_is_due_once_at_a_time() throws Exception {
    Duration unseen = Duration.ofSeconds(1);
    started(2);
    assertThat(book().due(unseen, 1_000)).doesNotContain(id);
    pass(Duration.ofSeconds(2));
    assertThat(Collections.frequency(book().due(unseen, 1_000), id)).isEqualTo(1);
    assertThat(book().due(unseen, 1_000)).doesNotContain(id);
    pass(Duration.ofSeconds(2));
    does(By.ORGANISER, new TournamentCommand.Cancel());

    assertThat(book().due(unseen, 1_000)).doesNotContain(id);
  }

  @Test
  void a_tournament_in_which_nothing_happens_is_forgotten_with_its_rooms() throws Exception {
    started(2);
    String room = "Q" + id;
    does(By.SERVER, new TournamentCommand.OpenGame("A1", 0, room, Map.of("e1", "p1", "e2", "p2")));
    pass(Duration.ofDays(364));
    book().forgetQuiet(Duration.ofDays(365));
    assertThat(book().ofRoom(room)).contains(id);
    does(By.ORGANISER, new TournamentCommand.Cancel());
    pass(Duration.ofDays(364));
    book().forgetQuiet(Duration.ofDays(365));
    assertThat(book().read(id, 0)).hasSize((int) seq);

    pass(Duration.ofDays(2));
    book().forgetQuiet(Duration.ofDays(365));

    assertThat(book().read(id, 0)).isEmpty();
    assertThat(book().ofRoom(room)).isEmpty();
    assertThat(book().idsOf(who)).doesNotContain(id);
    assertThat(book().lengths(List.of(id))).isEmpty();
  }

  @Test
  void a_tournament_is_not_forgotten_before_the_day_it_is_announced_for() throws Exception {
    announced(Instant.now().plus(Duration.ofDays(30)));
    pass(Duration.ofDays(20));
    book().forgetQuiet(Duration.ofDays(10));
    assertThat(book().read(id, 0)).isNotEmpty();
  }

  @Test
  void what_starts_at_a_time_is_due_before_it_starts() throws Exception {
    announced(NOW.plusSeconds(60));
    pass(Duration.ofSeconds(2));
    assertThat(book().due(Duration.ofSeconds(1), 1_000)).contains(id);
  }
}
