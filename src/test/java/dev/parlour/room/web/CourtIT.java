package dev.parlour.room.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.BoundingBox;
import dev.parlour.game.FrameWriter;
import dev.parlour.testkit.Browser;
import dev.parlour.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A page of Pong in a browser, with a server that this test plays: what hands do becomes inputs,
 * and frames become pictures. The pages are those of {@link Preview}.
 */
class CourtIT {
  private static final String ORIGIN = "http://court.test/";
  private static final String CODE = "ACD347";

  private static Browser browser;
  private static Map<String, String> pages;

  private final List<BrowserContext> people = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final List<JsonNode> heard = new ArrayList<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private WebSocketRoute socket;
  private int tick = 1_000;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    pages = Preview.all(Locale.ENGLISH);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void everybodyLeavesWithoutComplaint() {
    people.forEach(BrowserContext::close);
    assertThat(complaints).isEmpty();
  }

  @Test
  void aKeySaysWhenItIsPressedAndWhenItIsLetGoAndNothingBetween() {
    Page page = open("pong-playing-player", 1440, 900);
    page.keyboard().down("w");
    page.keyboard().down("w"); // as a key that repeats
    page.keyboard().down("w");
    page.keyboard().up("w");
    page.keyboard().down("ArrowDown");
    page.keyboard().up("ArrowDown");
    until(page, () -> said("p1").size() >= 5);
    assertThat(said("p1")).containsExactly("stop", "up", "stop", "down", "stop");
    assertThat(moves()).extracting(m -> m.path("command").path("tick").asInt()).isSorted();
    assertThat(moves()).extracting(m -> m.path("id").asText()).doesNotHaveDuplicates();
  }

  @Test
  void theNewestKeyCountsAndTheOlderOneAgainWhenItIsLetGo() {
    Page page = open("pong-playing-player", 1440, 900);
    page.keyboard().down("w");
    page.keyboard().down("s");
    page.keyboard().up("s");
    page.keyboard().up("w");
    until(page, () -> said("p1").size() >= 5);
    assertThat(said("p1")).containsExactly("stop", "up", "down", "up", "stop");
  }

  @Test
  void twoOnOneKeyboardSteerTheirOwnPaddles() {
    Page page = open("pong-beside-player", 1440, 900);
    page.keyboard().down("w");
    page.keyboard().down("ArrowDown");
    page.keyboard().up("w");
    page.keyboard().up("ArrowDown");
    until(page, () -> said("p1").size() >= 3 && said("p2").size() >= 3);
    assertThat(said("p1")).containsExactly("stop", "up", "stop");
    assertThat(said("p2")).containsExactly("stop", "down", "stop");
  }

  @Test
  void onAPhoneTheOwnSideIsBelowAndLeftIsLeft() {
    Page page = open("pong-playing-player", 390, 844);
    page.keyboard().down("ArrowLeft");
    page.keyboard().up("ArrowLeft");
    page.keyboard().down("ArrowRight");
    page.keyboard().up("ArrowRight");
    until(page, () -> said("p1").size() >= 5);
    assertThat(said("p1")).containsExactly("stop", "up", "stop", "down", "stop");
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  @Test
  void thePaddleComesToAFinger() {
    Page page = open("pong-playing-player", 390, 844);
    frame(4_500, 4_500, 0);
    BoundingBox court = page.locator("canvas").boundingBox();
    page.mouse().move(court.x + court.width - 20, court.y + court.height / 2);
    page.mouse().down();
    until(page, () -> said("p1").contains("down"));
    page.mouse().move(court.x + 20, court.y + court.height / 2);
    until(page, () -> said("p1").contains("up"));
    page.mouse().up();
    until(page, () -> said("p1").getLast().equals("stop"));
  }

  @Test
  void aButtonHeldDownSteersUntilItIsLetGo() {
    Page page = open("pong-playing-player", 390, 844, true);
    assertThat(page.locator("#move-forth")).isVisible();
    BoundingBox button = page.locator("#move-forth").boundingBox();
    assertThat(button.height).isGreaterThanOrEqualTo(44);
    page.mouse().move(button.x + button.width / 2, button.y + button.height / 2);
    page.mouse().down();
    until(page, () -> said("p1").contains("down"));
    page.mouse().up();
    until(page, () -> said("p1").getLast().equals("stop"));
  }

  @Test
  void aGamepadSteersByItsStickAndByItsCross() {
    Page page = open("pong-playing-player", 1440, 900);
    gamepads(page, "{ axes: [0.1, -0.9] }");
    until(page, () -> said("p1").getLast().equals("up"));
    gamepads(page, "{ axes: [0.1, -0.2] }"); // a stick that rests is never quite in the middle
    until(page, () -> said("p1").getLast().equals("stop"));
    gamepads(page, "{ axes: [0, 0], pressed: 13 }");
    until(page, () -> said("p1").getLast().equals("down"));
    gamepads(page);
    until(page, () -> said("p1").size() >= 5);
    assertThat(said("p1")).containsExactly("stop", "up", "stop", "down", "stop");
  }

  @Test
  void ofTwoAtOneScreenEachGamepadSteersItsOwnPaddle() {
    Page page = open("pong-beside-player", 1440, 900);
    gamepads(page, "{ axes: [0, -1] }", "{ axes: [0, 1] }");
    until(page, () -> said("p1").contains("up") && said("p2").contains("down"));
    gamepads(page, "{ axes: [0, 0] }", "{ axes: [0, 1] }");
    until(page, () -> said("p1").size() >= 3);
    assertThat(said("p1")).containsExactly("stop", "up", "stop");
    assertThat(said("p2")).containsExactly("stop", "down");
  }

  @Test
  void thereIsNoSoundBeforeSomebodySwitchesItOn() {
    Page page = open("pong-playing-player", 1440, 900);
    page.evaluate(
        """
        () => {
          window.contexts = 0;
          const Real = AudioContext;
          window.AudioContext = class extends Real {
            constructor() {
              super();
              window.contexts++;
            }
          };
        }
        """);
    frame(4_500, 4_500, 0);
    settled(page);
    frame(4_500, 4_500, 1);
    settled(page);
    assertThat(page.evaluate("() => contexts")).isEqualTo(0);
    assertThat(page.locator("#sound").isChecked()).isFalse();
    page.locator("#sound").check();
    assertThat(page.evaluate("() => contexts")).isEqualTo(1);
    page.locator("#sound").uncheck();
    assertThat(page.evaluate("() => localStorage.getItem('sound')")).isEqualTo("off");
  }

  @Test
  void whatIsHeldIsSaidAgainWhenTheConnectionIsBack() {
    Page page = open("pong-playing-player", 1440, 900);
    page.keyboard().down("w");
    until(page, () -> said("p1").contains("up"));
    heard.clear();
    socket.close();
    until(page, () -> said("p1").contains("up"));
  }

  @Test
  void anInputThatComesBackInNoFrameIsSaidAgain() {
    Page page = open("pong-playing-player", 1440, 900);
    page.keyboard().down("w");
    until(page, () -> said("p1").contains("up"));
    heard.clear();
    until(
        page,
        () -> {
          frame(4_500, 4_500, 0);
          return said("p1").contains("up");
        });
  }

  @Test
  void theCanvasStaysWhenThePageIsMergedAnew() throws JsonProcessingException {
    Page page = open("pong-playing-player", 1440, 900);
    frame(4_500, 4_500, 0);
    page.evaluate("() => { window.canvas = document.querySelector('canvas'); }");
    Object width = page.evaluate("() => window.canvas.width");
    String stage = pages.get("pong-waits-player");
    stage = stage.substring(stage.indexOf("<section id=\"stage\""));
    stage = stage.substring(0, stage.indexOf("</section>") + 10);
    tell(
        Map.of(
            "type",
            "html",
            "room",
            CODE,
            "as",
            "p1",
            "seq",
            13,
            "shared",
            Map.of("stage", stage),
            "you",
            Map.of()));
    assertThat(page.locator("#court-over")).containsText("Waiting for Grace");
    assertThat(page.locator("#court-clock")).containsText(Pattern.compile("0:\\d\\d"));
    assertThat(page.evaluate("() => window.canvas === document.querySelector('canvas')"))
        .isEqualTo(true);
    assertThat(page.evaluate("() => window.canvas.width")).isEqualTo(width);
    page.keyboard().down("w");
    until(page, () -> said("p1").contains("up"));
  }

  @Test
  void framesInBytesAndInJsonDrawTheSame() {
    Page one = open("pong-playing-screen", 1440, 900);
    frame(3_000, 6_000, 2);
    frame(3_000, 6_000, 2);
    settled(one);
    tick = 1_000;
    Page other = open("pong-playing-screen", 1440, 900);
    bytes(3_000, 6_000, 2);
    bytes(3_000, 6_000, 2);
    settled(other);
    // each page draws at its own pace, and what is said goes to the newest one
    until(other, () -> picture(other).equals(picture(one)));
    frame(3_500, 6_000, 2);
    until(other, () -> !picture(other).equals(picture(one)));
  }

  @Test
  void watchersSayNothing() {
    Page page = open("pong-playing-screen", 1440, 900);
    frame(4_500, 4_500, 0);
    settled(page);
    page.keyboard().press("w");
    page.keyboard().press("ArrowDown");
    settled(page);
    assertThat(moves()).isEmpty();
  }

  @Test
  void aReplayPlaysToItsEndAndGoesBackWhereverOneLikes() {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      frames.add(payload(1_000 + i, 4_500, 4_500, i < 60 ? 0 : 1));
    }
    files.put("api/rooms/" + CODE + "/replay?game=0", recording(frames));
    Page page = person(1440, 900, false);
    page.navigate(ORIGIN + "pong-replay");
    assertThat(page.locator("#play-pause")).hasAttribute("data-state", "plays");
    page.check("input[name=speed][value='8']");
    assertThat(page.locator("#play-pause")).hasAttribute("data-state", "rests");
    assertThat(page.locator("#clock")).hasText("0:01 / 0:01");
    assertThat(page.locator("#score-left [data-goals]")).hasText("1");
    page.focus("#seek");
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator("#clock")).hasText("0:00 / 0:01");
    assertThat(page.locator("#score-left [data-goals]")).hasText("0");
    page.click("#play-pause");
    assertThat(page.locator("#score-left [data-goals]")).hasText("1");
  }

  /** Phones that stand and lie, and a desktop's page at four times its size. */
  @ParameterizedTest
  @CsvSource({
    "pong-playing-player, true, 844, 390, 480, 270",
    "pong-playing-player, true, 667, 375, 480, 270",
    "pong-playing-player, false, 667, 375, 480, 270",
    "pong-playing-player, false, 320, 256, 280, 157",
    "pong-playing-player, true, 320, 256, 280, 157",
    "pong-playing-player, true, 375, 667, 220, 390",
    "pong-playing-player, true, 320, 480, 200, 355",
    "pong-four-player, true, 667, 375, 270, 270",
    "pong-four-player, false, 320, 256, 200, 200",
    "pong-playing-host, true, 844, 390, 480, 270",
    "pong-playing-host, true, 667, 375, 480, 270",
    "pong-playing-host, true, 375, 667, 200, 355",
    "pong-playing-screen, false, 844, 390, 400, 225",
    "pong-playing-screen, false, 1024, 500, 420, 236",
    "pong-replay, true, 375, 667, 185, 330",
    "pong-replay, true, 667, 375, 480, 270",
    "pong-replay, true, 844, 390, 480, 270",
    "pong-replay, false, 320, 256, 280, 157",
    "pong-replay, false, 1280, 600, 420, 236",
  })
  void aCourtIsNeverSoSmallThatNobodyCouldFollowTheBall(
      String name, boolean touch, int width, int height, int across, int down) {
    Page page = unattended(name, width, height, touch);
    BoundingBox court = page.locator("#court").boundingBox();
    assertThat(court.width).as("across").isBetween((double) across, (double) width);
    assertThat(court.height).as("down").isGreaterThanOrEqualTo(down);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({"844, 390", "667, 375", "375, 667"})
  void onAPhoneTheWholeCourtIsSeenBesideWhatSteers(int width, int height) {
    Page page = unattended("pong-playing-player", width, height, true);
    BoundingBox court = page.locator("#court").boundingBox();
    assertThat(court.y + court.height).isLessThanOrEqualTo(height);
    for (String button : List.of("#move-back", "#move-forth")) {
      BoundingBox at = page.locator(button).boundingBox();
      assertThat(at.width).as(button).isGreaterThanOrEqualTo(44);
      assertThat(at.height).as(button).isGreaterThanOrEqualTo(44);
      assertThat(
              at.x + at.width <= court.x
                  || at.x >= court.x + court.width
                  || at.y >= court.y + court.height)
          .as(button + " is not over the court")
          .isTrue();
      assertThat(at.x >= 0 && at.x + at.width <= width && at.y + at.height <= height)
          .as(button + " is on the screen")
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"844, 390", "667, 375", "375, 667"})
  void onAPhoneAReplayIsSeenWholeAboveWhatSteersIt(int width, int height) {
    Page page = unattended("pong-replay", width, height, true);
    page.evaluate(
        "() => scrollTo({ top: document.getElementById('court').offsetTop, behavior: 'instant' })");
    BoundingBox court = page.locator("#court").boundingBox();
    BoundingBox reel = page.locator("#reel").boundingBox();
    assertThat(court.y).as("but for a part of a pixel").isGreaterThan(-1);
    assertThat(court.y + court.height).isLessThanOrEqualTo(reel.y);
    assertThat(reel.y + reel.height).isLessThanOrEqualTo(height);
  }

  @Test
  void largeLettersDoNotTakeTheCourtsPlace() {
    Page page = unattended("pong-playing-player", 375, 667, true);
    page.addStyleTag(new Page.AddStyleTagOptions().setContent("html { font-size: 200%; }"));
    BoundingBox court = page.locator("#court").boundingBox();
    assertThat(court.width).isGreaterThanOrEqualTo(200);
    assertThat(court.height).isBetween(355.0, 667.0);
  }

  @Test
  void soundsAreOffUntilSomebodySwitchesThemOnAndStayOn() {
    Page page = open("pong-playing-player", 1440, 900);
    page.evaluate(
        """
        () => {
          window.tones = 0;
          window.OscillatorNode = class extends OscillatorNode {
            constructor(...all) {
              super(...all);
              window.tones++;
            }
          };
        }
        """);
    assertThat(page.locator("#sound")).not().isChecked();
    frame(4_500, 4_500, 0);
    frame(4_500, 4_500, 1);
    settled(page);
    assertThat(page.evaluate("() => window.tones")).isEqualTo(0);
    page.locator("#sound").check();
    assertThat(page.evaluate("() => window.tones")).as("so that one hears it").isEqualTo(1);
    frame(4_500, 4_500, 2);
    until(page, () -> (Integer) page.evaluate("() => window.tones") > 1);
    page.reload();
    assertThat(page.locator("#sound")).isChecked();
  }

  // The server

  private Page open(String name, int width, int height) {
    return open(name, width, height, false);
  }

  private Page open(String name, int width, int height, boolean touch) {
    Page page = person(width, height, touch);
    page.routeWebSocket(
        Pattern.compile("/ws"),
        route -> {
          socket = route;
          route.onMessage(message -> hear(route, message.text()));
        });
    page.navigate(ORIGIN + name);
    boolean steers = name.endsWith("-player");
    until(page, () -> steers ? !said("p1").isEmpty() : attached());
    assertThat(page.locator("canvas"))
        .hasAttribute("width", Pattern.compile("\\d+")); // its script has it
    return page;
  }

  /** A page for looking at: nobody answers at the other end. */
  private Page unattended(String name, int width, int height, boolean touch) {
    Page page = person(width, height, touch);
    page.routeWebSocket(Pattern.compile("/ws"), route -> {});
    page.navigate(ORIGIN + name);
    assertThat(page.locator("html")).hasClass(Pattern.compile("scripted"));
    return page;
  }

  private Page person(int width, int height, boolean touch) {
    BrowserContext person =
        browser
            .chromium()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setHasTouch(touch)
                    .setIsMobile(touch));
    people.add(person);
    Page page = person.newPage();
    page.onPageError(complaints::add);
    page.route(ORIGIN + "**", this::serve);
    return page;
  }

  private void serve(Route route) {
    String path = route.request().url().substring(ORIGIN.length());
    Route.FulfillOptions answer = new Route.FulfillOptions();
    if (path.startsWith("assets/preview/")) {
      Path file = Path.of("src/main/webapp/static", path.substring("assets/preview/".length()));
      route.fulfill(answer.setPath(file).setContentType(AssetFiles.type(file.toString())));
    } else if (files.containsKey(path)) {
      route.fulfill(answer.setBodyBytes(files.get(path)));
    } else if (pages.containsKey(path)) {
      route.fulfill(answer.setBody(pages.get(path)).setContentType("text/html;charset=utf-8"));
    } else {
      route.fulfill(
          answer
              .setBody("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
              .setContentType("image/svg+xml"));
    }
  }

  private void hear(WebSocketRoute route, String text) {
    try {
      JsonNode message = Json.mapper().readTree(text);
      heard.add(message);
      if (message.path("type").asText().equals("attach")) {
        tell(
            route,
            Map.of(
                "type",
                "attached",
                "room",
                CODE,
                "as",
                message.path("as").asText(),
                "seq",
                message.path("seq").asInt()));
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("the page said no JSON: " + text, e);
    }
  }

  private void tell(Object message) throws JsonProcessingException {
    tell(socket, message);
  }

  private static void tell(WebSocketRoute route, Object message) throws JsonProcessingException {
    route.send(Json.mapper().writeValueAsString(message));
  }

  /** Both paddles' places and the left one's score; the ball waits in the middle. */
  private void frame(int left, int right, int score) {
    try {
      tell(
          Map.of(
              "type",
              "frame",
              "room",
              CODE,
              "frame",
              Map.of(
                  "tick",
                  ++tick,
                  "moving",
                  0,
                  "wait",
                  0,
                  "ball",
                  List.of(8_000, 4_500),
                  "sides",
                  List.of(side(left, score), side(right, 0)))));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> side(int at, int score) {
    return Map.of("at", at, "score", score, "wall", false, "computer", false, "ack", 0);
  }

  private void bytes(int left, int right, int score) {
    byte[] payload = payload(++tick, left, right, score);
    ByteBuffer message = ByteBuffer.allocate(7 + payload.length);
    message.put((byte) 1).put(CODE.getBytes(StandardCharsets.US_ASCII)).put(payload);
    socket.send(message.array());
  }

  private static byte[] payload(int tick, int left, int right, int score) {
    FrameWriter out = new FrameWriter().u32(tick).u8(0).u16(0).u16(8_000).u16(4_500).u8(2);
    out.u16(left).u8(score).u8(0).u16(0);
    return out.u16(right).u8(0).u8(0).u16(0).toBytes();
  }

  private static byte[] recording(List<byte[]> frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(4).putInt(frames.size()).array());
    for (byte[] frame : frames) {
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) frame.length).array());
      out.writeBytes(frame);
    }
    return out.toByteArray();
  }

  // What the page said, and shows

  private boolean attached() {
    return heard.stream().anyMatch(m -> m.path("type").asText().equals("attach"));
  }

  private List<JsonNode> moves() {
    return heard.stream()
        .filter(m -> m.path("command").path("type").asText().equals("move"))
        .toList();
  }

  private List<String> said(String as) {
    return moves().stream()
        .filter(m -> m.path("as").asText().equals(as))
        .map(m -> m.path("command").path("paddle").asText())
        .toList();
  }

  /**
   * What the browser says is plugged in from now on.
   *
   * @param pads each with its axes, and the number of a button that is pressed
   */
  private static void gamepads(Page page, String... pads) {
    page.evaluate(
        """
        () => {
          const all = [%s].map(({ axes, pressed }, index) => ({
            index,
            connected: true,
            axes,
            buttons: Array.from({ length: 17 }, (_, button) => ({ pressed: button === pressed })),
          }));
          Object.defineProperty(navigator, "getGamepads", { value: () => all, configurable: true });
        }
        """
            .formatted(String.join(",", pads)));
  }

  private static void until(Page page, BooleanSupplier met) {
    page.waitForCondition(met, new Page.WaitForConditionOptions().setTimeout(20_000));
  }

  /** Until what has come is drawn, in the page's own letters: playback shows it a little later. */
  private static void settled(Page page) {
    page.evaluate(
        """
        async () => {
          for (const weight of [680, 760, 800]) {
            await document.fonts.load(`${weight} 20px Bricolage`);
          }
          for (let left = 20; left > 0; left--) {
            await new Promise(requestAnimationFrame);
          }
        }
        """);
  }

  private static String picture(Page page) {
    return (String) page.evaluate("() => document.querySelector('canvas').toDataURL()");
  }
}
