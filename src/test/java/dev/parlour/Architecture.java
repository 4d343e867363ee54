package dev.parlour;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the house, as whitelists: what is not allowed is forbidden, so that a package that
 * moves or is new cannot slip through. Each can be laid over any tree of packages, so that a tree
 * of classes which break them shows that they are no sleeping dogs.
 *
 * @param root the package that stands for {@code dev.parlour}
 */
record Architecture(String root) {
  /**
   * What each package may know of the others, besides itself. A package that is not named here may
   * not exist. A star stands for any one name.
   */
  private static final Map<String, String> ARROWS = new LinkedHashMap<>();

  /** Packages with their inner ones; all others are meant exactly. */
  private static final List<String> WHOLE = List.of("embedded", "operations");

  static {
    ARROWS.put("shared", "");
    ARROWS.put("sql", "");
    ARROWS.put("game", "shared");
    // any game; that none knows another is a rule of its own
    ARROWS.put("game.*", "game shared");
    ARROWS.put("game.*.web", "game.* game shared");
    ARROWS.put("room", "game shared");
    ARROWS.put("room.app", "room game shared");
    ARROWS.put("room.runtime", "room.app room game shared");
    ARROWS.put("room.store", "room game wire sql shared");
    ARROWS.put("room.jobs", "room.app room shared");
    ARROWS.put("room.relay", "room.app room game wire shared");
    ARROWS.put("room.rest", "room.app room game player http wire shared");
    ARROWS.put("room.web", "room.app room game player http wire shared");
    ARROWS.put("quiz", "game.trivia");
    ARROWS.put("quiz.app", "quiz game.trivia game room.app room shared");
    ARROWS.put("quiz.web", "quiz room shared");
    ARROWS.put("rating", "");
    // game: what was read from outside, or why it was refused
    ARROWS.put("player", "rating room game shared");
    // room.app: tokens and their hashes, what somebody may look like in a room, which games there
    // are, and which of them can be seen again
    ARROWS.put("player.app", "player rating room.app room game shared");
    ARROWS.put("player.store", "player rating room shared");
    ARROWS.put("player.jobs", "player.app shared");
    // http: the cookie, which the container asks about before any filter has seen the request
    ARROWS.put("player.security", "player.app player http shared");
    ARROWS.put("player.rest", "player.app player rating room.app room game http wire shared");
    // room.web: what all pages have in common, frame and texts and language
    ARROWS.put(
        "player.web", "player.app player rating room.web room.app room game http wire shared");
    ARROWS.put("wire", "room game shared");
    ARROWS.put("matchmaking", "shared");
    // http: tickets' tokens are derived from the server's secret, also where no request asks
    ARROWS.put("matchmaking.app", "matchmaking player room.app room game http wire shared");
    ARROWS.put("matchmaking.store", "matchmaking sql shared");
    ARROWS.put("matchmaking.jobs", "matchmaking.app shared");
    ARROWS.put("matchmaking.rest", "matchmaking.app player room.app http shared");
    // room.web: what all pages have in common, frame and texts and language
    ARROWS.put("matchmaking.web", "matchmaking.app room.web room.app game player http wire shared");
    // game: its decisions, its generator, what a result is; a tournament is over any game
    ARROWS.put("tournament", "game shared");
    // http: secrets of matches and tournaments are derived from the server's, where no request asks
    // player.app and rating: who may make one, and who is seeded where
    ARROWS.put(
        "tournament.app",
        "tournament player.app player rating room.app room game http wire shared");
    ARROWS.put("tournament.store", "tournament wire sql shared");
    ARROWS.put("tournament.jobs", "tournament.app shared");
    ARROWS.put("tournament.rest", "tournament.app tournament player room.app http shared");
    // room.web: what all pages have in common, frame and texts and language
    ARROWS.put(
        "tournament.web",
        "tournament.app tournament room.web room.app game player http wire shared");
    // sql: whether a fault is the database's
    ARROWS.put("http", "player room.app room game wire sql shared");
    ARROWS.put("http.store", "http shared");
    ARROWS.put("realtime", "player room.app room game http wire shared");
    ARROWS.put("messaging", "wire shared");
    ARROWS.put("messaging.store", "messaging wire shared");
    ARROWS.put("operations", "sql shared");
    ARROWS.put("embedded", "");
  }

  static List<String> packages() {
    return List.copyOf(ARROWS.keySet());
  }

  private String in(String name) {
    return root + "." + name + (WHOLE.contains(name) ? ".." : "");
  }

  private String[] in(Stream<String> names) {
    return names.map(this::in).toArray(String[]::new);
  }

  ArchRule arrowsOf(String name) {
    String[] allowed =
        in(
            Stream.concat(
                Stream.of(name),
                Arrays.stream(ARROWS.get(name).split(" ")).filter(s -> !s.isEmpty())));
    return noClasses()
        .that()
        .resideInAPackage(in(name))
        .should()
        .dependOnClassesThat(
            are(
                resideInAPackage(root + "..")
                    .and(DescribedPredicate.not(resideInAnyPackage(allowed)))))
        .because(
            name
                + " may know of this house only: "
                + (allowed.length == 1 ? "nothing but itself" : ARROWS.get(name))
                + "; a new arrow is a decision, to be made here");
  }

  ArchRule everyPackageIsNamed() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .resideInAnyPackage(in(ARROWS.keySet().stream()))
        .because("a package without a rule of its own would be free of all rules");
  }

  ArchRule nobodyNamesOperationsOrEmbedded() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".operations..", root + ".embedded..")
        .should()
        .dependOnClassesThat(are(resideInAnyPackage(root + ".operations..", root + ".embedded..")))
        .because(
            "how a node is run and what it runs on must be exchangeable without a feature"
                + " noticing");
  }

  ArchRule nobodyNamesAStoreOrTheRuntime() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("..store", "..runtime")
        .should()
        .dependOnClassesThat(
            are(resideInAPackage(root + "..").and(resideInAnyPackage("..store", "..runtime"))))
        .because("CDI wires ports to their implementations; a feature's door is its app");
  }

  ArchRule noGameKnowsAnother() {
    return slices()
        .matching(root + ".game.(*)..")
        .should()
        .notDependOnEachOther()
        .because("adding or removing a game is its own folders and nothing else");
  }

  // ---- pure packages

  private String[] pure() {
    return new String[] {
      root + ".shared",
      root + ".game",
      root + ".game.*",
      root + ".room",
      root + ".matchmaking",
      root + ".rating",
      root + ".tournament"
    };
  }

  ArchRule pureIsPure() {
    String[] allowed =
        Stream.concat(
                Arrays.stream(pure()),
                Stream.of(
                    "java.lang",
                    "java.lang.annotation",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.util.random",
                    "java.util.regex",
                    "java.time",
                    "java.math",
                    "java.text",
                    "org.pcollections"))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAnyPackage(pure())
        .should()
        .onlyDependOnClassesThat(
            are(
                resideInAnyPackage(allowed)
                    .or(primitiveOrArray())
                    .or(named("java.util.concurrent.ConcurrentHashMap"))))
        .because(
            "rules that know no container, no thread and no file can be played again and tested"
                + " without any (a publication's memo is a concurrent map, as many sockets' threads"
                + " read one)");
  }

  private static DescribedPredicate<JavaClass> primitiveOrArray() {
    return DescribedPredicate.describe(
        "primitives and their arrays",
        type ->
            type.getBaseComponentType().isPrimitive()
                || type.isArray()
                    && type.getBaseComponentType().getPackageName().startsWith("java."));
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, type -> type.getName().equals(name));
  }

  ArchRule pureAsksNoClockAndNoDice() {
    return noClasses()
        .that()
        .resideInAnyPackage(pure())
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "asks the clock, the dice or a thread", Architecture::impure))
        .because(
            "a replay must come to the same state: time comes with the command, chance from the"
                + " generator in the state");
  }

  private static boolean impure(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    return switch (owner) {
      case "java.lang.System" ->
          Set.of("currentTimeMillis", "nanoTime", "identityHashCode").contains(name);
      case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
      case "java.time.Clock", "java.time.InstantSource" ->
          name.startsWith("system") || name.startsWith("tick");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.util.Collections" -> name.equals("shuffle");
      case "java.util.Random", "java.util.SplittableRandom", "java.lang.Thread" -> true;
      default -> owner.startsWith("java.time.") && name.equals("now");
    };
  }

  ArchRule whatIsReplayedHasAnOrder() {
    return noClasses()
        .that()
        .resideInAnyPackage(root + ".game", root + ".game.*", root + ".room", root + ".tournament")
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "makes a collection whose order changes from run to run", Architecture::unordered))
        .because(
            "Set.of and Map.of iterate in another order on every run, which breaks a replay where"
                + " nobody looks for it");
  }

  private static boolean unordered(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    boolean immutable =
        (owner.equals("java.util.Set") || owner.equals("java.util.Map"))
            && (name.equals("of") || name.equals("copyOf") || name.equals("ofEntries"));
    boolean empty =
        access.getTarget()
                instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget target
            && target.getRawParameterTypes().isEmpty();
    boolean collector =
        owner.equals("java.util.stream.Collectors")
            && (name.startsWith("toSet")
                || name.startsWith("toUnmodifiable") && !name.endsWith("List"));
    return immutable && !empty || collector;
  }

  // ---- each technology has one home

  ArchRule home(String technology, String packages, String... homes) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat(are(resideInAPackage(packages)))
        .because(technology + " has its home in " + String.join(", ", homes) + " and nowhere else");
  }

  Map<String, ArchRule> homes() {
    Map<String, ArchRule> homes = new LinkedHashMap<>();
    homes.put("JPA", home("JPA", "jakarta.persistence..", root + "..store", root + ".sql"));
    homes.put("WebSocket", home("WebSocket", "jakarta.websocket..", root + ".realtime"));
    homes.put("JMS", home("JMS", "jakarta.jms..", root + ".messaging"));
    homes.put(
        "JAX-RS",
        home("JAX-RS", "jakarta.ws.rs..", root + "..rest", root + "..web", root + ".http"));
    homes.put("migration", home("migration", "org.flywaydb..", root + ".operations.."));
    homes.put("the broker", home("the broker", "org.apache.activemq..", root + ".embedded.."));
    homes.put(
        "Jakarta Security",
        home("Jakarta Security", "jakarta.security..", root + ".player.security"));
    homes.put("timers", timers());
    return homes;
  }

  private ArchRule timers() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + "..jobs")
        .should()
        .dependOnClassesThat(
            are(
                resideInAPackage("jakarta.ejb")
                    .and(
                        DescribedPredicate.describe(
                            "timers",
                            type ->
                                type.getSimpleName()
                                    .matches("Timer.*|Timeout|Schedules?|ScheduleExpression")))))
        .because(
            "timers have their home in jobs: they only wake, and what is due stands in the state");
  }
}
