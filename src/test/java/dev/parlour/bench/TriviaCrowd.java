package dev.parlour.bench;

import dev.parlour.bench.client.Acknowledged;
import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Message;
import dev.parlour.bench.client.Player;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import dev.parlour.bench.client.TriviaTable;
import dev.parlour.bench.client.TriviaTable.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** One room of trivia with its host and its players, who answer every question once. */
final class TriviaCrowd {
  static final String START = "{\"type\":\"start\"}";
  static final String SKIP = "{\"type\":\"skip\"}";
  private static final long READY_SECONDS = 60;

  /** What a scenario makes of the crowd; called on the threads of sockets. */
  interface Plan {
    /** How long after seeing a question a player answers, in nanoseconds; -1 for not at all. */
    long answerAfter(int player, Moment question);

    /** A player has seen the next phase. */
    default void seen(int player, Moment moment, long nanos) {}

    /** The host has seen the next phase. */
    default void hosted(TriviaCrowd crowd, Moment moment) {}
  }

  private final Rest.Room room;
  private final TriviaTable table = new TriviaTable();
  private final Player host;
  private final List<Guest> guests = new ArrayList<>();
  private final Plan plan;
  private final boolean scores;
  private volatile Moment hostSaw;

  /**
   * @param scores whether to keep what players' own views say of their points, for a check
   */
  TriviaCrowd(Rest.Room room, List<Rest.Seat> seats, Recorder recorder, Plan plan, boolean scores) {
    this.room = room;
    this.plan = plan;
    this.scores = scores;
    // The host's own commands and views are not what is measured.
    host = new Player(room.code(), "host", room.hostToken(), new Recorder()).watched(new Host());
    for (Rest.Seat seat : seats) {
      Guest guest = new Guest(guests.size());
      guest.player = new Player(room.code(), seat.id(), seat.token(), recorder).watched(guest);
      guests.add(guest);
    }
  }

  String code() {
    return room.code();
  }

  TriviaTable table() {
    return table;
  }

  Player host() {
    return host;
  }

  Player player(int index) {
    return guests.get(index).player;
  }

  int size() {
    return guests.size();
  }

  /** Connects the host over a socket of its own, and waits until the room has its questions. */
  void openHost(Stage stage) throws Exception {
    openHost(stage.network().open(stage.target().address()).get(READY_SECONDS, TimeUnit.SECONDS));
    awaitReady();
  }

  void openHost(Link link) throws Exception {
    host.attach(link).get(READY_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits until the room has its questions. */
  void awaitReady() throws InterruptedException {
    if (!Stage.await(() -> table.moment().status().equals("ready"), READY_SECONDS)) {
      throw new IllegalStateException(
          "room " + code() + " does not become ready: " + table.moment());
    }
  }

  /** Connects the players, each over a socket of its own or of the caller's choice. */
  void openPlayers(IntFunction<CompletableFuture<Link>> links) throws Exception {
    Stage.all(guests.size(), i -> links.apply(i).thenCompose(link -> player(i).attach(link)));
  }

  boolean everybodySees(String phase) {
    return guests.stream().allMatch(g -> g.now != null && g.now.is(phase));
  }

  /** Whether every command of a player has its answer. */
  boolean isAnswered() {
    return guests.stream().allMatch(g -> g.player.unanswered().isEmpty());
  }

  void leave() {
    guests.forEach(g -> closeLink(g.player));
    closeLink(host);
  }

  private static void closeLink(Player player) {
    if (player.link() != null) {
      player.link().close();
    }
  }

  /** Tells a check what was promised and what is shown. */
  void tell(Check check) {
    table.results().values().forEach(result -> check.shown(code(), result));
    for (Guest guest : guests) {
      Player player = guest.player;
      for (Acknowledged promise : player.promises()) {
        guest.answered(promise, check);
      }
      player
          .unanswered()
          .forEach(
              (id, command) ->
                  check.fault(
                      "%s: command %s of player %s was never answered: %s"
                          .formatted(code(), id, player.as(), command)));
      if (guest.score >= 0) {
        check.score(code(), player.as(), guest.score, guest.closed);
      }
    }
  }

  private final class Host implements Player.Watcher {
    @Override
    public void view(Player player, Message view, long nanos) {
      Moment now = table.see(view);
      if (now != null && now != hostSaw) {
        hostSaw = now;
        plan.hosted(TriviaCrowd.this, now);
      }
    }
  }

  private final class Guest implements Player.Watcher {
    private final int index;
    private Player player;
    private volatile Moment now;
    private volatile long score = -1;
    private volatile int closed;
    private int questionAnswered;

    Guest(int index) {
      this.index = index;
    }

    @Override
    public void view(Player player, Message view, long nanos) {
      Moment moment = table.see(view);
      if (moment == null) {
        return;
      }
      if (scores) {
        remember(view, moment);
      }
      if (moment != now) {
        now = moment;
        plan.seen(index, moment, nanos);
        if (moment.is("question") && questionAnswered < moment.number()) {
          questionAnswered = moment.number();
          answer(moment);
        }
      }
    }

    private void remember(Message view, Moment moment) {
      boolean over = moment.is("final");
      if (over || moment.is("reveal") || moment.is("standings")) {
        closed = over ? Integer.MAX_VALUE : moment.number();
        score = TriviaTable.score(view);
      }
    }

    private void answer(Moment question) {
      long after = plan.answerAfter(index, question);
      if (after < 0) {
        return;
      }
      String choice =
          question.choices().get((index + question.number()) % question.choices().size());
      String command = TriviaTable.answer(question.number(), choice);
      if (after == 0) {
        player.send(command);
      } else {
        player.link().loop().schedule(() -> player.send(command), after, TimeUnit.NANOSECONDS);
      }
    }

    /** The command is ours, so its shape is known. */
    private void answered(Acknowledged promise, Check check) {
      String command = promise.command();
      int number = command.indexOf("\"question\":") + "\"question\":".length();
      int question = Integer.parseInt(command.substring(number, command.indexOf(',', number)));
      int choice = command.indexOf("[\"") + 2;
      check.acknowledged(
          code(), player.as(), question, command.substring(choice, command.indexOf('"', choice)));
    }
  }
}
