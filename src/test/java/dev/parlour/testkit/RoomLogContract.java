package dev.parlour.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.game.Rejection;
import dev.parlour.game.Seat;
import dev.parlour.room.Room;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomLog.Append;
import dev.parlour.room.RoomLog.Entry;
import dev.parlour.room.RoomLog.Loaded;
import dev.parlour.room.RoomLog.Notice;
import dev.parlour.room.RoomLog.Outcome;
import dev.parlour.room.RoomRules;
import dev.parlour.room.RoomState;
import dev.parlour.room.Status;
import dev.parlour.room.Visibility;
import dev.parlour.shared.RoomCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * What every room log must do, wherever it keeps its rooms. Each test makes its own rooms, since
 * the store may be shared.
 */
public abstract class RoomLogContract {
  private final Room room =
      new Room(
          new TallyGame(),
          new RoomRules(Duration.ofSeconds(3), Duration.ofMinutes(2), Duration.ofMinutes(5)));

  protected abstract RoomLog log();

  /** The store's own time. */
  protected abstract Instant now();

  /** Gives the room to another node, whose heart beats or has stopped. */
  protected abstract void giveTo(String code, String otherNode, boolean alive) throws Exception;

  /**
   * The types of the notices that were stored for the room, in their order; waits until there are
   * so many.
   */
  protected abstract List<String> notices(String code, int count) throws Exception;

  /** A room as its owner writes it. */
  private final class Writing {
    final String code;
    RoomState state = room.initial();
    long seq;
    long epoch = 1;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private RoomState after = state;

    Writing(String code) {
      this.code = code;
    }

    Writing with(RoomEvent event, String actor, String commandId) {
      return with(event, actor, commandId, at(seq + entries.size() + 1));
    }

    private Writing with(RoomEvent event, String actor, String commandId, Instant at) {
      after = room.apply(after, event);
      entries.add(new Entry(seq + entries.size() + 1, event, actor, commandId, at));
      return this;
    }

    Writing with(RoomEvent event) {
      return with(event, "server", null);
    }

    Writing created() {
      return created(Visibility.PRIVATE);
    }

    Writing created(Visibility visibility) {
      return with(
          new RoomEvent.RoomCreated(
              code,
              "tally",
              1,
              "Friday \u2615",
              Map.of("max", 100),
              visibility,
              "hash",
              -7,
              false,
              at(1)));
    }

    Writing joined(int player) {
      return with(
          new RoomEvent.PlayerJoined(
              new Seat("p" + player, "Player " + player, "seed"), "key " + player),
          "guest",
          null);
    }

    Writing notice(String type) {
      notices.add(new Notice(type, seq + entries.size(), Map.of("game", "tally")));
      return this;
    }

    Append append(boolean snapshot) {
      return new Append(
          room, epoch, seq, List.copyOf(entries), after, snapshot, List.copyOf(notices));
    }

    /** Stores what was added and goes on from there. */
    Writing stored() {
      return stored(false);
    }

    Writing stored(boolean snapshot) {
      assertThat(log().append(List.of(append(snapshot)))).containsExactly(Outcome.STORED);
      state = after;
      seq += entries.size();
      entries.clear();
      notices.clear();
      return this;
    }

    /** Goes on as the owner that claimed it. */
    Loaded claimed() {
      Loaded loaded = log().claim(code, room, RoomLog.Claim.ORPHANED).orElseThrow();
      epoch = loaded.epoch();
      return loaded;
    }
  }

  private Instant at(long seq) {
    return now().truncatedTo(ChronoUnit.DAYS).plusMillis(seq);
  }

  private Writing fresh() {
    return new Writing(RoomCode.random(ThreadLocalRandom.current()).value());
  }

  private Writing inLobby() {
    return fresh()
        .created()
        .with(new RoomEvent.RoomReady(at(2)))
        .with(
            new RoomEvent.GameAdvanced(
                new TallyGame.Event.Prepared(new TallyGame.Settings(2, 10, 1, 100, 0))))
        .stored();
  }

  /** The code of a room in which a game runs. */
  protected final String aRunningRoom() {
    return running().code;
  }

  private Writing running() {
    return inLobby()
        .joined(1)
        .joined(2)
        .with(new RoomEvent.RoomStarted(at(6)))
        .with(new RoomEvent.GameAdvanced(new TallyGame.Event.Begun(List.of("p1", "p2"), 10_000)))
        .stored();
  }

  @Test
  public void what_was_appended_comes_back_as_the_same_state() {
    Writing writing = running();
    Loaded loaded = writing.claimed();
    assertThat(loaded.state()).isEqualTo(writing.state);
    assertThat(loaded.seq()).isEqualTo(writing.seq);
  }

  @Test
  public void a_room_that_was_never_stored_is_not_there() {
    String code = fresh().code;
    assertThat(log().claim(code, room, RoomLog.Claim.ORPHANED)).isEmpty();
    assertThat(log().gameOf(code)).isEmpty();
    assertThat(log().lastSeq(code)).isEmpty();
  }

  @Test
  public void a_rooms_game_and_last_seq_are_known_without_reading_its_log() {
    Writing lobby = inLobby();
    assertThat(log().gameOf(lobby.code)).contains("tally");
    assertThat(log().lastSeq(lobby.code)).hasValue(lobby.seq);
  }

  @Test
  public void an_append_that_does_not_go_on_from_the_last_seq_is_fenced_and_stores_nothing() {
    Writing writing = inLobby();
    Append first = writing.joined(1).append(false);
    writing.stored();
    assertThat(log().append(List.of(first))).containsExactly(Outcome.FENCED);
    assertThat(writing.claimed().state()).isEqualTo(writing.state);
  }

  @Test
  public void an_append_of_an_older_epoch_is_fenced_and_stores_nothing() {
    Writing writing = inLobby();
    Append late = writing.joined(1).append(false);
    long before = log().claim(writing.code, room, RoomLog.Claim.ORPHANED).orElseThrow().seq();
    assertThat(log().append(List.of(late))).containsExactly(Outcome.FENCED);
    assertThat(log().claim(writing.code, room, RoomLog.Claim.ORPHANED).orElseThrow().seq())
        .isEqualTo(before);
  }

  @Test
  public void each_claim_raises_the_epoch_and_its_owner_can_go_on() {
    Writing writing = inLobby();
    long first = writing.claimed().epoch();
    assertThat(writing.claimed().epoch()).isGreaterThan(first);
    writing.joined(1).stored();
    assertThat(writing.claimed().state().seating().seats()).hasSize(1);
  }

  @Test
  public void a_code_that_is_taken_is_fenced_and_the_room_there_stays_as_it_is() {
    Writing there = inLobby();
    Writing other = new Writing(there.code).created();
    assertThat(log().append(List.of(other.append(false)))).containsExactly(Outcome.FENCED);
    assertThat(there.claimed().state()).isEqualTo(there.state);
  }

  @Test
  public void a_fenced_room_fails_alone() {
    Writing good = inLobby();
    Writing fenced = inLobby();
    Append late = fenced.joined(1).append(true);
    fenced.stored();
    Writing created = fresh().created();
    assertThat(log().append(List.of(good.joined(1).append(false), late, created.append(false))))
        .containsExactly(Outcome.STORED, Outcome.FENCED, Outcome.STORED);
    assertThat(good.claimed().state().seating().seats()).hasSize(1);
    assertThat(fenced.claimed().state().seating().seats()).hasSize(1);
    assertThat(created.claimed().seq()).isEqualTo(1);
  }

  @Test
  public void what_can_never_be_stored_is_said_and_nothing_of_its_batch_is() {
    Writing good = inLobby();
    Writing bad = inLobby();
    long before = good.seq;
    bad.joined(1).with(new RoomEvent.CommandNoted(), "p1", "same").stored();
    Append again = bad.with(new RoomEvent.CommandNoted(), "p1", "same").append(false);
    assertThatThrownBy(() -> log().append(List.of(good.joined(1).append(false), again)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(good.claimed().seq()).isEqualTo(before);
  }

  @Test
  public void acknowledged_ids_come_back_with_their_actor_and_seq() {
    Writing writing = running();
    writing
        .with(new RoomEvent.GameAdvanced(new TallyGame.Event.Called("p1", 5)), "p1", "a")
        .with(new RoomEvent.GameAdvanced(new TallyGame.Event.Called("p2", 6)), "p2", "a")
        .stored(true);
    writing.with(new RoomEvent.CommandNoted(), "host", "\u00fc \ud83d\ude00").stored();
    assertThat(writing.claimed().acknowledged())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("p1 a", 8L, "p2 a", 9L, "host \u00fc \ud83d\ude00", 10L));
  }

  @Test
  public void a_snapshot_and_the_tail_come_to_the_same_state_as_the_whole_log() {
    Writing writing = running();
    writing.with(new RoomEvent.GameAdvanced(new TallyGame.Event.Called("p1", 5))).stored(true);
    assertThat(writing.claimed().state()).isEqualTo(writing.state);
    writing
        .with(new RoomEvent.GameAdvanced(new TallyGame.Event.Called("p2", -6)))
        .joined(12)
        .stored();
    assertThat(writing.claimed().state()).isEqualTo(writing.state);
    writing.with(new RoomEvent.RoomLocked()).stored(true);
    assertThat(writing.claimed().state()).isEqualTo(writing.state);
  }

  @Test
  public void the_last_arrival_is_known_also_where_a_snapshot_holds_everything() {
    Writing writing = running();
    assertThat(writing.claimed().lastAt()).isEqualTo(at(writing.seq));
    writing.with(new RoomEvent.RoomLocked()).stored(true);
    assertThat(writing.claimed().lastAt()).isEqualTo(at(writing.seq));
  }

  @Test
  public void the_last_arrival_is_known_also_where_something_older_was_stored_behind_it() {
    Writing writing = running();
    Instant late = at(1_000);
    writing
        .with(new RoomEvent.RoomLocked(), "host", "a", late)
        .with(new RoomEvent.RoomUnlocked(), "host", "b", late.minusMillis(1))
        .stored(true);
    assertThat(writing.claimed().lastAt()).isEqualTo(late);
  }

  @Test
  public void an_arrival_is_kept_to_the_microsecond() {
    Writing writing = running();
    Instant fine = at(1_000).plusNanos(987_654_000);
    writing.with(new RoomEvent.RoomLocked(), "host", "a", fine).stored();
    assertThat(writing.claimed().lastAt()).isEqualTo(fine).isEqualTo(RoomLog.kept(fine));
  }

  @Test
  public void events_come_back_in_their_order_however_many_there_are() {
    Writing writing = inLobby();
    for (int player = 1; player <= 30; player++) {
      writing.joined(player);
    }
    writing.stored();
    assertThat(writing.claimed().state().seating().seats().keySet())
        .containsExactlyElementsOf(
            java.util.stream.IntStream.rangeClosed(1, 30).mapToObj(i -> "p" + i).toList());
  }

  @Test
  public void unfinished_rooms_are_those_that_go_on_without_a_visitor_and_that_nobody_runs()
      throws Exception {
    Writing building = fresh().created().stored();
    Writing lobby = inLobby();
    Writing running = running();
    Writing ours = running();
    Writing over = running().with(new RoomEvent.RoomCompleted(List.of(), at(9))).stored();
    for (Writing writing : List.of(building, lobby, running, over)) {
      giveTo(writing.code, "dead", false);
    }
    List<String> unfinished = log().unfinished(RoomLog.Claim.ORPHANED);
    assertThat(unfinished)
        .contains(building.code, running.code)
        .doesNotContain(lobby.code, over.code, ours.code);
    assertThat(unfinished.indexOf(building.code)).isLessThan(unfinished.indexOf(running.code));
    assertThat(log().unfinished(RoomLog.Claim.FREE)).doesNotContain(running.code);
  }

  @Test
  public void unfinished_rooms_of_another_node_are_not_ours() throws Exception {
    Writing running = running();
    giveTo(running.code, "somebody", true);
    assertThat(log().unfinished(RoomLog.Claim.ORPHANED)).doesNotContain(running.code);
  }

  @Test
  public void games_that_others_run_are_known_but_not_claimed() throws Exception {
    Writing theirs = running();
    giveTo(theirs.code, "somebody", true);
    Writing ours = running();
    Writing lobby = inLobby();
    giveTo(lobby.code, "somebody", true);
    assertThat(log().runElsewhere(1_000))
        .contains(theirs.code)
        .doesNotContain(ours.code, lobby.code);
    assertThat(log().runElsewhere(0)).isEmpty();
    assertThatThrownBy(() -> log().claim(theirs.code, room, RoomLog.Claim.NOTHING))
        .isInstanceOf(RoomLog.NotOwner.class);
  }

  @Test
  public void a_room_that_was_given_up_goes_on_with_whoever_claims_it() {
    Writing running = running();
    log().release(running.code, running.epoch);
    assertThat(log().notOurs(List.of(running.code))).containsExactly(running.code);
    assertThat(log().unfinished(RoomLog.Claim.ORPHANED)).contains(running.code);
    Append late = running.joined(3).append(false);
    Loaded loaded = log().claim(running.code, room, RoomLog.Claim.FREE).orElseThrow();
    assertThat(loaded.cutOffAt()).isBetween(now().minusSeconds(60), now().plusSeconds(60));
    assertThat(log().append(List.of(late))).containsExactly(Outcome.FENCED);
    assertThat(log().notOurs(List.of(running.code))).isEmpty();
  }

  @Test
  public void a_room_that_was_claimed_since_is_not_given_up_by_its_former_owner() {
    Writing running = running();
    long before = running.epoch;
    running.claimed();
    log().release(running.code, before);
    assertThat(log().notOurs(List.of(running.code))).isEmpty();
  }

  @Test
  public void a_node_that_takes_no_rooms_any_more_still_finds_its_own() throws Exception {
    Writing ours = running();
    assertThat(log().claim(ours.code, room, RoomLog.Claim.NOTHING)).isPresent();
    Writing orphan = running();
    giveTo(orphan.code, "dead", false);
    for (RoomLog.Claim how : List.of(RoomLog.Claim.NOTHING, RoomLog.Claim.FREE)) {
      assertThatThrownBy(() -> log().claim(orphan.code, room, how))
          .isInstanceOfSatisfying(
              RoomLog.NotOwner.class, e -> assertThat(e.owner()).isEqualTo("dead"));
    }
  }

  @Test
  public void a_copy_is_read_without_taking_the_room() throws Exception {
    Writing running = running();
    giveTo(running.code, "living", true);
    RoomLog.Copy copy = log().read(running.code, room).orElseThrow();
    assertThat(copy.state()).isEqualTo(running.state);
    assertThat(copy.seq()).isEqualTo(running.seq);
    assertThat(log().read(fresh().code, room)).isEmpty();
    assertThat(log().notOurs(List.of(running.code))).containsExactly(running.code);
  }

  @Test
  public void the_history_has_all_events_in_order_also_those_before_a_snapshot() {
    Writing writing = fresh().created().joined(1).stored(true);
    writing.joined(2).joined(3).stored();
    assertThat(log().history(writing.code, room))
        .extracting(e -> e.getClass().getSimpleName())
        .containsExactly("RoomCreated", "PlayerJoined", "PlayerJoined", "PlayerJoined");
    assertThat(log().history(fresh().code, room)).isEmpty();
  }

  @Test
  public void public_rooms_that_go_on_are_listed_the_newest_first() {
    Instant at = now().truncatedTo(ChronoUnit.MILLIS);
    Writing hidden = fresh().created().with(new RoomEvent.RoomReady(at)).stored();
    Writing building = fresh().created(Visibility.PUBLIC).stored();
    Writing older = fresh().created(Visibility.PUBLIC).with(new RoomEvent.RoomReady(at)).stored();
    Writing newer =
        fresh()
            .created(Visibility.PUBLIC)
            .with(new RoomEvent.RoomReady(at))
            .with(new RoomEvent.RoomStarted(at))
            .stored();
    Writing over =
        fresh()
            .created(Visibility.PUBLIC)
            .with(new RoomEvent.RoomReady(at))
            .with(new RoomEvent.RoomClosed("expired", at))
            .stored();
    List<RoomLog.Listed> listed = log().listed(100);
    assertThat(listed)
        .extracting(RoomLog.Listed::code)
        .containsSubsequence(newer.code, older.code)
        .doesNotContain(hidden.code, building.code, over.code);
    assertThat(listed.getFirst())
        .satisfies(
            r -> {
              assertThat(r.code()).isEqualTo(newer.code);
              assertThat(r.game()).isEqualTo("tally");
              assertThat(r.title()).isEqualTo("Friday \u2615");
              assertThat(r.status()).isEqualTo(Status.IN_PROGRESS);
            });
    assertThat(log().listed(1)).hasSize(1);
  }

  @Test
  public void a_room_of_a_living_node_cannot_be_claimed_and_one_of_a_dead_node_can()
      throws Exception {
    Writing running = running();
    giveTo(running.code, "living", true);
    assertThatThrownBy(() -> log().claim(running.code, room, RoomLog.Claim.ORPHANED))
        .isInstanceOfSatisfying(
            RoomLog.NotOwner.class, e -> assertThat(e.owner()).isEqualTo("living"));
    assertThat(log().gameOf(running.code)).contains("tally");
    Writing orphan = running();
    giveTo(orphan.code, "dead", false);
    Loaded loaded = orphan.claimed();
    assertThat(loaded.state()).isEqualTo(orphan.state);
    assertThat(loaded.cutOffAt()).as("the dead node's last heartbeat").isBeforeOrEqualTo(now());
    assertThat(orphan.claimed().cutOffAt()).as("this run has it already").isNull();
  }

  @Test
  public void idle_rooms_are_those_that_nothing_has_changed_since_and_that_still_go_on() {
    Writing lobby = inLobby();
    Writing closed = inLobby().with(new RoomEvent.RoomClosed("expired", at(9))).stored();
    Writing completed = running().with(new RoomEvent.RoomCompleted(List.of(), at(9))).stored();
    assertThat(log().idleSince(now().plusSeconds(3600), 10_000))
        .contains(lobby.code)
        .doesNotContain(closed.code, completed.code);
    assertThat(log().idleSince(now().minusSeconds(3600), 10_000)).doesNotContain(lobby.code);
    inLobby();
    assertThat(log().idleSince(now().plusSeconds(3600), 1)).hasSize(1);
  }

  @Test
  public void rooms_that_are_over_are_deleted_with_their_logs_and_no_others() {
    Writing lobby = inLobby();
    Writing closed = inLobby().with(new RoomEvent.RoomClosed("expired", at(9))).stored(true);
    Writing failed =
        fresh()
            .created()
            .with(
                new RoomEvent.RoomFailed(
                    new Rejection("unknown_topic", "There is no such topic."), at(2)))
            .stored();
    log().deleteOver(now().minusSeconds(3600), 10_000);
    assertThat(log().gameOf(closed.code)).isPresent();
    assertThat(log().deleteOver(now().plusSeconds(3600), 10_000)).isGreaterThanOrEqualTo(2);
    assertThat(log().gameOf(closed.code)).isEmpty();
    assertThat(log().gameOf(failed.code)).isEmpty();
    assertThat(log().gameOf(lobby.code)).isPresent();
    assertThat(log().append(List.of(new Writing(closed.code).created().append(false))))
        .as("its code is free again")
        .containsExactly(Outcome.STORED);
  }

  @Test
  public void news_can_be_sent_again() throws Exception {
    Writing writing = fresh().created().notice("RoomCreated").stored();
    log().remind(writing.code, new Notice("RoomCreated", 1, Map.of("game", "tally")));
    assertThat(notices(writing.code, 2)).containsExactly("RoomCreated", "RoomCreated");
  }

  @Test
  public void notices_are_stored_with_their_event_and_not_with_a_fenced_one() throws Exception {
    Writing writing = fresh().created().notice("RoomCreated");
    Append again = writing.append(false);
    writing.stored();
    assertThat(log().append(List.of(again))).containsExactly(Outcome.FENCED);
    writing.with(new RoomEvent.RoomReady(at(2))).notice("RoomReady").stored();
    assertThat(notices(writing.code, 2)).containsExactly("RoomCreated", "RoomReady");
  }
}
