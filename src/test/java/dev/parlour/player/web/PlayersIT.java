package dev.parlour.player.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.http.DocumentedSchemas;
import dev.parlour.testkit.Device;
import dev.parlour.testkit.Device.Answer;
import dev.parlour.testkit.ServerProcess;
import dev.parlour.testkit.SocketClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People over pages, REST and sockets, at a server of their own. Each test makes its own people.
 */
class PlayersIT {
  private static final String PASSWORD = "open the tall door";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int STORM_THREADS = 16;

  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.named("players").optimizing();
    server
        // so that nothing but the throttle of sign-ins is in the way of a storm
        .set("parlour.http.post-burst", "1000000")
        .set("parlour.http.proxies", "1")
        .set("parlour.player.operators", "Olga Operator")
        .start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static Device device() {
    return new Device(server.address());
  }

  private static String unique(String name) {
    return name + UUID.randomUUID().toString().substring(0, 8);
  }

  private static Device registered(String name) {
    Device device = device();
    register(device, name);
    return device;
  }

  private static void register(Device device, String name) {
    Answer answer =
        device.form("/register", "/register", Map.of("name", name, "password", PASSWORD));
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
  }

  /** Whom the settings name, at a device of her own; she registers once. */
  private static synchronized Device operator() {
    String name = "Olga Operator";
    Device device = device();
    Answer in = device.form("/sign-in", "/sign-in", Map.of("name", name, "password", PASSWORD));
    return in.status() == 303 ? device : registered(name);
  }

  private static Device signedIn(String name) {
    Device device = device();
    Answer answer = device.form("/sign-in", "/sign-in", Map.of("name", name, "password", PASSWORD));
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return device;
  }

  private static String id(Device device) {
    return device.get("/api/players/me").json().path("id").asText();
  }

  /** A room that this device hosts and plays in; its code. */
  private static String room(Device device, String name) {
    Answer made =
        device.json(
            "POST",
            "/api/rooms",
            "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\"},\"host\":{\"name\":\""
                + name
                + "\"}}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().path("code").asText();
  }

  private static void until(String what, Supplier<Boolean> holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.get()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("in vain: " + what);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static int update(String sql, String... with) throws Exception {
    try (Connection database = server.database();
        PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < with.length; i++) {
        statement.setString(i + 1, with[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static long count(String sql, String with) throws Exception {
    try (Connection database = server.database();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, with);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private static long hashes() {
    return device()
        .get("/metrics")
        .body()
        .lines()
        .filter(l -> l.startsWith("parlour_password_hashes_total"))
        .map(l -> (long) Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  // Coming in

  @Test
  void a_guests_running_game_moves_into_the_account_and_another_device_has_the_seat() {
    String name = unique("Ada");
    Device laptop = device();
    laptop.get("/");
    String room = room(laptop, name);
    register(laptop, name);
    assertThat(laptop.get("/r/" + room).status()).isEqualTo(200);
    assertThat(laptop.get("/").body()).contains(room);

    Device phone = signedIn(name);
    assertThat(phone.get("/").body()).contains(room, name);
    assertThat(phone.get("/r/" + room).body()).contains(name);
    assertThat(phone.json("POST", "/api/rooms/" + room + "/players/me/return-code", null).status())
        .isEqualTo(201);
    try (SocketClient socket = SocketClient.open(server.address(), phone.asHeader())) {
      socket.attach(room, "p1", null);
      socket.await("the seat", m -> m.path("you").path("name").asText().equals(name));
      socket.attach(room, "host", null);
      socket.await(
          "the host's place",
          m -> m.path("as").asText().equals("host") && m.path("type").asText().equals("attached"));
    }
  }

  @Test
  void after_signing_out_the_browser_is_a_guest_without_the_accounts_seats() {
    String name = unique("Ada");
    Device laptop = registered(name);
    String room = room(laptop, name);
    assertThat(laptop.form("/account", "/sign-out", Map.of()).status()).isEqualTo(303);
    assertThat(laptop.get("/api/players/me").status()).isEqualTo(401);
    assertThat(laptop.get("/").body()).doesNotContain(room).contains("/sign-in");
    assertThat(laptop.json("POST", "/api/rooms/" + room + "/players/me/return-code", null).status())
        .isEqualTo(401);
    assertThat(signedIn(name).get("/").body()).contains(room);
  }

  @Test
  void a_name_is_unique_however_it_is_written_and_errors_stand_at_their_fields() {
    String name = unique("Grace");
    registered(name);
    Device other = device();
    Answer taken =
        other.form(
            "/register",
            "/register",
            Map.of("name", name.toUpperCase(), "password", PASSWORD, "email", "g@example.org"));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.body())
        .contains("id=\"name-error\" role=\"alert\">Somebody has this name already.")
        .contains("g@example.org")
        .doesNotContain(PASSWORD);
    Map<String, String> expected = new TreeMap<>();
    expected.put("short", "password_short");
    expected.put("password123", "password_common");
    expected.put("x".repeat(401), "password_long");
    expected.put("hedy lamarr", "password_is_name");
    expected.forEach(
        (password, code) -> {
          Answer refused =
              other.json(
                  "POST",
                  "/api/players",
                  "{\"name\":\"Hedy Lamarr\",\"password\":\"" + password + "\"}");
          assertThat(refused.status()).isEqualTo(422);
          assertThat(refused.code()).isEqualTo(code);
        });
    assertThat(
            other
                .json(
                    "POST",
                    "/api/players",
                    "{\"name\":\"\\u202Eadm\",\"password\":\"" + PASSWORD + "\"}")
                .code())
        .isEqualTo("bad_name");
    assertThat(
            other
                .json(
                    "POST",
                    "/api/players",
                    "{\"name\":\"Hedy\",\"password\":\"" + PASSWORD + "\",\"email\":\"nonsense\"}")
                .code())
        .isEqualTo("bad_email");
    Answer mixed =
        other.form("/register", "/register", Map.of("name", "\u0410" + name, "password", PASSWORD));
    assertThat(mixed.status()).isEqualTo(422);
    assertThat(mixed.body()).contains("id=\"name-error\" role=\"alert\">A name has the letters");
  }

  @Test
  void an_unknown_name_and_a_wrong_password_have_the_same_answer() {
    String name = unique("Ada");
    registered(name);
    Device device = device();
    Answer wrong =
        device.form("/sign-in", "/sign-in", Map.of("name", name, "password", "wrong one!"));
    Answer unknown =
        device.form("/sign-in", "/sign-in", Map.of("name", unique("X"), "password", "wrong one!"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(said(wrong)).isEqualTo(said(unknown)).contains("nobody with this name and");
    assertThat(wrong.header("WWW-Authenticate")).isNull();
  }

  private static String said(Answer answer) {
    return answer.body().replaceAll("(?s).*role=\"alert\" id=\"wrong\">(.*?)</div>.*", "$1");
  }

  @Test
  void a_link_leads_nobody_to_another_server_after_signing_in() {
    String name = unique("Ada");
    registered(name);
    for (String back : List.of("https://evil.example", "//evil.example", "/\\evil.example")) {
      Answer in =
          device()
              .form(
                  "/sign-in", "/sign-in", Map.of("name", name, "password", PASSWORD, "back", back));
      assertThat(in.header("Location")).isEqualTo("/");
    }
  }

  @Test
  void cookies_are_for_the_server_alone_and_stored_as_hashes_only() throws Exception {
    Device device = device();
    String csrf = device.csrf("/register");
    Answer answer =
        device.post("/register", csrf, Map.of("name", unique("Ada"), "password", PASSWORD));
    String cookie =
        answer.raw().headers().allValues("Set-Cookie").stream()
            .filter(c -> c.startsWith("parlour-session="))
            .findFirst()
            .orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Secure");
    assertThat(
            count(
                "SELECT count(*) FROM account_session WHERE token = ?",
                device.cookie("parlour-session").orElseThrow()))
        .isZero();
    assertThat(count("SELECT count(*) FROM account WHERE password LIKE '%' || ? || '%'", PASSWORD))
        .isZero();
    Answer behindTls =
        device().get("/sign-in", "X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.1");
    assertThat(behindTls.header("Set-Cookie")).contains("Secure");
  }

  // Sessions

  @Test
  void the_sessions_token_is_exchanged_after_a_day_and_the_former_counts_until_the_new_one_is_seen()
      throws Exception {
    Device device = registered(unique("Ada"));
    String former = device.cookie("parlour-session").orElseThrow();
    String me = id(device);
    update(
        "UPDATE account_session SET renewed_at = now() - interval '25 hours' WHERE account = ?",
        me);
    until(
        "a new token",
        () -> {
          assertThat(device.get("/account").status()).isEqualTo(200);
          return !device.cookie("parlour-session").orElseThrow().equals(former);
        });
    assertThat(device().get("/api/players/me", "Cookie", "parlour-session=" + former).status())
        .isEqualTo(200);
    assertThat(id(device)).isEqualTo(me);
    assertThat(
            count(
                "SELECT count(*) FROM account_session WHERE account = ? AND former IS NOT NULL AND"
                    + " former_until IS NOT NULL",
                me))
        .isEqualTo(1);
  }

  @Test
  void signing_in_makes_a_new_token_and_ends_the_session_that_was_there() throws Exception {
    String name = unique("Ada");
    Device device = registered(name);
    String former = device.cookie("parlour-session").orElseThrow();
    String csrf = device.csrf("/account");
    assertThat(device.post("/sign-in", csrf, Map.of("name", name, "password", PASSWORD)).status())
        .isEqualTo(303);
    assertThat(device.cookie("parlour-session").orElseThrow()).isNotEqualTo(former);
    assertThat(device().get("/api/players/me", "Cookie", "parlour-session=" + former).status())
        .isEqualTo(401);
    assertThat(device.get("/api/players/me/sessions").json().path("sessions")).hasSize(1);
  }

  @Test
  void signing_out_everywhere_signs_every_device_out_and_closes_its_sockets() {
    String name = unique("Ada");
    Device laptop = registered(name);
    Device phone = signedIn(name);
    assertThat(phone.get("/api/players/me/sessions").json().path("sessions")).hasSize(2);
    try (SocketClient socket = SocketClient.open(server.address(), phone.asHeader());
        SocketClient guest = SocketClient.open(server.address())) {
      assertThat(laptop.form("/account", "/account/sessions", Map.of("end", "all")).status())
          .isEqualTo(303);
      assertThat(socket.closeCode()).isEqualTo(4001);
      assertThat(socket.closeReason()).isEqualTo("signed_out");
      guest.raw("{\"type\":\"ping\",\"at\":1}");
      guest.await("a pong", m -> m.path("type").asText().equals("pong"));
    }
    assertThat(laptop.get("/api/players/me").status()).isEqualTo(401);
    assertThat(phone.get("/api/players/me").status()).isEqualTo(401);
  }

  @Test
  void a_session_that_another_node_has_ended_loses_its_socket_within_seconds() throws Exception {
    Device laptop = registered(unique("Ada"));
    try (SocketClient socket = SocketClient.open(server.address(), laptop.asHeader())) {
      update("DELETE FROM account_session WHERE account = ?", id(laptop));
      assertThat(socket.closeCode()).isEqualTo(4001);
    }
    until("signed out here too", () -> laptop.get("/api/players/me").status() == 401);
  }

  @Test
  void one_device_can_be_signed_out_from_another() {
    String name = unique("Ada");
    Device laptop = registered(name);
    Device phone = signedIn(name);
    JsonNode sessions = laptop.get("/api/players/me/sessions").json().path("sessions");
    String own =
        laptop.get("/account").body().replaceAll("(?s).*name=\"end\" value=\"(\\d+)\".*", "$1");
    assertThat(sessions).extracting(s -> s.path("id").asText()).contains(own);
    laptop.form("/account", "/account/sessions", Map.of("end", own));
    assertThat(phone.get("/api/players/me").status()).isEqualTo(401);
    assertThat(laptop.get("/api/players/me").status()).isEqualTo(200);
  }

  @Test
  void a_new_password_needs_the_old_one_and_signs_all_others_out() {
    String name = unique("Ada");
    Device laptop = registered(name);
    Device phone = signedIn(name);
    Answer wrong =
        laptop.form(
            "/account",
            "/account/password",
            Map.of("former", "not this one", "password", "another tall door"));
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.body())
        .contains("id=\"former-error\" role=\"alert\">This is not your password.");
    assertThat(phone.get("/api/players/me").status()).isEqualTo(200);
    Answer right =
        laptop.form(
            "/account",
            "/account/password",
            Map.of("former", PASSWORD, "password", "another tall door"));
    assertThat(right.status()).isEqualTo(303);
    assertThat(laptop.get("/api/players/me").status()).isEqualTo(200);
    assertThat(phone.get("/api/players/me").status()).isEqualTo(401);
    assertThat(
            device()
                .form("/sign-in", "/sign-in", Map.of("name", name, "password", PASSWORD))
                .status())
        .isEqualTo(401);
  }

  // Forged forms, and somebody else's things

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/register",
        "/sign-in",
        "/sign-out",
        "/account/profile",
        "/account/password",
        "/account/sessions",
        "/account/delete",
        "/account/picture",
        "/players/AAAAAAAAAAAAAAAAAAAAAA/friend"
      })
  void a_form_without_its_token_or_with_somebody_elses_changes_nothing(String form)
      throws Exception {
    String name = unique("Ada");
    Device ada = registered(name);
    String foreign = device().csrf("/sign-in");
    for (String token : new String[] {null, "", foreign}) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("name", "Mallory");
      fields.put("former", PASSWORD);
      fields.put("password", PASSWORD);
      fields.put("end", "all");
      fields.put("do", "ask");
      Answer refused =
          form.endsWith("/picture")
              ? ada.upload(form, token, "picture", picture(64, 64))
              : ada.post(form, token, fields);
      assertThat(refused.status()).isEqualTo(403);
    }
    assertThat(ada.get("/api/players/me").json().path("name").asText()).isEqualTo(name);
    assertThat(ada.get("/api/players/me").json().path("avatar").asText()).doesNotStartWith("u-");
    assertThat(
            ada.json("POST", "/api/players/session", "{}", "Origin", "https://evil.example").code())
        .isEqualTo("cross_site");
  }

  @Test
  void nobody_changes_ends_or_deletes_what_is_somebody_elses() {
    String name = unique("Ada");
    Device ada = registered(name);
    Device mallory = registered(unique("Mallory"));
    String before = ada.get("/api/players/me").body();
    mallory.json(
        "PATCH",
        "/api/players/me",
        "{\"id\":\""
            + id(ada)
            + "\",\"name\":\""
            + unique("M")
            + "\",\"email\":\"m@example.org\"}");
    mallory.form("/account", "/account/profile", Map.of("id", id(ada), "name", unique("M")));
    for (JsonNode session : ada.get("/api/players/me/sessions").json().path("sessions")) {
      mallory.json("DELETE", "/api/players/me/sessions/" + session.path("id").asText(), null);
      mallory.form("/account", "/account/sessions", Map.of("end", session.path("id").asText()));
    }
    assertThat(mallory.json("PATCH", "/api/players/" + id(ada), "{\"name\":\"x\"}").status())
        .isEqualTo(405);
    assertThat(mallory.json("PATCH", "/api/players/me", "{\"name\":\"" + name + "\"}").code())
        .isEqualTo("name_taken");
    assertThat(ada.get("/api/players/me").body()).isEqualTo(before);
  }

  @Test
  void nobody_signs_in_for_somebody_else_by_a_key_of_theirs() {
    Device ada = registered(unique("Ada"));
    String room = room(ada, "Ada");
    for (String cookie :
        List.of(
            "parlour=@" + id(ada),
            "parlour-session=" + id(ada),
            "parlour-session=" + "A".repeat(43),
            "LtpaToken2=forged")) {
      assertThat(device().get("/api/players/me", "Cookie", cookie).status()).isEqualTo(401);
      assertThat(device().get("/", "Cookie", cookie).body()).doesNotContain(room);
    }
  }

  // Trying passwords

  @Test
  void ten_thousand_tries_from_one_address_are_throttled_and_cost_a_few_hashes() throws Exception {
    String name = unique("Ada");
    registered(name);
    long before = hashes();
    Map<Integer, AtomicInteger> answers =
        storm(10_000, i -> name + (i % 7 == 0 ? "" : "x" + i % 500), i -> "203.0.113.5");
    assertThat(answers.keySet()).isSubsetOf(401, 429, 503);
    assertThat(answers.get(429).get()).isGreaterThan(9_000);
    assertThat(hashes() - before).isBetween(1L, 60L);
    // Who comes from elsewhere is not kept waiting.
    assertThat(
            device()
                .json(
                    "POST",
                    "/api/players/session",
                    "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}",
                    "X-Forwarded-For",
                    "198.51.100.77")
                .status())
        .isIn(200, 429); // its own name may rest for some seconds
  }

  @Test
  void tries_from_everywhere_at_one_name_are_throttled_and_its_owners_browser_gets_in_meanwhile()
      throws Exception {
    String name = unique("Ada");
    Device laptop = registered(name);
    assertThat(laptop.form("/account", "/sign-out", Map.of()).status()).isEqualTo(303);
    long before = hashes();
    long began = System.nanoTime();
    Map<Integer, AtomicInteger> answers =
        storm(2_000, i -> name, i -> "10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256);
    assertThat(answers.get(429).get()).isGreaterThan(1_900);
    // Ten at once, one in three seconds, and what the other threads had already begun.
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    assertThat(hashes() - before).isBetween(1L, 10 + seconds / 3 + 1 + STORM_THREADS);
    // Every three seconds one try of all strangers together is free: it is used up first, and
    // again if the next one has come meanwhile.
    AtomicInteger tries = new AtomicInteger();
    AtomicReference<Answer> stranger = new AtomicReference<>();
    until(
        "a stranger with the right password waits",
        () -> {
          while (from(tries.incrementAndGet(), name, "not " + PASSWORD).status() != 429) {
            assertThat(tries).hasValueLessThan(1_000);
          }
          stranger.set(from(tries.incrementAndGet(), name, PASSWORD));
          return stranger.get().status() == 429;
        });
    assertThat(Integer.parseInt(stranger.get().header("Retry-After"))).isBetween(1, 60);
    assertThat(
            laptop
                .form("/sign-in", "/sign-in", Map.of("name", name, "password", PASSWORD))
                .status())
        .isEqualTo(303);
  }

  /** A try to sign in from an address that nobody has used before. */
  private static Answer from(int number, String name, String password) {
    return device()
        .json(
            "POST",
            "/api/players/session",
            "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}",
            "X-Forwarded-For",
            "10.200." + number / 256 + "." + number % 256);
  }

  /** How often each status was the answer to a wrong password. */
  private static Map<Integer, AtomicInteger> storm(
      int tries,
      java.util.function.IntFunction<String> name,
      java.util.function.IntFunction<String> address)
      throws Exception {
    Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    Device mallory = device();
    try (ExecutorService threads = Executors.newFixedThreadPool(STORM_THREADS)) {
      List<Future<?>> all =
          IntStream.range(0, tries)
              .<Future<?>>mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            int status =
                                mallory
                                    .json(
                                        "POST",
                                        "/api/players/session",
                                        "{\"name\":\""
                                            + name.apply(i)
                                            + "\",\"password\":\"guess number "
                                            + i
                                            + "\"}",
                                        "X-Forwarded-For",
                                        address.apply(i))
                                    .status();
                            answers
                                .computeIfAbsent(status, s -> new AtomicInteger())
                                .incrementAndGet();
                          }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    return answers;
  }

  // Pictures

  private static byte[] picture(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  @Test
  void an_uploaded_picture_is_served_as_ours_and_worn_by_its_owner_alone() throws Exception {
    String name = unique("Ada");
    Device ada = registered(name);
    Answer sent =
        ada.upload("/account/picture", ada.csrf("/account"), "picture", picture(640, 480));
    assertThat(sent.header("Location")).isEqualTo("/account?done=picture");
    String avatar = ada.get("/api/players/me").json().path("avatar").asText();
    assertThat(avatar).startsWith("u-");
    Answer served = device().get("/picture/" + avatar + ".png");
    assertThat(served.header("Content-Type")).isEqualTo("image/png");
    assertThat(served.header("Cache-Control")).contains("immutable");
    assertThat(served.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(ImageIO.read(new ByteArrayInputStream(served.raw().body())).getWidth())
        .isEqualTo(256);

    String room = room(ada, name);
    assertThat(
            ada.json(
                    "POST",
                    "/api/rooms/" + room + "/players",
                    "{\"name\":\"Again\",\"avatar\":\"" + avatar + "\"}")
                .status())
        .isEqualTo(201);
    Device mallory = registered(unique("Mallory"));
    assertThat(
            mallory
                .json(
                    "POST",
                    "/api/rooms/" + room + "/players",
                    "{\"name\":\"Mallory\",\"avatar\":\"" + avatar + "\"}")
                .code())
        .isEqualTo("bad_avatar");
    assertThat(mallory.json("PATCH", "/api/players/me", "{\"avatar\":\"" + avatar + "\"}").code())
        .isEqualTo("bad_avatar");

    assertThat(ada.bytes("PUT", "/api/players/me/picture", picture(20, 20)).status())
        .isEqualTo(200);
    Answer former = device().get("/picture/" + avatar + ".png");
    assertThat(former.status()).isEqualTo(302);
    assertThat(device().get(former.header("Location")).header("Content-Type"))
        .startsWith("image/svg+xml");
  }

  @Test
  void what_is_no_picture_or_too_large_is_refused_and_changes_nothing() {
    Device ada = registered(unique("Ada"));
    String before = ada.get("/api/players/me").body();
    assertThat(ada.bytes("PUT", "/api/players/me/picture", "<svg/>".getBytes()).code())
        .isEqualTo("bad_picture");
    assertThat(ada.bytes("PUT", "/api/players/me/picture", new byte[2_200_000]).code())
        .isEqualTo("too_large");
    assertThat(
            ada.upload("/account/picture", ada.csrf("/account"), "picture", new byte[2_200_000])
                .status())
        .isEqualTo(413);
    Answer broken =
        ada.upload("/account/picture", ada.csrf("/account"), "picture", "GIF89a".getBytes());
    assertThat(broken.header("Location")).isEqualTo("/account?refused=bad_picture#picture");
    assertThat(ada.get("/account?refused=bad_picture").body())
        .contains("id=\"picture-error\" role=\"alert\">This is no picture");
    assertThat(device().bytes("PUT", "/api/players/me/picture", new byte[10]).status())
        .isEqualTo(401);
    assertThat(ada.get("/api/players/me").body()).isEqualTo(before);
    // Everywhere else the small limit holds, for these too.
    assertThat(ada.bytes("POST", "/api/players", new byte[70_000]).code()).isEqualTo("too_large");
  }

  // Friends

  @Test
  void friends_ask_accept_see_each_other_and_join_each_others_room() {
    String adasName = unique("Ada");
    Device ada = registered(adasName);
    Device ben = registered(unique("Ben"));
    assertThat(ada.get("/friends?name=" + adasName.toUpperCase()).header("Location"))
        .isEqualTo("/players/" + id(ada));
    ben.form("/players/" + id(ada), "/players/" + id(ada) + "/friend", Map.of("do", "ask"));
    assertThat(friend(ada).path("standing").asText()).isEqualTo("wanted");
    assertThat(friend(ada).path("online").asBoolean()).isFalse();
    assertThat(friend(ben).path("standing").asText()).isEqualTo("asked");
    assertThat(ada.get("/friends").body()).contains("They want to be your friends");
    ada.form("/friends", "/players/" + id(ben) + "/friend", Map.of("do", "ask", "from", "friends"));
    assertThat(friend(ben).path("standing").asText()).isEqualTo("friends");
    assertThat(friend(ben).path("online").asBoolean()).isTrue();
    assertThat(friend(ben).has("room")).isFalse();

    String room = room(ada, adasName);
    try (SocketClient playing = SocketClient.open(server.address(), ada.asHeader())) {
      playing.attach(room, "p1", null);
      until("where Ada plays", () -> friend(ben).path("room").asText().equals(room));
      assertThat(ben.get("/friends").body()).contains("/join/" + room);
      ada.json("PATCH", "/api/players/me", "{\"showsPlace\":false}");
      assertThat(friend(ben).has("room")).isFalse();
    }
    ben.form(
        "/friends", "/players/" + id(ada) + "/friend", Map.of("do", "part", "from", "friends"));
    assertThat(ada.get("/api/players/me/friends").json().path("friends")).isEmpty();
  }

  private static JsonNode friend(Device device) {
    return device.get("/api/players/me/friends").json().path("friends").path(0);
  }

  @Test
  void nobody_befriends_themselves_nobody_or_without_signing_in() {
    Device ada = registered(unique("Ada"));
    assertThat(ada.json("PUT", "/api/players/me/friends/" + id(ada), null).code())
        .isEqualTo("bad_friend");
    assertThat(ada.json("PUT", "/api/players/me/friends/AAAAAAAAAAAAAAAAAAAAAA", null).status())
        .isEqualTo(404);
    assertThat(ada.json("PUT", "/api/players/me/friends/nonsense", null).status()).isEqualTo(404);
    assertThat(device().json("PUT", "/api/players/me/friends/" + id(ada), null).status())
        .isEqualTo(401);
    assertThat(
            device()
                .form("/sign-in", "/players/" + id(ada) + "/friend", Map.of("do", "ask"))
                .header("Location"))
        .startsWith("/sign-in");
  }

  // The end

  @Test
  void who_deletes_the_account_gives_the_password_and_nothing_of_theirs_is_left() throws Exception {
    String name = unique("Ada");
    Device ada = registered(name);
    Device phone = signedIn(name);
    String id = id(ada);
    String room = room(ada, name);
    ada.bytes("PUT", "/api/players/me/picture", picture(30, 30));
    ada.json("POST", "/api/matchmaking/tickets", "{\"game\":\"pong\",\"name\":\"Ada\"}");
    Device ben = registered(unique("Ben"));
    ben.json("PUT", "/api/players/me/friends/" + id, null);

    Answer wrong = ada.form("/account", "/account/delete", Map.of("former", "not this one"));
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.body()).contains("id=\"delete-error\" role=\"alert\">This is not your");
    assertThat(ada.get("/api/players/me").status()).isEqualTo(200);

    Answer gone = ada.form("/account", "/account/delete", Map.of("former", PASSWORD));
    assertThat(gone.status()).isEqualTo(200);
    assertThat(gone.body()).contains("Your account is deleted");
    assertThat(ada.get("/api/players/me").status()).isEqualTo(401);
    assertThat(phone.get("/api/players/me").status()).isEqualTo(401);
    assertThat(device().get("/players/" + id).status()).isEqualTo(404);
    assertThat(ben.get("/api/players/me/friends").json().path("friends")).isEmpty();
    for (String rows :
        List.of(
            "account WHERE id = ?",
            "account_session WHERE account = ?",
            "account_browser WHERE account = ?",
            "account_picture WHERE account = ?",
            "friendship WHERE asked = ?",
            "guest WHERE key = '@' || ?",
            "ticket WHERE guest = '@' || ?")) {
      assertThat(count("SELECT count(*) FROM " + rows, id)).as(rows).isZero();
    }
    assertThat(device().get("/api/rooms/" + room).status()).isEqualTo(200);
    register(device(), name);
  }

  @Test
  void an_operator_deletes_an_account_by_the_own_password_and_nobody_else_does() throws Exception {
    String name = unique("Ada");
    Device ada = registered(name);
    String id = id(ada);
    String room = room(ada, name);
    String path = "/api/players/" + id;
    String sure = "{\"password\":\"" + PASSWORD + "\"}";
    Device olga = operator();

    assertThat(device().json("DELETE", path, sure).status()).isEqualTo(401);
    Answer mallorys = registered(unique("Mallory")).json("DELETE", path, sure);
    assertThat(mallorys.status()).isEqualTo(403);
    assertThat(mallorys.code()).isEqualTo("forbidden");
    assertThat(ada.json("DELETE", path, sure).code()).isEqualTo("forbidden");
    assertThat(olga.json("DELETE", path, "{\"password\":\"not this one\"}").code())
        .isEqualTo("wrong_password");
    assertThat(olga.json("DELETE", path, sure, "Origin", "https://evil.example").code())
        .isEqualTo("cross_site");
    assertThat(olga.json("DELETE", "/api/players/" + unique("Nobody"), sure).status())
        .isEqualTo(404);
    assertThat(ada.get("/api/players/me").status()).isEqualTo(200);

    assertThat(olga.json("DELETE", path, sure).status()).isEqualTo(204);
    assertThat(ada.get("/api/players/me").status()).isEqualTo(401);
    assertThat(count("SELECT count(*) FROM account WHERE id = ?", id)).isZero();
    assertThat(count("SELECT count(*) FROM guest WHERE key = '@' || ?", id)).isZero();
    assertThat(count("SELECT count(*) FROM guest_seat WHERE name <> '' AND room = ?", room))
        .isZero();
    assertThat(olga.json("DELETE", path, sure).status()).isEqualTo(404);
    assertThat(olga.get("/api/players/me").status()).isEqualTo(200);
  }

  @Test
  void the_download_has_what_every_feature_keeps_and_no_secret() throws Exception {
    String name = unique("Ada");
    Device ada = registered(name);
    String room = room(ada, name);
    ada.bytes("PUT", "/api/players/me/picture", picture(30, 30));
    update(
        "INSERT INTO account_vouched (issuer, subject, account) VALUES ('https://id.example', ?,"
            + " ?)",
        "subject of " + name,
        id(ada));
    assertThat(ada.json("DELETE", "/api/rooms/" + room + "/players/me", null).status())
        .isEqualTo(204);
    ada.json("PATCH", "/api/players/me", "{\"email\":\"ada@example.org\"}");
    Answer file = ada.get("/account/data");
    assertThat(file.header("Content-Disposition")).contains("attachment");
    JsonNode data = file.json();
    assertThat(data.path("account").path("name").asText()).isEqualTo(name);
    assertThat(data.path("account").path("email").asText()).isEqualTo("ada@example.org");
    assertThat(data.path("sessions")).hasSize(1);
    assertThat(data.path("seats").findValuesAsText("room")).contains(room);
    assertThat(data.path("seats").findValuesAsText("givenUp")).contains("true", "false");
    assertThat(data.path("providers").path(0).path("issuer").asText())
        .isEqualTo("https://id.example");
    assertThat(data.path("providers").path(0).path("subject").asText())
        .isEqualTo("subject of " + name);
    assertThat(data.path("knownBrowsers").asInt()).isEqualTo(1);
    assertThat(device().get(data.path("account").path("picture").asText()).header("Content-Type"))
        .isEqualTo("image/png");
    assertThat(data.has("tickets")).isTrue();
    assertThat(data.has("friends")).isTrue();
    assertThat(file.body())
        .doesNotContain("PBKDF2")
        .doesNotContain(ada.cookie("parlour-session").orElseThrow());
    assertThat(device().get("/account/data").status()).isEqualTo(303);
    assertThat(ada.get("/api/players/me/data").json().path("account"))
        .isEqualTo(data.path("account"));
  }

  // Roles, and what others see

  @Test
  void everybody_who_is_signed_in_may_host_and_an_operator_is_who_is_named_in_the_settings() {
    assertThat(registered(unique("Ada")).get("/api/players/me").json().path("roles").toString())
        .isEqualTo("[\"player\",\"host\"]");
    assertThat(operator().get("/api/players/me").json().path("roles").toString())
        .isEqualTo("[\"player\",\"host\",\"operator\"]");
  }

  @Test
  void a_profile_says_nothing_that_is_private() {
    String name = unique("Ada");
    Device ada = registered(name);
    ada.json("PATCH", "/api/players/me", "{\"email\":\"secret@example.org\"}");
    String id = id(ada);
    for (String path : List.of("/players/" + id, "/players/" + name, "/api/players/" + name)) {
      Answer seen = device().get(path);
      assertThat(seen.status()).isEqualTo(200);
      assertThat(seen.body()).contains(name).doesNotContain("secret@example.org");
    }
    assertThat(device().get("/players/nobody%20here").status()).isEqualTo(404);
    assertThat(device().get("/players/").status()).isEqualTo(404);
  }

  @Test
  void answers_are_as_the_document_says() throws Exception {
    String name = unique("Ada");
    Device ada = device();
    Answer made =
        ada.json(
            "POST",
            "/api/players",
            "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
    assertThat(made.status()).isEqualTo(201);
    Device ben = registered(unique("Ben"));
    ada.json("PUT", "/api/players/me/friends/" + id(ben), null);
    DocumentedSchemas openapi = DocumentedSchemas.of(device().get("/openapi").raw().body());
    assertThat(openapi.contradictions("SignedIn", made.json())).isEmpty();
    assertThat(openapi.contradictions("Me", ada.get("/api/players/me").json())).isEmpty();
    assertThat(openapi.contradictions("SessionList", ada.get("/api/players/me/sessions").json()))
        .isEmpty();
    assertThat(openapi.contradictions("FriendList", ada.get("/api/players/me/friends").json()))
        .isEmpty();
    assertThat(openapi.contradictions("PlayerProfile", ben.get("/api/players/" + name).json()))
        .isEmpty();
    assertThat(
            openapi.contradictions(
                "StandingNow", ben.json("PUT", "/api/players/me/friends/" + id(ada), null).json()))
        .isEmpty();
    assertThat(
            openapi.contradictions(
                "Picture", ada.bytes("PUT", "/api/players/me/picture", picture(40, 40)).json()))
        .isEmpty();
    assertThat(openapi.contradictions("Problem", device().get("/api/players/me").json())).isEmpty();
  }

  @Test
  void the_container_keeps_nothing_of_its_own_about_who_is_signed_in() {
    Device ada = registered(unique("Ada"));
    Answer page = ada.get("/account");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.raw().headers().allValues("Set-Cookie"))
        .noneMatch(c -> c.startsWith("LtpaToken") || c.startsWith("JSESSIONID"));
  }

  @Test
  void whatever_is_sent_has_an_answer() {
    Device ada = registered(unique("Ada"));
    for (String body : List.of("", "{", "[]", "null", "{\"name\":7}", "{\"name\":{}}", "\"x\"")) {
      for (String path : List.of("/api/players", "/api/players/session")) {
        assertThat(ada.json("POST", path, body).status()).isBetween(400, 499);
      }
      assertThat(ada.json("PATCH", "/api/players/me", body).status()).isLessThan(500);
      assertThat(ada.json("PUT", "/api/players/me/password", body).status()).isBetween(400, 499);
      assertThat(ada.json("DELETE", "/api/players/me", body).status()).isBetween(400, 499);
    }
    for (String path :
        List.of(
            "/account/nonsense",
            "/players/%00",
            "/players/a/b/c",
            "/picture/nonsense.png",
            "/picture/u-AAAAAAAAAAAAAAAAAAAAAA.png",
            "/sign-in/provider",
            "/sign-in/provider/back?code=x&state=y",
            "/friends?name=%FF",
            "/account?done=nonsense&refused=nonsense",
            "/sign-in?back=%0d%0aX:y")) {
      assertThat(ada.get(path).status()).as(path).isLessThan(500);
    }
    for (String form : List.of("/account/profile", "/account/password", "/account/nonsense")) {
      assertThat(ada.form("/account", form, Map.of()).status()).as(form).isBetween(303, 499);
    }
    assertThat(ada.get("/api/players/me").status()).isEqualTo(200);
  }
}
