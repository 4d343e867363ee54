package dev.parlour.player.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.player.Account;
import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.Session;
import dev.parlour.player.SessionsEnded;
import dev.parlour.room.app.Tokens;
import dev.parlour.shared.Settings;
import dev.parlour.testkit.MemoryPlayers;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownSessionsTest {
  private static final AccountId ADA = new AccountId("AAAAAAAAAAAAAAAAAAAAAA");
  private static final String TOKEN = "a token";

  private final MemoryPlayers store = new MemoryPlayers();
  private final PlayerSettings settings =
      PlayerSettings.from(new Settings(name -> null, name -> null));
  private final KnownSessions here = node();
  private final KnownSessions elsewhere = node();
  private long session;

  private KnownSessions node() {
    return new KnownSessions(
        store.sessions(),
        store.accounts(),
        settings,
        () -> store.clock.instant().toEpochMilli() * 1_000_000);
  }

  @BeforeEach
  void adaIsSignedIn() {
    store.accounts().create(new Accounts.NewAccount(ADA, "Ada", "hash", null, "seed"));
    session = store.sessions().open(ADA, Tokens.hash(TOKEN), "Firefox, Linux");
  }

  @Test
  void a_page_with_many_requests_asks_the_store_once() {
    for (int i = 0; i < 50; i++) {
      assertThat(here.find(TOKEN)).map(Session::account).contains(ADA);
      assertThat(here.find("made up")).isEmpty();
    }
    assertThat(store.lookUps).isEqualTo(2);
  }

  @Test
  void a_sign_out_holds_here_at_once_and_elsewhere_within_five_seconds() {
    assertThat(here.find(TOKEN)).isPresent();
    assertThat(elsewhere.find(TOKEN)).isPresent();
    store.sessions().endAll(ADA, 0);
    here.ended(new SessionsEnded(Set.of(session)));
    assertThat(here.find(TOKEN)).isEmpty();
    store.clock.pass(Duration.ofMillis(4_999));
    assertThat(elsewhere.find(TOKEN)).isPresent();
    store.clock.pass(Duration.ofMillis(1));
    assertThat(elsewhere.find(TOKEN)).isEmpty();
  }

  @Test
  void while_the_store_is_away_who_was_known_is_known_for_two_minutes() {
    assertThat(here.find(TOKEN)).isPresent();
    store.away = true;
    store.clock.pass(Duration.ofSeconds(119));
    assertThat(here.find(TOKEN)).isPresent();
    assertThatThrownBy(() -> here.find("somebody new")).isInstanceOf(RuntimeException.class);
    store.clock.pass(Duration.ofSeconds(1));
    assertThatThrownBy(() -> here.find(TOKEN)).isInstanceOf(RuntimeException.class);
    store.away = false;
    assertThat(here.find(TOKEN)).isPresent();
  }

  @Test
  void a_token_is_exchanged_after_a_day_by_one_of_many_requests() {
    assertThat(here.find(TOKEN).orElseThrow().renew()).isFalse();
    store.clock.pass(Duration.ofHours(24).plusSeconds(1));
    assertThat(here.find(TOKEN).orElseThrow().renew()).isTrue();
    String fresh = here.renew(TOKEN).orElseThrow();
    assertThat(here.renew(TOKEN)).isEmpty();
    assertThat(elsewhere.renew(TOKEN)).isEmpty();
    assertThat(here.find(fresh)).map(Session::id).contains(session);
    assertThat(here.find(fresh).orElseThrow().renew()).isFalse();
  }

  @Test
  void the_former_token_counts_for_a_minute_after_the_new_one_was_seen() {
    store.clock.pass(Duration.ofHours(25));
    String fresh = here.renew(TOKEN).orElseThrow();
    store.clock.pass(Duration.ofHours(1)); // the answer with the new one was lost
    assertThat(here.find(TOKEN)).isPresent();
    store.clock.pass(Duration.ofSeconds(6));
    assertThat(here.find(fresh)).isPresent();
    store.clock.pass(Duration.ofSeconds(59));
    assertThat(here.find(TOKEN)).isPresent();
    store.clock.pass(Duration.ofSeconds(6));
    assertThat(here.find(TOKEN)).isEmpty();
    assertThat(here.find(fresh)).isPresent();
  }

  @Test
  void who_never_got_the_new_token_gets_another_one_a_day_later() {
    store.clock.pass(Duration.ofHours(25));
    here.renew(TOKEN);
    store.clock.pass(Duration.ofHours(25));
    assertThat(here.find(TOKEN).orElseThrow().renew()).isTrue();
    String fresh = here.renew(TOKEN).orElseThrow();
    assertThat(here.find(fresh)).isPresent();
  }

  @Test
  void a_session_ends_when_it_was_not_used_for_thirty_days() {
    store.clock.pass(Duration.ofDays(29));
    assertThat(here.find(TOKEN)).isPresent();
    store.clock.pass(Duration.ofDays(29));
    assertThat(here.find(TOKEN)).isPresent();
    store.clock.pass(Duration.ofDays(30).plusSeconds(1));
    assertThat(here.find(TOKEN)).isEmpty();
    assertThat(here.ended(Set.of(session))).containsExactly(session);
  }

  @Test
  void a_use_is_noted_down_at_most_every_twenty_seconds() {
    for (int i = 0; i < 60; i++) {
      here.find(TOKEN);
      store.clock.pass(Duration.ofSeconds(1));
    }
    assertThat(store.notes).isEqualTo(3);
    assertThat(store.accounts().find(ADA)).map(Account::seenAt).isPresent();
  }

  @Test
  void a_new_name_is_seen_at_once_where_it_was_given() {
    assertThat(here.find(TOKEN)).map(Session::name).contains("Ada");
    store.accounts().rename(ADA, "Countess");
    here.changed(ADA);
    assertThat(here.find(TOKEN)).map(Session::name).contains("Countess");
  }
}
