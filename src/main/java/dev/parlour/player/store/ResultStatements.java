package dev.parlour.player.store;

import dev.parlour.player.AccountId;
import dev.parlour.player.FinishedGame;
import dev.parlour.player.FinishedGame.Line;
import dev.parlour.player.GuestId;
import dev.parlour.player.Outcome;
import dev.parlour.player.PlayedGame;
import dev.parlour.player.Results;
import dev.parlour.player.Results.Ranked;
import dev.parlour.player.Results.Rated;
import dev.parlour.player.Results.Tally;
import dev.parlour.rating.Glicko2;
import dev.parlour.rating.RatedGame;
import dev.parlour.rating.Rating;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transactions behind {@link JpaResults}, one a method, or the caller's.
 *
 * <p>A game is kept once by the key of its row: of two nodes that come with it at the same moment
 * one waits here for the other, and then finds it kept. Ratings are read under a lock of their
 * rows, taken in the order of the accounts, so that of two games which one player ends at the same
 * moment the second goes on from what the first has made, and none waits in a circle. What a game
 * changes in a rating is small, and that one may be computed before one that ended a little earlier
 * does no harm.
 */
@ApplicationScoped
@Transactional
class ResultStatements {
  @PersistenceContext(unitName = "parlour")
  EntityManager em;

  boolean keep(FinishedGame game) {
    List<?> made =
        em.createNativeQuery(
                """
                INSERT INTO match_result (room, seq, ended_at, number, game, open, ended_by_host, players)
                VALUES (:room, :seq, :at, :number, :game, :open, :byHost, :players)
                ON CONFLICT DO NOTHING RETURNING id
                """)
            .setParameter("room", game.room())
            .setParameter("seq", game.seq())
            .setParameter("at", game.at())
            .setParameter("number", game.number())
            .setParameter("game", game.game())
            .setParameter("open", game.open())
            .setParameter("byHost", game.ending() == FinishedGame.Ending.BY_HOST)
            .setParameter("players", game.lines().size())
            .getResultList();
    if (made.isEmpty()) {
      return false;
    }
    players(((Number) made.getFirst()).longValue(), game, rate(game));
    return true;
  }

  private void players(long id, FinishedGame game, Map<AccountId, Double> gained) {
    List<Line> lines = game.lines();
    em.createNativeQuery(
            """
            INSERT INTO match_player (result, place, holder, name, rank, score, outcome, gained)
            SELECT :result, p.place - 1, p.holder, p.name, p.rank, p.score, p.outcome, p.gained
            FROM unnest(cast(:holders AS text[]), cast(:names AS text[]), cast(:ranks AS int[]), cast(:scores AS bigint[]),
                        cast(:outcomes AS text[]), cast(:gained AS double precision[]))
              WITH ORDINALITY AS p (holder, name, rank, score, outcome, gained, place)
            """)
        .setParameter("result", id)
        .setParameter("holders", texts(lines.stream().map(ResultStatements::key).toList()))
        .setParameter("names", texts(lines.stream().map(Line::name).toList()))
        .setParameter("ranks", lines.stream().map(Line::rank).toArray(Integer[]::new))
        .setParameter("scores", lines.stream().map(Line::score).toArray(Long[]::new))
        .setParameter(
            "outcomes",
            texts(game.outcomes().stream().map(o -> o == null ? null : o.name()).toList()))
        .setParameter(
            "gained",
            lines.stream()
                .map(l -> account(l).map(gained::get).orElse(null))
                .toArray(Double[]::new))
        .executeUpdate();
  }

  /** What the ratings of those who are rated changed by. */
  private Map<AccountId, Double> rate(FinishedGame game) {
    Map<AccountId, Integer> ranks = game.rated();
    Map<AccountId, Double> gained = new LinkedHashMap<>();
    if (ranks.isEmpty()) {
      return gained;
    }
    String[] accounts =
        ranks.keySet().stream().map(a -> GuestId.of(a).key()).toArray(String[]::new);
    em.createNativeQuery(
            """
            INSERT INTO rating (account, game, rating, deviation, volatility, games, name, played_at)
            SELECT a, :game, :rating, :deviation, :volatility, 0, '', :at FROM unnest(cast(:accounts AS text[])) AS a ORDER BY a
            ON CONFLICT DO NOTHING
            """)
        .setParameter("game", game.game())
        .setParameter("rating", Rating.START.rating())
        .setParameter("deviation", Rating.START.deviation())
        .setParameter("volatility", Rating.START.volatility())
        .setParameter("at", game.at())
        .setParameter("accounts", accounts)
        .executeUpdate();
    List<Object[]> rows =
        rows(
            em.createNativeQuery(
                    """
                    SELECT account, rating, deviation, volatility, played_at FROM rating
                    WHERE game = :game AND account = ANY(cast(:accounts AS text[])) ORDER BY account FOR UPDATE
                    """)
                .setParameter("game", game.game())
                .setParameter("accounts", accounts));
    List<AccountId> order = new ArrayList<>();
    List<RatedGame.Entrant> entrants = new ArrayList<>();
    for (Object[] row : rows) {
      AccountId account = new GuestId((String) row[0]).account().orElseThrow();
      order.add(account);
      entrants.add(
          new RatedGame.Entrant(
              new Rating(real(row[1]), real(row[2]), real(row[3])),
              Glicko2.periods(Duration.between((Instant) row[4], game.at())),
              ranks.get(account)));
    }
    List<Rating> after = RatedGame.after(entrants);
    for (int i = 0; i < order.size(); i++) {
      gained.put(order.get(i), after.get(i).rating() - entrants.get(i).rating().rating());
    }
    update(game, order, after);
    return gained;
  }

  private void update(FinishedGame game, List<AccountId> order, List<Rating> after) {
    Map<AccountId, String> names = new LinkedHashMap<>();
    game.lines().forEach(l -> account(l).ifPresent(a -> names.putIfAbsent(a, l.name())));
    em.createNativeQuery(
            """
            UPDATE rating r SET rating = n.rating, deviation = n.deviation, volatility = n.volatility, name = n.name,
                   games = r.games + 1, played_at = greatest(r.played_at, :at)
            FROM unnest(cast(:accounts AS text[]), cast(:ratings AS double precision[]), cast(:deviations AS double precision[]),
                        cast(:volatilities AS double precision[]), cast(:names AS text[]))
              AS n (account, rating, deviation, volatility, name)
            WHERE r.account = n.account AND r.game = :game
            """)
        .setParameter("at", game.at())
        .setParameter("game", game.game())
        .setParameter("accounts", texts(order.stream().map(a -> GuestId.of(a).key()).toList()))
        .setParameter("ratings", after.stream().map(Rating::rating).toArray(Double[]::new))
        .setParameter("deviations", after.stream().map(Rating::deviation).toArray(Double[]::new))
        .setParameter("volatilities", after.stream().map(Rating::volatility).toArray(Double[]::new))
        .setParameter("names", texts(order.stream().map(names::get).toList()))
        .executeUpdate();
  }

  List<PlayedGame> history(String holder, long before, int most) {
    List<Object[]> rows =
        rows(
            em.createNativeQuery(
                    """
                    SELECT r.id, r.room, r.number, r.game, r.ended_at, r.open, r.ended_by_host, p.rank, p.score, p.outcome, p.gained, r.players
                    FROM (SELECT DISTINCT ON (result) result, rank, score, outcome, gained FROM match_player
                          WHERE holder = :holder AND result < :before ORDER BY result DESC, rank DESC, place DESC LIMIT :most) p
                    JOIN match_result r ON r.id = p.result ORDER BY r.id DESC
                    """)
                .setParameter("holder", holder)
                .setParameter("before", before)
                .setParameter("most", most));
    Map<Long, List<PlayedGame.Other>> others =
        others(holder, rows.stream().map(row -> (Long) row[0]).toArray(Long[]::new));
    return rows.stream()
        .map(
            row ->
                new PlayedGame(
                    (Long) row[0],
                    (String) row[1],
                    (Integer) row[2],
                    (String) row[3],
                    (Instant) row[4],
                    (Boolean) row[5],
                    (Boolean) row[6],
                    (Integer) row[7],
                    (Long) row[8],
                    row[9] == null ? null : Outcome.valueOf((String) row[9]),
                    (Double) row[10],
                    (Integer) row[11],
                    others.getOrDefault((Long) row[0], List.of())))
        .toList();
  }

  private Map<Long, List<PlayedGame.Other>> others(String holder, Long[] results) {
    Map<Long, List<PlayedGame.Other>> others = new LinkedHashMap<>();
    for (Object[] row :
        rows(
            em.createNativeQuery(
                    """
                    SELECT o.result, o.name, o.holder, o.rank, o.score FROM unnest(cast(:results AS bigint[])) AS r (id)
                    CROSS JOIN LATERAL (SELECT * FROM match_player m WHERE m.result = r.id AND m.holder IS DISTINCT FROM :holder
                                        ORDER BY m.place LIMIT :most) o
                    ORDER BY o.result, o.place
                    """)
                .setParameter("results", results)
                .setParameter("holder", holder)
                .setParameter("most", PlayedGame.OTHERS))) {
      others
          .computeIfAbsent((Long) row[0], k -> new ArrayList<>())
          .add(
              new PlayedGame.Other(
                  (String) row[1],
                  row[2] == null ? null : new GuestId((String) row[2]).account().orElse(null),
                  (Integer) row[3],
                  (Long) row[4]));
    }
    return others;
  }

  List<Tally> tallies(String holder) {
    return rows(
            em.createNativeQuery(
                    """
                    SELECT game, count(*) FILTER (WHERE outcome = 'WON'), count(*) FILTER (WHERE outcome = 'DRAWN'),
                           count(*) FILTER (WHERE outcome = 'LOST')
                    FROM (SELECT DISTINCT ON (p.result) r.game, p.outcome FROM match_player p JOIN match_result r ON r.id = p.result
                          WHERE p.holder = :holder AND p.outcome IS NOT NULL ORDER BY p.result, p.rank DESC, p.place DESC) counted
                    GROUP BY game ORDER BY game
                    """)
                .setParameter("holder", holder))
        .stream()
        .map(row -> new Tally((String) row[0], whole(row[1]), whole(row[2]), whole(row[3])))
        .toList();
  }

  List<Rated> ratings(String account) {
    return rows(
            em.createNativeQuery(
                    """
                    SELECT game, rating, deviation, volatility, cast(extract(epoch FROM now() - played_at) AS double precision), games
                    FROM rating WHERE account = :account ORDER BY game
                    """)
                .setParameter("account", account))
        .stream()
        .map(row -> new Rated((String) row[0], now(row, 1), whole(row[5])))
        .toList();
  }

  List<Ranked> best(String game) {
    return rows(
            em.createNativeQuery(
                    """
                    SELECT r.account, rating, deviation, volatility, cast(extract(epoch FROM now() - played_at) AS double precision), games, a.name
                    FROM rating r JOIN account a ON '@' || a.id = r.account WHERE game = :game
                    ORDER BY rating - 2 * sqrt(least(cast(:most AS double precision) ^ 2, deviation ^ 2 + (cast(:scale AS double precision) * volatility) ^ 2
                             * greatest(0, extract(epoch FROM now() - played_at)) / :period)) DESC, r.account
                    LIMIT :best
                    """)
                .setParameter("game", game)
                .setParameter("most", Rating.MOST_DEVIATION)
                .setParameter("scale", Glicko2.SCALE)
                .setParameter("period", (double) Glicko2.PERIOD.toSeconds())
                .setParameter("best", Results.BEST))
        .stream()
        .map(
            row ->
                new Ranked(
                    new GuestId((String) row[0]).account().orElseThrow(),
                    (String) row[6],
                    now(row, 1),
                    whole(row[5])))
        .sorted(Comparator.comparingDouble((Ranked r) -> r.rating().low()).reversed())
        .toList();
  }

  void move(String from, String to) {
    em.createNativeQuery("UPDATE match_player SET holder = :to WHERE holder = :from")
        .setParameter("from", from)
        .setParameter("to", to)
        .executeUpdate();
  }

  void forget(String account) {
    em.createNativeQuery(
            "UPDATE match_player SET holder = NULL, name = NULL WHERE holder = :account")
        .setParameter("account", account)
        .executeUpdate();
    em.createNativeQuery("DELETE FROM rating WHERE account = :account")
        .setParameter("account", account)
        .executeUpdate();
  }

  /** A rating that stands in a row from a column on, and the seconds since it was made. */
  private static Rating now(Object[] row, int from) {
    return new Rating(real(row[from]), real(row[from + 1]), real(row[from + 2]))
        .after(Glicko2.periods(Duration.ofSeconds((long) real(row[from + 3]))));
  }

  private static Optional<AccountId> account(Line line) {
    return Optional.ofNullable(line.holder()).flatMap(GuestId::account);
  }

  private static String key(Line line) {
    return line.holder() == null || line.holder().isDeleted() ? null : line.holder().key();
  }

  @SuppressWarnings("unchecked") // of several columns each
  private static List<Object[]> rows(Query query) {
    return query.getResultList();
  }

  private static String[] texts(List<String> texts) {
    return texts.toArray(String[]::new);
  }

  private static double real(Object number) {
    return ((Number) number).doubleValue();
  }

  private static int whole(Object number) {
    return ((Number) number).intValue();
  }
}
