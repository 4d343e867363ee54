package dev.parlour.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AccountIdTest {
  private static final AccountId ADA = AccountId.random(new SplittableRandom(7));

  @Test
  void it_has_22_characters_of_base64url_and_is_read_back() {
    assertThat(ADA.value()).matches("[A-Za-z0-9_-]{22}");
    assertThat(AccountId.parse(ADA.value())).contains(ADA);
  }

  @Test
  void what_cannot_be_one_is_none() {
    for (String text : new String[] {null, "", "ada", ADA.value() + "x", "@" + ADA.value()}) {
      assertThat(AccountId.parse(text)).isEmpty();
      assertThatThrownBy(() -> new AccountId(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void the_things_of_an_account_are_kept_under_a_key_that_no_browser_has() {
    GuestId guest = GuestId.of(ADA);
    assertThat(guest.account()).contains(ADA);
    assertThat(guest.key()).isEqualTo("@" + ADA.value());
    assertThat(new GuestId("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU").account()).isEmpty();
    assertThat(new GuestId("@nonsense").account()).isEmpty();
  }
}
