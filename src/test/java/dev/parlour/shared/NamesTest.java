package dev.parlour.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"\u3164", "\u115F", "\u2800", "Anna\u3164", "Anna\u2800", "\u200D"})
  void aNameThatShowsNothingIsNone(String blank) {
    assertThat(Names.clean(blank)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"An\u200Dna", "Anna\uFE0F", "A\u034Fnna", "Anna\uDB40\uDD00", "An\u17B4na\u17B5"})
  void whatShowsNothingMakesNoOtherName(String disguised) {
    assertThat(Names.key(disguised)).isEqualTo(Names.key("Anna"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" Ada", "Ada\u00A0", "\u202FAda\u2007", "\tAda "})
  void blanksOfAnyKindAreCutAround(String typed) {
    assertThat(Names.clean(typed)).contains("Ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0410nna", "Ann\u0430", "\u0391nna", "Anna \u03BF"})
  void lettersOfAnotherAlphabetThatLookTheSameAreTold(String disguised) {
    assertThat(Names.mixesAlphabets(disguised)).isTrue();
    assertThat(Names.clean(disguised)).contains(disguised); // what was given before stays a name
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Anna",
        "Zo\u00EB 7",
        "\u0410\u043D\u043D\u0430 2",
        "\u0386\u03BD\u03BD\u03B1",
        "\u5B89\u5A1C Anna",
        "\u2764\uFE0F Anna"
      })
  void lettersOfOneAlphabetAndSignsOfAnyKindStandBesideEachOther(String name) {
    assertThat(Names.mixesAlphabets(name)).isFalse();
  }

  @Test
  void signsMadeOfSeveralStayNames() {
    assertThat(Names.clean("\uD83D\uDC69\u200D\uD83D\uDE80 Ada"))
        .contains("\uD83D\uDC69\u200D\uD83D\uDE80 Ada");
    assertThat(Names.clean("\u2764\uFE0F")).contains("\u2764\uFE0F");
  }
}
