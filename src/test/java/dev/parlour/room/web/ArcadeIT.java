package dev.parlour.room.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parlour.testkit.Visitors.fits;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.SocketClient;
import dev.parlour.testkit.Tunnel;
import dev.parlour.testkit.Visitors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Games in which things move, played by people at real browsers to their end, and by people who try
 * to cheat. Whatever a page complains of fails the test.
 */
class ArcadeIT {
  private static final Path WORK = Path.of(System.getProperty("parlour.work", "target/it"));

  /** Goals among paddles that nobody moves come within seconds, but not within a fixed time. */
  private static final double MATCH = 120_000;

  @RegisterExtension static final Visitors VISITORS = Visitors.atTheServer();

  @Test
  void twoPlayPongToTheEndAndOneOfThemIsOfflineForTenSecondsInBetween() {
    RestClient.Room room = room("pong", "{\"toWin\":3}");
    Page ada = VISITORS.person(1440);
    VISITORS.join(ada, room.code(), "Ada");
    Page bob = VISITORS.person(390);
    Tunnel tunnel = new Tunnel(bob);
    VISITORS.join(bob, room.code(), "Bob");
    start(room);
    assertThat(ada.locator("#court-canvas")).isVisible();
    assertThat(bob.locator("#court-canvas")).isVisible();
    ada.keyboard().down("w");
    VISITORS.look(ada, "pong-desktop");
    VISITORS.look(bob, "pong-phone");

    tunnel.enter();
    assertThat(bob.locator("#connection")).hasAttribute("data-state", "lost");
    assertThat(ada.locator("#court-over")).containsText("Bob");
    assertThat(ada.locator("#court-clock")).hasText(Pattern.compile("0:(1\\d|20|0\\d)"));
    VISITORS.look(ada, "pong-waits");
    tunnel.leave();
    assertThat(ada.locator("#court-over")).not().isVisible();
    assertThat(bob.locator("#connection")).not().hasAttribute("data-state", "lost");

    over(ada);
    over(bob);
    VISITORS.look(ada, "pong-final-desktop");
    VISITORS.look(bob, "pong-final-phone");
    String ending = ada.locator("#stage-title").textContent();
    assertThat(bob.locator("#stage-title")).hasText(ending);
    JsonNode facts = VISITORS.rest().get("/api/rooms/" + room.code()).body();
    assertThat(facts.path("status").asText()).isEqualTo("completed");

    Page friend = VISITORS.person(1440);
    friend.navigate(VISITORS.address("/r/" + room.code() + "/replay"));
    friend.check("input[name=speed][value='8']");
    assertThat(friend.locator("#play-pause"))
        .hasAttribute(
            "data-state", "rests", new LocatorAssertions.HasAttributeOptions().setTimeout(MATCH));
    VISITORS.look(friend, "pong-replay");
    String winner = ada.locator(".has-won .versus-score").textContent();
    assertThat(friend.locator("#scoreboard")).containsText(winner);

    ada.keyboard().press("r");
    assertThat(bob.locator("#rematch")).containsText("Ada wants to play again");
    bob.click("#do-rematch");
    assertThat(ada.locator("#court-canvas")).isVisible();
    assertThat(ada.locator("#score-left [data-goals]")).hasText("0");
    VISITORS.forgive(c -> c.contains("WebSocket"));
  }

  @Test
  void fourPlayPongAndWhoeverConcedesIsOutUntilOneIsLeft() {
    RestClient.Room room = room("pong", "{\"players\":4,\"toWin\":1,\"speed\":\"fast\"}");
    List<Page> four = new ArrayList<>();
    for (String name : List.of("Ada", "Bob", "Cleo", "Dan")) {
      Page page = VISITORS.person(four.size() % 2 == 0 ? 390 : 1440);
      VISITORS.join(page, room.code(), name);
      four.add(page);
    }
    Page screen = VISITORS.person(1440);
    screen.navigate(VISITORS.address("/r/" + room.code() + "/screen"));
    start(room);
    assertThat(screen.locator("#scoreboard li")).hasCount(4);
    VISITORS.look(four.get(2), "pong-four-phone");
    VISITORS.look(screen, "pong-four-screen");
    four.forEach(this::over);
    over(screen);
    VISITORS.look(screen, "pong-four-final");
    assertThat(four.stream().filter(p -> p.locator("#verdict").textContent().contains("You won")))
        .hasSize(1);
  }

  @Test
  void twoPlayADuelWithAnAttackAndItIsSettled() {
    RestClient.Room room = room("duel", "{\"freezeMillis\":1000}");
    String adas = VISITORS.rest().join(room, "Ada");
    String bobs = VISITORS.rest().join(room, "Bob");
    Page screen = VISITORS.person(1440);
    screen.navigate(VISITORS.address("/r/" + room.code() + "/screen"));
    try (SocketClient ada = SocketClient.open(VISITORS.server().address());
        SocketClient bob = SocketClient.open(VISITORS.server().address());
        SocketClient eye = SocketClient.open(VISITORS.server().address())) {
      ada.follow(room.code(), "p1", adas);
      bob.follow(room.code(), "p2", bobs);
      eye.follow(room.code(), "spectator", null);
      start(room);
      Run run = new Run(room.code(), List.of(ada, bob));
      JsonNode course =
          eye.await("a course", m -> m.path("shared").path("course").isObject())
              .path("shared")
              .path("course");
      frame(eye, f -> run.jumps(f, course) && f.path("runners").path(0).path("score").asInt() > 9);
      VISITORS.look(screen, "duel-screen");
      ada.command(room.code(), "p1", "{\"type\":\"attack\"}");
      JsonNode after =
          frame(
              eye,
              f -> run.jumps(f, course) && f.path("runners").path(1).path("frozen").asInt() > 0);
      assertThat(after.path("runners").path(0).path("score").asInt()).isLessThan(10);
      assertThat(bob.ask(room.code(), "p2", "{\"type\":\"jump\"}").path("code").asText())
          .isEqualTo("frozen");
      assertThat(ada.ask(room.code(), "p1", "{\"type\":\"attack\"}").path("code").asText())
          .isIn("not_enough_points", "cooling_down", "rival_frozen");
      over(screen); // as nobody jumps any more
      VISITORS.look(screen, "duel-final");
    }
    assertThat(VISITORS.rest().get("/api/rooms/" + room.code()).body().path("status").asText())
        .isEqualTo("completed");
  }

  // Those who try to cheat

  @Test
  void nobodyScoresMovesAnotherSPaddleOrFloodsTheServer() {
    RestClient.Room room = room("pong", "{\"toWin\":21}");
    String adas = VISITORS.rest().join(room, "Ada");
    String bobs = VISITORS.rest().join(room, "Bob");
    try (SocketClient ada = SocketClient.open(VISITORS.server().address());
        SocketClient bob = SocketClient.open(VISITORS.server().address());
        SocketClient flood = SocketClient.open(VISITORS.server().address())) {
      ada.follow(room.code(), "p1", adas);
      bob.follow(room.code(), "p2", bobs);
      start(room);
      frame(bob, f -> true);
      assertThat(
              ada.ask(room.code(), "p1", "{\"type\":\"score\",\"points\":9}").path("code").asText())
          .isEqualTo("unknown_command");
      assertThat(
              ada.ask(room.code(), "p1", "{\"type\":\"move\",\"paddle\":\"up\",\"side\":1}")
                  .path("code")
                  .asText())
          .isEqualTo("bad_command");
      assertThat(
              ada.ask(room.code(), "p1", "{\"type\":\"move\",\"paddle\":\"sideways\"}")
                  .path("code")
                  .asText())
          .isEqualTo("bad_paddle");
      assertThat(
              ada.ask(room.code(), "p2", "{\"type\":\"move\",\"paddle\":\"up\"}")
                  .path("code")
                  .asText())
          .isEqualTo("not_attached");
      ada.command(room.code(), "p1", "{\"type\":\"move\",\"paddle\":\"up\",\"tick\":77}");
      JsonNode moved = frame(bob, f -> f.path("sides").path(0).path("ack").asInt() == 77);
      assertThat(moved.path("sides").path(1).path("ack").asInt()).isZero();

      flood.follow(room.code(), "spectator", null);
      flood.attach(room.code(), "p1", adas); // a second socket of Ada's, who floods
      flood.expect("attached", room.code(), "p1");
      int sent = 0;
      for (; sent < 10_000; sent++) {
        if (!flood.tried(
            "{\"type\":\"command\",\"room\":\""
                + room.code()
                + "\",\"as\":\"p1\",\"id\":\"f"
                + sent
                + "\",\"command\":{\"type\":\"move\",\"paddle\":\"down\"}}")) {
          break;
        }
      }
      assertThat(flood.closeCode()).isEqualTo(1008);
      long tick = frame(bob, f -> true).path("tick").asLong();
      assertThat(frame(bob, f -> f.path("tick").asLong() > tick).path("tick").asLong())
          .isGreaterThan(tick);
    }
  }

  // What people do

  private interface Fits {
    boolean fits(JsonNode frame);
  }

  private static JsonNode frame(SocketClient eye, Fits fits) {
    return eye.await(
            "a frame", m -> m.path("type").asText().equals("frame") && fits.fits(m.path("frame")))
        .path("frame");
  }

  /** Two who run by what the frames show: they jump a little before the end of each ring. */
  private static final class Run {
    private static final int STEPS_BEFORE = 12;

    private final String room;
    private final List<SocketClient> runners;
    private final int[] jumped;

    Run(String room, List<SocketClient> runners) {
      this.room = room;
      this.runners = runners;
      this.jumped = new int[] {-1, -1};
    }

    /** True, so that it can stand in a condition. */
    boolean jumps(JsonNode frame, JsonNode course) {
      for (int i = 0; i < runners.size(); i++) {
        JsonNode runner = frame.path("runners").path(i);
        int ring = runner.path("rings").asInt();
        int end =
            course.path("starts").path(ring).asInt() + course.path("widths").path(ring).asInt();
        int near = STEPS_BEFORE * course.path("speeds").path(ring).asInt();
        if (runner.path("state").asText().equals("ring")
            && jumped[i] < ring
            && end - runner.path("x").asInt() <= near) {
          jumped[i] = ring;
          runners.get(i).command(room, "p" + (i + 1), "{\"type\":\"jump\"}");
        }
      }
      return true;
    }
  }

  private static RestClient.Room room(String game, String settings) {
    return VISITORS
        .rest()
        .room("{\"game\":\"" + game + "\",\"title\":\"A match\",\"settings\":" + settings + "}");
  }

  private static void start(RestClient.Room room) {
    try (SocketClient host = SocketClient.open(VISITORS.server().address())) {
      host.follow(room.code(), "host", room.hostToken());
      assertThat(host.ask(room.code(), "host", "{\"type\":\"start\"}").path("type").asText())
          .isEqualTo("ack");
    }
  }

  private void over(Page page) {
    assertThat(page.locator("#stage"))
        .hasAttribute(
            "data-phase", "final", new LocatorAssertions.HasAttributeOptions().setTimeout(MATCH));
  }
}
