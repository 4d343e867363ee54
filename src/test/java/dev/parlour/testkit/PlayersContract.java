package dev.parlour.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.player.Account;
import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.Friends;
import dev.parlour.player.Friends.Standing;
import dev.parlour.player.Session;
import dev.parlour.player.Sessions;
import dev.parlour.shared.Names;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of people must hold to. Each test makes its own people. */
public abstract class PlayersContract {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Sessions.Terms TERMS =
      new Sessions.Terms(Duration.ofDays(30), Duration.ofDays(1), Duration.ofMinutes(1));

  protected abstract Accounts accounts();

  protected abstract Sessions sessions();

  protected abstract Friends friends();

  /** Time goes by for an account and its sessions. */
  protected abstract void pass(AccountId account, Duration time) throws Exception;

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  private static String name() {
    return "N" + fresh().replace("-", "").substring(0, 20);
  }

  private AccountId somebody(String name) {
    AccountId id = AccountId.random(RANDOM);
    assertThat(accounts().create(new Accounts.NewAccount(id, name, "a hash", null, "seed")))
        .isTrue();
    return id;
  }

  private AccountId somebody() {
    return somebody(name());
  }

  // Accounts

  @Test
  public void an_account_is_found_by_id_and_by_any_name_that_looks_the_same() {
    String name = name();
    AccountId id = somebody(name);
    Account account = accounts().find(id).orElseThrow();
    assertThat(account.name()).isEqualTo(name);
    assertThat(account.email()).isNull();
    assertThat(account.showsPlace()).isTrue();
    assertThat(account.password()).isTrue();
    assertThat(accounts().byNameKey(Names.key(name.toUpperCase()))).map(Account::id).contains(id);
    assertThat(accounts().byNameKey("nobody " + fresh())).isEmpty();
    assertThat(accounts().secretByNameKey(Names.key(name)).orElseThrow())
        .isEqualTo(new Accounts.Secret(id, "a hash"));
  }

  @Test
  public void a_name_is_had_by_one_alone() {
    String name = name();
    AccountId id = somebody(name);
    assertThat(
            accounts()
                .create(
                    new Accounts.NewAccount(
                        AccountId.random(RANDOM), name.toLowerCase(), "x", null, "seed")))
        .isFalse();
    AccountId other = somebody();
    assertThat(accounts().rename(other, name.toLowerCase())).isFalse();
    assertThat(accounts().rename(id, name.toLowerCase())).isTrue();
    assertThat(accounts().find(id)).map(Account::name).contains(name.toLowerCase());
  }

  @Test
  public void what_is_changed_is_changed() {
    AccountId id = somebody();
    accounts().describe(id, "ada@example.org", false);
    accounts().avatar(id, "another");
    accounts().password(id, "another hash");
    Account account = accounts().find(id).orElseThrow();
    assertThat(account.email()).isEqualTo("ada@example.org");
    assertThat(account.showsPlace()).isFalse();
    assertThat(account.avatar()).isEqualTo("another");
    assertThat(accounts().secret(id).orElseThrow().password()).isEqualTo("another hash");
    assertThat(accounts().all(List.of(id, AccountId.random(RANDOM))))
        .extracting(Account::id)
        .containsExactly(id);
  }

  @Test
  public void a_browser_is_known_to_the_account_that_signed_in_there() {
    String name = name();
    AccountId id = somebody(name);
    String browser = fresh();
    assertThat(accounts().knows(Names.key(name), browser)).isFalse();
    accounts().remember(id, browser);
    accounts().remember(id, browser);
    assertThat(accounts().knows(Names.key(name), browser)).isTrue();
    assertThat(accounts().browsers(id)).isEqualTo(1);
    assertThat(accounts().browsers(somebody())).isZero();
    assertThat(accounts().knows(Names.key(name()), browser)).isFalse();
  }

  @Test
  public void an_account_that_goes_takes_its_sessions_and_friends_along_and_frees_its_name() {
    String name = name();
    AccountId id = somebody(name);
    AccountId friend = somebody();
    String token = fresh();
    sessions().open(id, token, "");
    friends().ask(id, friend);
    accounts().delete(id);
    assertThat(accounts().find(id)).isEmpty();
    assertThat(sessions().find(token, TERMS)).isEmpty();
    assertThat(friends().of(friend)).isEmpty();
    somebody(name);
  }

  @Test
  public void a_provider_vouches_for_one_account_until_that_goes() {
    AccountId id = somebody();
    String subject = fresh();
    assertThat(accounts().vouched("https://id.example.org", subject)).isEmpty();
    assertThat(accounts().vouch(id, "https://id.example.org", subject)).isTrue();
    assertThat(accounts().vouch(somebody(), "https://id.example.org", subject)).isFalse();
    assertThat(accounts().vouched("https://id.example.org", subject)).contains(id);
    assertThat(accounts().vouched("https://other.example.org", subject)).isEmpty();
    accounts().delete(id);
    assertThat(accounts().vouched("https://id.example.org", subject)).isEmpty();
  }

  @Test
  public void a_provider_vouches_for_an_account_by_any_name_until_that_is_undone() {
    AccountId id = somebody();
    AccountId other = somebody();
    String issuer = "https://id.example.org";
    String subject = fresh();
    accounts().vouch(id, issuer, subject);
    accounts().vouch(id, issuer, fresh());
    accounts().vouch(other, issuer, fresh());
    assertThat(accounts().isVouched(id, issuer)).isTrue();
    assertThat(accounts().vouchedFor(id))
        .hasSize(2)
        .contains(new Accounts.Vouched(issuer, subject))
        .extracting(Accounts.Vouched::subject)
        .isSorted();
    assertThat(accounts().isVouched(id, "https://other.example.org")).isFalse();
    accounts().unvouch(id, "https://other.example.org");
    assertThat(accounts().isVouched(id, issuer)).isTrue();
    accounts().unvouch(id, issuer);
    assertThat(accounts().isVouched(id, issuer)).isFalse();
    assertThat(accounts().vouchedFor(id)).isEmpty();
    assertThat(accounts().vouched(issuer, subject)).isEmpty();
    assertThat(accounts().isVouched(other, issuer)).isTrue();
  }

  @Test
  public void a_session_is_linked_once_where_it_was_asked_for_and_in_time() {
    AccountId id = somebody();
    long asked = sessions().open(id, fresh(), "");
    long late = sessions().open(id, fresh(), "");
    sessions().linking(asked, Duration.ofMinutes(10));
    sessions().linking(late, Duration.ZERO);
    assertThat(sessions().linked(late)).isFalse();
    assertThat(sessions().linked(asked)).isTrue();
    assertThat(sessions().linked(asked)).isFalse();
    assertThat(sessions().linked(sessions().open(id, fresh(), ""))).isFalse();
  }

  // Sessions

  @Test
  public void a_session_is_found_by_its_token_alone() {
    String name = name();
    AccountId id = somebody(name);
    String token = fresh();
    long session = sessions().open(id, token, "Firefox, Linux");
    Sessions.Found found = sessions().find(token, TERMS).orElseThrow();
    assertThat(found.session()).isEqualTo(new Session(session, id, name, "seed", false));
    assertThat(found.fresh()).isFalse();
    assertThat(sessions().find(fresh(), TERMS)).isEmpty();
  }

  @Test
  public void a_token_is_exchanged_once_when_it_is_due_and_the_former_counts_until_a_minute_after()
      throws Exception {
    AccountId id = somebody();
    String token = fresh();
    long session = sessions().open(id, token, "");
    String second = fresh();
    assertThat(sessions().renew(token, second, TERMS)).isFalse();
    pass(id, Duration.ofHours(25));
    assertThat(sessions().find(token, TERMS).orElseThrow().session().renew()).isTrue();
    assertThat(sessions().renew(token, second, TERMS)).isTrue();
    assertThat(sessions().renew(token, fresh(), TERMS)).isFalse();
    pass(id, Duration.ofHours(1));
    assertThat(sessions().find(token, TERMS).orElseThrow().fresh()).isFalse();
    assertThat(sessions().find(second, TERMS).orElseThrow().fresh()).isTrue();
    sessions().arrived(session, TERMS);
    assertThat(sessions().find(second, TERMS).orElseThrow().fresh()).isFalse();
    pass(id, Duration.ofSeconds(50));
    assertThat(sessions().find(token, TERMS)).isPresent();
    pass(id, Duration.ofSeconds(20));
    assertThat(sessions().find(token, TERMS)).isEmpty();
    assertThat(sessions().find(second, TERMS)).isPresent();
  }

  @Test
  public void a_session_ends_when_it_was_not_used_for_a_month() throws Exception {
    AccountId id = somebody();
    String token = fresh();
    long session = sessions().open(id, token, "");
    pass(id, Duration.ofDays(29));
    sessions().used(session);
    pass(id, Duration.ofDays(29));
    assertThat(sessions().find(token, TERMS)).isPresent();
    assertThat(sessions().ended(Set.of(session), TERMS)).isEmpty();
    pass(id, Duration.ofDays(2));
    assertThat(sessions().find(token, TERMS)).isEmpty();
    assertThat(sessions().ended(Set.of(session), TERMS)).containsExactly(session);
    assertThat(sessions().of(id, TERMS)).isEmpty();
    sessions().forget(TERMS);
    assertThat(sessions().end(id, List.of(session))).isEmpty();
  }

  @Test
  public void nobody_ends_the_session_of_somebody_else() {
    AccountId ada = somebody();
    AccountId mallory = somebody();
    String token = fresh();
    long session = sessions().open(ada, token, "");
    assertThat(sessions().end(mallory, List.of(session))).isEmpty();
    assertThat(sessions().endAll(mallory, 0)).isEmpty();
    assertThat(sessions().find(token, TERMS)).isPresent();
    assertThat(sessions().end(ada, List.of(session))).containsExactly(session);
    assertThat(sessions().find(token, TERMS)).isEmpty();
  }

  @Test
  public void all_sessions_end_but_the_one_that_stays() {
    AccountId id = somebody();
    long phone = sessions().open(id, fresh(), "Safari, iPhone");
    long laptop = sessions().open(id, fresh(), "Firefox, Linux");
    assertThat(sessions().of(id, TERMS))
        .extracting(Sessions.Listed::device)
        .containsExactly("Firefox, Linux", "Safari, iPhone");
    assertThat(sessions().endAll(id, laptop)).containsExactly(phone);
    assertThat(sessions().endAll(id, 0)).containsExactly(laptop);
  }

  // Friends

  @Test
  public void two_are_friends_when_both_have_asked() {
    AccountId ada = somebody();
    AccountId ben = somebody();
    assertThat(friends().standing(ada, ben)).isEqualTo(Standing.NONE);
    assertThat(friends().ask(ada, ben)).isEqualTo(Standing.ASKED);
    assertThat(friends().ask(ada, ben)).isEqualTo(Standing.ASKED);
    assertThat(friends().standing(ben, ada)).isEqualTo(Standing.WANTED);
    assertThat(friends().ask(ben, ada)).isEqualTo(Standing.FRIENDS);
    assertThat(friends().ask(ada, ben)).isEqualTo(Standing.FRIENDS);
    assertThat(friends().count(ada)).isEqualTo(1);
    friends().part(ada, ben);
    friends().part(ada, ben);
    assertThat(friends().standing(ben, ada)).isEqualTo(Standing.NONE);
  }

  @Test
  public void friends_come_by_name_and_are_here_for_a_minute_after_they_were_seen()
      throws Exception {
    AccountId me = somebody();
    String name = name();
    AccountId second = somebody(name + "b");
    AccountId first = somebody(name + "a");
    friends().ask(me, second);
    friends().ask(first, me);
    assertThat(friends().of(me)).extracting(f -> f.account().id()).containsExactly(first, second);
    assertThat(friends().of(me))
        .extracting(Friends.Friend::standing)
        .containsExactly(Standing.WANTED, Standing.ASKED);
    pass(second, Duration.ofSeconds(61));
    assertThat(friends().of(me).getLast().online()).isFalse();
    accounts().seen(List.of(second));
    assertThat(friends().of(me).getLast().online()).isTrue();
  }
}
