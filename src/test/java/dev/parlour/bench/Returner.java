package dev.parlour.bench;

import dev.parlour.bench.client.Acknowledged;
import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Network;
import dev.parlour.bench.client.Player;
import java.net.URI;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps somebody in a room whatever happens to sockets and nodes: comes back with growing pauses
 * and jitter, each time by another door, and sends what has no lasting answer again under its id.
 * For one thread of sockets.
 */
abstract class Returner implements Player.Watcher {
  /** Refusals which say that the same command may be sent again. */
  private static final Set<String> PASSING =
      Set.of("unavailable", "busy", "moved", "rate_limited", "not_attached");

  /** Refusals and farewells which somebody with a seat in a room that is there never deserves. */
  private static final Set<String> UNTRUE =
      Set.of(
          "unknown_room",
          "room_closed",
          "not_a_player",
          "not_host",
          "not_playing",
          "unauthorized",
          "forbidden",
          "not_allowed",
          "room_faulty",
          "fault",
          "bad_id",
          "bad_message",
          "kicked",
          "left");

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 3_000;
  private static final long ATTACH_SECONDS = 15;
  private static final long ANSWER_MILLIS = 15_000;

  /** Where one can come in. */
  interface Doors {
    URI any(String room, Random random);
  }

  /** Counts what all returners go through. */
  interface Diary {
    void connected(boolean again);

    /** A command has waited long for an answer, on a socket that was open all the time. */
    void overlong(String what);

    void detached(String reason);
  }

  private final Network network;
  private final Doors doors;
  private final Diary diary;
  protected final ChaosCheck check;
  protected final Random random;
  protected final Player player;
  private final AtomicBoolean comingBack = new AtomicBoolean();
  private final AtomicBoolean resending = new AtomicBoolean();
  private volatile Link link;
  private volatile boolean left;
  private volatile boolean wasIn;
  private int failures;
  private Set<String> openBefore = Set.of();

  Returner(Player player, Network network, Doors doors, Diary diary, ChaosCheck check, long seed) {
    this.player = player.watched(this);
    this.network = network;
    this.doors = doors;
    this.diary = diary;
    this.check = check;
    this.random = new Random(seed);
  }

  /** Comes in for the first time. */
  void begin() {
    comingBack.set(true);
    comeIn();
    after(ANSWER_MILLIS, this::watch);
  }

  /** Does not come back any more. */
  void leave() {
    left = true;
    Link now = link;
    if (now != null) {
      now.close();
    }
  }

  boolean wasIn() {
    return wasIn;
  }

  /** Breaks the socket off, if there is one. */
  void cut() {
    Link now = link;
    if (now != null) {
      now.cut();
    }
  }

  void after(long millis, Runnable action) {
    network
        .loop()
        .schedule(
            () -> {
              try {
                if (!left) {
                  action.run();
                }
              } catch (RuntimeException e) {
                check.fault("the tool itself failed: " + e);
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  private void comeIn() {
    network
        .open(doors.any(player.room(), random), Network.PROTOCOLS, Link.NOBODY, 0)
        .thenCompose(
            open -> {
              link = open;
              return player.attach(open);
            })
        .orTimeout(ATTACH_SECONDS, TimeUnit.SECONDS)
        .whenComplete((in, failure) -> cameIn(failure));
  }

  private void cameIn(Throwable failure) {
    if (failure == null) {
      failures = 0;
      diary.connected(wasIn);
      wasIn = true;
      openBefore = Set.of();
      comingBack.set(false);
      if (left || !link.isOpen()) {
        lost(player, Link.BROKEN);
      }
      return;
    }
    cut();
    failures++;
    pause();
  }

  private void pause() {
    long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 8));
    after(most / 2 + random.nextLong(most), this::comeIn);
  }

  private void comeBack() {
    if (!left && comingBack.compareAndSet(false, true)) {
      pause();
    }
  }

  @Override
  public void lost(Player who, int code) {
    comeBack();
  }

  @Override
  public void detached(Player who, String reason) {
    diary.detached(reason);
    untrue("was detached", reason);
    cut();
    comeBack();
  }

  @Override
  public void refused(Player who, String code) {
    untrue("was not let in", code);
  }

  private void untrue(String what, String code) {
    if (UNTRUE.contains(code)) {
      check.fault(
          "%s: %s %s with %s, at %s"
              .formatted(player.room(), player.as(), what, code, Instant.now()));
    }
  }

  /** Sends a command, and stays with it until it has a lasting answer. */
  void send(String command) {
    player.send(command);
  }

  /** A command that stays without an answer on a socket that is open is sent again. */
  private void watch() {
    Set<String> open = Set.copyOf(player.unanswered().keySet());
    if (!comingBack.get() && open.stream().anyMatch(openBefore::contains)) {
      diary.overlong(player.room() + " " + player.as() + " " + player.unanswered());
      player.resend();
      open = Set.of();
    }
    openBefore = comingBack.get() ? Set.of() : open;
    after(ANSWER_MILLIS, this::watch);
  }

  @Override
  public boolean keeps(Player who, String code) {
    boolean passing = PASSING.contains(code);
    // Once for all that wait: if each refusal had all of them sent again, they would soon be more
    // than the server takes from one socket.
    if (passing && resending.compareAndSet(false, true)) {
      after(
          200 + random.nextInt(600),
          () -> {
            resending.set(false);
            player.resend();
          });
    }
    return passing;
  }

  @Override
  public void acknowledged(Player who, Acknowledged promise) {
    check.acknowledged(promise);
  }

  @Override
  public void rejected(Player who, String id, String command, String code) {
    untrue("was refused " + command, code);
    check.refused(who.room(), who.as(), id, code, command);
  }

  @Override
  public void answeredAgain(Player who, String id, long seq, String code) {
    check.answeredAgain(who.room(), who.as(), id, seq, code);
  }
}
