package dev.parlour.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Checked;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PasswordRuleTest {
  private static String refused(String typed, String name) {
    return PasswordRule.check(typed, name) instanceof Checked.Bad<String> bad
        ? bad.rejection().code()
        : "none";
  }

  @Test
  void ten_characters_are_enough_and_nine_are_not() {
    assertThat(refused("ninechars", "Ada")).isEqualTo("password_short");
    assertThat(refused("tencharact", "Ada")).isEqualTo("none");
    assertThat(refused(null, "Ada")).isEqualTo("password_short");
  }

  @Test
  void a_character_of_two_units_counts_once() {
    assertThat(refused("🎲🎯🎨🎪🎭", "Ada")).isEqualTo("password_short");
    assertThat(refused("🎲🎯🎨🎪🎭🎲🎯🎨🎪🎭", "Ada")).isEqualTo("none");
  }

  @Test
  void nobody_has_us_hash_a_book() {
    assertThat(refused("abc".repeat(66) + "de", "Ada")).isEqualTo("none");
    assertThat(refused("abc".repeat(67), "Ada")).isEqualTo("password_long");
  }

  @Test
  void the_name_is_no_password_however_it_is_written() {
    assertThat(refused("Grace Hopper", "grace hopper")).isEqualTo("password_is_name");
    assertThat(refused("GRACEHOPPER", "Grace Hopper")).isEqualTo("password_is_name");
  }

  @Test
  void what_everybody_tries_first_is_refused_in_any_case() {
    assertThat(refused("Password123", "Ada")).isEqualTo("password_common");
    assertThat(refused("qwertzuiop", "Ada")).isEqualTo("password_common");
    assertThat(refused("aaaaaaaaaaaaa", "Ada")).isEqualTo("password_common");
    assertThat(refused("abababababab", "Ada")).isEqualTo("password_common");
  }

  @Property
  void any_text_has_an_answer(@ForAll String typed, @ForAll String name) {
    assertThat(PasswordRule.check(typed, name)).isNotNull();
  }
}
