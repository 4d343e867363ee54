package dev.parlour.player.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Checked;
import dev.parlour.game.GameRegistration;
import dev.parlour.player.AccountId;
import dev.parlour.player.FinishedGame;
import dev.parlour.player.GuestId;
import dev.parlour.player.Outcome;
import dev.parlour.player.PlayedGame;
import dev.parlour.player.Results;
import dev.parlour.rating.Rating;
import dev.parlour.room.app.Games;
import dev.parlour.testkit.DriftGame;
import dev.parlour.testkit.ManualClock;
import dev.parlour.testkit.TallyGame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlayHistoryTest {
  private static final AccountId ADA = new AccountId("ada-------------------");
  private static final GuestId HERS = GuestId.of(ADA);
  private static final GuestId STRANGER = new GuestId("stranger");
  private static final Instant NOW = ManualClock.EIGHT_O_CLOCK;
  private static final Duration KEPT = Duration.ofDays(30);

  /** What the store would tell. */
  private static final class Told implements Results {
    private final List<PlayedGame> games = new ArrayList<>();
    private List<Tally> tallies = List.of();
    private List<Rated> ratings = List.of();
    private boolean away;

    @Override
    public boolean keep(FinishedGame game) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<PlayedGame> history(GuestId of, long before, int most) {
      return told(games.stream().filter(g -> g.id() < before).limit(most).toList());
    }

    @Override
    public List<Tally> tallies(GuestId of) {
      return told(tallies);
    }

    @Override
    public List<Rated> ratings(AccountId of) {
      return told(ratings);
    }

    @Override
    public List<Ranked> best(String game) {
      return told(List.of());
    }

    @Override
    public void move(GuestId from, GuestId to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forget(AccountId account) {
      throw new UnsupportedOperationException();
    }

    private <T> T told(T answer) {
      if (away) {
        throw new Unavailable("away", null);
      }
      return answer;
    }
  }

  private static final Games GAMES =
      new Games() {
        @Override
        public Optional<GameRegistration> find(String id) {
          return all().stream().filter(g -> g.game().id().equals(id)).findFirst();
        }

        @Override
        public List<GameRegistration> all() {
          return List.of(
              new GameRegistration(new DriftGame(), "game/drift"),
              new GameRegistration(new TallyGame(), "game/tally"));
        }
      };

  private final Told told = new Told();
  private final PlayHistory history = new PlayHistory(told, GAMES, () -> NOW, KEPT);

  private static PlayedGame game(long id, String game, boolean open, Instant at) {
    return new PlayedGame(
        id, "ACDEFG", 2, game, at, open, false, 1, 5, Outcome.WON, null, 2, List.of());
  }

  private static <T> T good(Checked<T> checked) {
    return ((Checked.Good<T>) checked).value();
  }

  private static String code(Checked<?> checked) {
    return ((Checked.Bad<?>) checked).rejection().code();
  }

  private PlayHistory.Seen seen(GuestId viewer) {
    return good(history.history(HERS, viewer, null)).games().getFirst();
  }

  @Test
  void a_page_has_twenty_games_and_says_before_which_the_next_one_begins() {
    for (int id = 45; id > 0; id--) {
      told.games.add(game(id, "tally", true, NOW));
    }
    PlayHistory.Page first = good(history.history(HERS, null, null));
    assertThat(first.games()).hasSize(20);
    assertThat(first.next()).isEqualTo(26);
    PlayHistory.Page second = good(history.history(HERS, null, first.next()));
    assertThat(second.games().getFirst().game().id()).isEqualTo(25);
    PlayHistory.Page last = good(history.history(HERS, null, second.next()));
    assertThat(last.games()).hasSize(5);
    assertThat(last.next()).isNull();
  }

  @Test
  void the_room_of_a_private_game_is_told_to_those_it_is_about_alone() {
    told.games.add(game(1, new DriftGame().id(), false, NOW));
    assertThat(seen(HERS).game().room()).isEqualTo("ACDEFG");
    assertThat(seen(HERS).replay()).isEqualTo("/r/ACDEFG/replay?game=2");
    for (GuestId other : new GuestId[] {STRANGER, null}) {
      assertThat(seen(other).game().room()).isNull();
      assertThat(seen(other).replay()).isNull();
      assertThat(seen(other).game().rank()).isEqualTo(1);
    }
  }

  @Test
  void the_room_of_a_public_game_is_told_to_all() {
    told.games.add(game(1, new DriftGame().id(), true, NOW));
    assertThat(seen(null).replay()).isEqualTo("/r/ACDEFG/replay?game=2");
  }

  @Test
  void only_what_moves_can_be_seen_again() {
    told.games.add(game(1, "tally", true, NOW));
    assertThat(seen(null).game().room()).isEqualTo("ACDEFG");
    assertThat(seen(null).replay()).isNull();
  }

  @Test
  void a_room_whose_log_is_deleted_is_not_told_any_more() {
    told.games.add(game(1, new DriftGame().id(), true, NOW.minus(KEPT)));
    assertThat(seen(HERS).game().room()).isNull();
    assertThat(seen(HERS).replay()).isNull();
  }

  @Test
  void strengths_are_tallies_with_the_rating_where_there_is_one() {
    told.tallies = List.of(new Results.Tally("pong", 3, 1, 2), new Results.Tally("tally", 1, 0, 0));
    told.ratings = List.of(new Results.Rated("pong", Rating.START, 4));
    assertThat(good(history.strengths(HERS)))
        .containsExactly(
            new PlayHistory.Strength("pong", 3, 1, 2, Rating.START, 4),
            new PlayHistory.Strength("tally", 1, 0, 0, null, 0));
    assertThat(good(history.strengths(STRANGER)))
        .extracting(PlayHistory.Strength::rating)
        .containsOnlyNulls();
  }

  @Test
  void a_ranking_is_of_games_that_there_are() {
    assertThat(good(history.ranking("tally"))).isEmpty();
    assertThat(code(history.ranking("chess"))).isEqualTo("not_found");
    assertThat(code(history.ranking(""))).isEqualTo("not_found");
  }

  @Test
  void a_database_that_is_away_is_a_refusal() {
    told.away = true;
    assertThat(code(history.history(HERS, HERS, null))).isEqualTo("unavailable");
    assertThat(code(history.strengths(HERS))).isEqualTo("unavailable");
    assertThat(code(history.ranking("tally"))).isEqualTo("unavailable");
  }
}
