package dev.parlour;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The house is built as it was drawn; and each rule bites, which the classes of {@code
 * testkit.canary} show.
 */
class ArchitectureTest {
  private static final Architecture HOUSE = new Architecture("dev.parlour");
  private static final Architecture CANARIES = new Architecture("dev.parlour.testkit.canary");
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.parlour");
  private static final JavaClasses BROKEN =
      new ClassFileImporter().importPackages("dev.parlour.testkit.canary");

  static List<String> packages() {
    return Architecture.packages();
  }

  static List<String> technologies() {
    return List.copyOf(HOUSE.homes().keySet());
  }

  private static void bites(ArchRule rule, String canary) {
    assertThat(rule.evaluate(BROKEN).getFailureReport().getDetails())
        .as(rule.getDescription())
        .anyMatch(detail -> detail.contains(canary));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void a_package_knows_only_what_it_may(String name) {
    HOUSE.arrowsOf(name).check(CODE);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void a_package_that_knows_more_is_reported(String name) {
    bites(CANARIES.arrowsOf(name), "canary." + name.replace("*", "pong") + ".KnowsTooMuch");
  }

  @Test
  void every_package_is_named() {
    HOUSE.everyPackageIsNamed().check(CODE);
    bites(CANARIES.everyPackageIsNamed(), "canary.cellar.Hidden");
  }

  @Test
  void nobody_names_operations_or_embedded() {
    HOUSE.nobodyNamesOperationsOrEmbedded().check(CODE);
    bites(CANARIES.nobodyNamesOperationsOrEmbedded(), "canary.room.KnowsTooMuch");
  }

  @Test
  void nobody_names_a_store_or_the_runtime() {
    HOUSE.nobodyNamesAStoreOrTheRuntime().check(CODE);
    bites(CANARIES.nobodyNamesAStoreOrTheRuntime(), "canary.cellar.Hidden");
  }

  @Test
  void no_game_knows_another() {
    HOUSE.noGameKnowsAnother().check(CODE);
    bites(CANARIES.noGameKnowsAnother(), "canary.game.pong");
  }

  @Test
  void pure_is_pure() {
    HOUSE.pureIsPure().check(CODE);
    bites(CANARIES.pureIsPure(), "canary.room.Impure");
  }

  @Test
  void pure_asks_no_clock_and_no_dice() {
    HOUSE.pureAsksNoClockAndNoDice().check(CODE);
    for (String asked : List.of("Instant.now", "System.nanoTime", "Math.random", "Random.<init>")) {
      bites(CANARIES.pureAsksNoClockAndNoDice(), asked);
    }
  }

  @Test
  void what_is_replayed_has_an_order() {
    HOUSE.whatIsReplayedHasAnOrder().check(CODE);
    for (String made : List.of("Set.of", "Map.copyOf", "Collectors.toSet")) {
      bites(CANARIES.whatIsReplayedHasAnOrder(), made);
    }
  }

  @ParameterizedTest
  @MethodSource("technologies")
  void a_technology_has_one_home(String technology) {
    HOUSE.homes().get(technology).check(CODE);
    bites(CANARIES.homes().get(technology), "canary.cellar.Hidden");
  }
}
