package dev.parlour.player.app;

import dev.parlour.player.AccountDeleted;
import dev.parlour.player.FinishedGame;
import dev.parlour.player.FinishedGame.Ending;
import dev.parlour.player.FinishedGame.Line;
import dev.parlour.player.GuestMoved;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.Results;
import dev.parlour.player.SeatHolder;
import dev.parlour.shared.RoomNotice;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hears of a game that is over, and keeps what came of it with those who sat there, in the
 * transaction of the message: if anything fails, the message comes again. Harmless when it hears
 * twice, as a game is kept once.
 *
 * <p>Who sat there is asked under locks of their seats, and seats move from a guest to an account
 * before results do (see the priorities): so a result is kept either before both, and moves, or
 * after both, and is the account's at once.
 */
@ApplicationScoped
class ResultsOfRooms {
  /** Behind those who have seats to move or to forget. */
  private static final int AFTER_SEATS = Interceptor.Priority.APPLICATION + 1_000;

  /** A room's node says when a game started, the database since when somebody has a seat. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

  @Inject GuestSeats seats;
  @Inject Results results;

  @Transactional
  void over(@Observes RoomNotice notice) {
    if (notice.type().equals("RoomCompleted")) {
      game(notice, holders(notice.room())).ifPresent(results::keep);
    }
  }

  void moved(@Observes @Priority(AFTER_SEATS) GuestMoved moved) {
    results.move(moved.from(), moved.to());
  }

  void deleted(@Observes @Priority(AFTER_SEATS) AccountDeleted deleted) {
    results.forget(deleted.account());
  }

  private static Ending ending(Map<String, Object> payload) {
    return Boolean.TRUE.equals(payload.get("endedByHost"))
        ? Ending.BY_HOST
        : Boolean.TRUE.equals(payload.get("abandoned")) ? Ending.ABANDONED : Ending.OWN;
  }

  /** Null where it is not told, as in news from a former release, or no time. */
  private static Instant time(Object told) {
    try {
      return told instanceof String text ? Instant.parse(text) : null;
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }

  private static boolean tookOver(SeatHolder holder, Instant started) {
    return holder != null
        && holder.since() != null
        && started != null
        && holder.since().isAfter(started.plus(CLOCKS_DIFFER));
  }

  private Map<String, SeatHolder> holders(String room) {
    Map<String, SeatHolder> holders = new LinkedHashMap<>();
    seats.holders(room).forEach(h -> holders.put(h.seat(), h));
    return holders;
  }

  /**
   * Who has deleted their account has no name, also where the room has not heard of it.
   *
   * @param told by the room
   */
  private static String name(Object told, SeatHolder holder) {
    if (holder != null && holder.guest().isDeleted()) {
      return null;
    }
    return told instanceof String name ? name : holder == null ? "" : holder.name();
  }

  /**
   * Empty for news from a release that did not tell when a game ended: without the time nobody
   * could say whether it is kept already.
   */
  static Optional<FinishedGame> game(RoomNotice notice, Map<String, SeatHolder> holders) {
    Map<String, Object> payload = notice.payload();
    Instant at = time(payload.get("at"));
    if (at == null
        || !(payload.get("game") instanceof String game)
        || !(payload.get("result") instanceof List<?> result)) {
      return Optional.empty();
    }
    Map<?, ?> names = payload.get("names") instanceof Map<?, ?> told ? told : Map.of();
    List<?> removed = payload.get("removed") instanceof List<?> told ? told : List.of();
    Instant started = time(payload.get("startedAt"));
    List<Line> lines = new ArrayList<>();
    for (Object entry : result) {
      if (entry instanceof Map<?, ?> placing
          && placing.get("player") instanceof String seat
          && placing.get("rank") instanceof Number rank
          && placing.get("score") instanceof Number score) {
        SeatHolder holder = holders.get(seat);
        lines.add(
            new Line(
                seat,
                holder == null ? null : holder.guest(),
                name(names.get(seat), holder),
                rank.intValue(),
                score.longValue(),
                removed.contains(seat),
                tookOver(holder, started)));
      }
    }
    return Optional.of(
        new FinishedGame(
            notice.room(),
            notice.seq(),
            payload.get("number") instanceof Number number ? number.intValue() : 1,
            game,
            at,
            "public".equals(payload.get("visibility")),
            ending(payload),
            lines));
  }
}
