package dev.parlour.room.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Viewer;
import dev.parlour.room.Attendance;
import dev.parlour.room.Follower;
import dev.parlour.room.Presence;
import dev.parlour.room.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AudienceTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final Viewer ADA = new Viewer.Player("p1");
  private static final Viewer HOST = new Viewer.Host();

  private final Audience audience = audience(20);

  private static Audience audience(int stranded) {
    return new Audience(
        Duration.ofSeconds(3), Duration.ofSeconds(stranded), Duration.ofSeconds(60));
  }

  @Test
  void a_player_who_loses_the_connection_is_present_until_the_grace_is_over() {
    Follower tab = new Silent();
    audience.enter(ADA, tab);
    audience.told();
    assertThat(audience.leave(tab, NOON)).contains(NOON.plusSeconds(3));
    assertThat(audience.changed()).isFalse();
    assertThat(audience.expire(NOON.plusSeconds(2))).contains(NOON.plusSeconds(3));
    assertThat(audience.attendance().connected()).containsExactly("p1");
    assertThat(audience.expire(NOON.plusSeconds(3))).contains(NOON.plusSeconds(60));
    assertThat(audience.attendance().connected()).isEmpty();
    assertThat(audience.changed()).isTrue();
  }

  @Test
  void who_comes_back_within_the_grace_was_never_gone() {
    Follower tab = new Silent();
    audience.enter(ADA, tab);
    audience.leave(tab, NOON);
    audience.enter(ADA, new Silent());
    audience.told();
    audience.expire(NOON.plusSeconds(60));
    assertThat(audience.attendance().connected()).containsExactly("p1");
    assertThat(audience.changed()).isFalse();
  }

  @Test
  void who_has_lost_their_server_is_given_longer() {
    Follower tab = new Silent();
    audience.enter(ADA, tab);
    assertThat(audience.strand(tab, NOON)).contains(NOON.plusSeconds(20));
    audience.expire(NOON.plusSeconds(19));
    assertThat(audience.attendance().connected()).containsExactly("p1");
    assertThat(audience.expire(NOON.plusSeconds(20))).contains(NOON.plusSeconds(60));
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.AWAY);
  }

  @Test
  void who_is_given_longer_than_people_are_away_is_gone_after_that() {
    Audience patient = audience(90);
    Follower tab = new Silent();
    patient.enter(ADA, tab);
    assertThat(patient.strand(tab, NOON)).contains(NOON.plusSeconds(90));
    assertThat(patient.expire(NOON.plusSeconds(90))).isEmpty();
    assertThat(patient.attendance().of("p1")).isEqualTo(Presence.GONE);
  }

  @Test
  void where_something_moves_nobody_is_given_longer_whatever_they_have_lost() {
    Follower tab = new Silent();
    audience.grant(Duration.ofMillis(500));
    audience.enter(ADA, tab);
    assertThat(audience.strand(tab, NOON)).contains(NOON.plusMillis(500));
  }

  @Test
  void the_newest_follower_of_a_player_takes_over_and_the_former_ones_end_means_nothing() {
    Follower phone = new Silent();
    Follower laptop = new Silent();
    assertThat(audience.enter(ADA, phone)).isEmpty();
    assertThat(audience.enter(ADA, laptop)).containsSame(phone);
    assertThat(audience.has(phone)).isFalse();
    assertThat(audience.leave(phone, NOON)).isEmpty();
    audience.expire(NOON.plusSeconds(60));
    assertThat(audience.attendance().connected()).containsExactly("p1");
  }

  @Test
  void hosts_may_be_several_and_are_away_from_the_end_of_the_last() {
    audience.begin(NOON);
    Follower console = new Silent();
    Follower second = new Silent();
    audience.enter(HOST, console);
    audience.enter(HOST, second);
    audience.leave(console, NOON.plusSeconds(1));
    assertThat(audience.attendance().host()).isTrue();
    assertThat(audience.hostAwayFor(NOON.plusSeconds(9))).isEmpty();
    audience.leave(second, NOON.plusSeconds(4));
    assertThat(audience.attendance().host()).isFalse();
    assertThat(audience.hostAwayFor(NOON.plusSeconds(9))).hasValue(5_000);
  }

  @Test
  void who_gives_up_the_seat_is_absent_at_once() {
    Follower tab = new Silent();
    audience.enter(ADA, tab);
    assertThat(audience.unseat("p1")).containsSame(tab);
    assertThat(audience.attendance().connected()).isEmpty();
    assertThat(audience.isEmpty()).isTrue();
    assertThat(audience.unseat("p1")).isEmpty();
  }

  @Test
  void players_who_are_expected_are_present_without_a_connection_but_not_for_ever() {
    audience.enter(ADA, new Silent());
    audience.expect(List.of("p1", "p2", "p10"), Presence.CONNECTED, NOON.plusSeconds(20));
    assertThat(audience.attendance().connected()).containsExactly("p1", "p2", "p10");
    assertThat(audience.expire(NOON)).contains(NOON.plusSeconds(20));
    audience.expire(NOON.plusSeconds(20));
    assertThat(audience.attendance().connected()).containsExactly("p1");
  }

  @Test
  void a_set_of_the_present_that_was_given_away_does_not_change() {
    audience.enter(ADA, new Silent());
    var before = audience.attendance().connected();
    audience.enter(new Viewer.Player("p2"), new Silent());
    assertThat(before).containsExactly("p1");
  }

  @Test
  void who_stays_without_a_connection_is_away_after_the_grace_and_gone_in_the_end() {
    Follower tab = new Silent();
    audience.enter(ADA, tab);
    audience.leave(tab, NOON);
    audience.expire(NOON.plusMillis(2_999));
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.CONNECTED);
    audience.expire(NOON.plusSeconds(3));
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.AWAY);
    assertThat(audience.attendance().away()).isEqualTo(1);
    audience.told();
    assertThat(audience.expire(NOON.plusMillis(59_999))).contains(NOON.plusSeconds(60));
    assertThat(audience.changed()).isFalse();
    assertThat(audience.expire(NOON.plusSeconds(60))).isEmpty();
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.GONE);
    assertThat(audience.attendance().away()).isZero();
    assertThat(audience.changed()).isTrue();
  }

  @Test
  void who_was_away_or_gone_and_comes_back_is_connected_and_stays_so() {
    Follower tab = new Silent();
    audience.enter(ADA, tab);
    audience.leave(tab, NOON);
    audience.expire(NOON.plusSeconds(10));
    Follower again = new Silent();
    audience.enter(ADA, again);
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.CONNECTED);
    assertThat(audience.expire(NOON.plusSeconds(90))).isEmpty();
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.CONNECTED);
    audience.leave(again, NOON.plusSeconds(100));
    audience.expire(NOON.plusSeconds(200));
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.GONE);
    audience.enter(ADA, new Silent());
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.CONNECTED);
  }

  @Test
  void who_was_late_for_both_moments_is_gone_at_once() {
    Follower tab = new Silent();
    audience.enter(ADA, tab);
    audience.leave(tab, NOON);
    assertThat(audience.expire(NOON.plusSeconds(300))).isEmpty();
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.GONE);
  }

  @Test
  void who_has_just_taken_a_seat_is_away_until_the_first_connection() {
    assertThat(audience.seated(List.of("p1", "p2"), NOON)).isEqualTo(NOON.plusSeconds(60));
    audience.enter(ADA, new Silent());
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.CONNECTED);
    assertThat(audience.attendance().of("p2")).isEqualTo(Presence.AWAY);
    audience.expire(NOON.plusSeconds(60));
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.CONNECTED);
    assertThat(audience.attendance().of("p2")).isEqualTo(Presence.GONE);
  }

  @Test
  void who_is_not_back_in_time_after_a_restart_is_gone() {
    audience.expect(List.of("p1"), Presence.CONNECTED, NOON.plusSeconds(20));
    audience.expect(List.of("p2"), Presence.AWAY, NOON.plusSeconds(20));
    assertThat(audience.attendance().connected()).containsExactly("p1");
    assertThat(audience.attendance().of("p2")).isEqualTo(Presence.AWAY);
    assertThat(audience.expire(NOON.plusSeconds(20))).isEmpty();
    assertThat(audience.attendance().of("p1")).isEqualTo(Presence.GONE);
    assertThat(audience.attendance().of("p2")).isEqualTo(Presence.GONE);
  }

  @Test
  void an_alarm_before_anybodys_time_changes_nothing_in_a_crowd() {
    List<String> crowd = IntStream.rangeClosed(2, 5_000).mapToObj(i -> "p" + i).toList();
    audience.seated(crowd, NOON);
    Attendance before = audience.attendance();
    audience.told();
    assertThat(audience.expire(NOON.plusSeconds(59))).contains(NOON.plusSeconds(60));
    assertThat(audience.changed()).isFalse();
    assertThat(audience.attendance()).isSameAs(before);
  }

  static final class Silent implements Follower {
    @Override
    public void attached(Publication now, boolean current) {}

    @Override
    public void published(Publication now) {}

    @Override
    public void countdown(long remainingMillis, Instant deadline) {}

    @Override
    public void detached(String reason) {}
  }
}
