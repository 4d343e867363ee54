package dev.parlour.bench;

import dev.parlour.bench.client.Acknowledged;
import dev.parlour.bench.client.Message;
import dev.parlour.bench.client.Network;
import dev.parlour.bench.client.Player;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import dev.parlour.bench.client.TriviaTable;
import dev.parlour.bench.client.TriviaTable.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One game of trivia from its creation to the podium. Its players answer, some of them twice; its
 * host sends a small command as soon as the one before has its answer, so that a room which lives
 * is never silent for long, and now and then pauses the game.
 */
final class ChaosGame {
  static final Map<String, Object> SETTINGS =
      Map.of(
          "topic",
          "arithmetic-easy",
          "questions",
          5,
          "secondsPerQuestion",
          5,
          "revealSeconds",
          2,
          "standingsSeconds",
          2);

  private static final long ANSWER_WITHIN_MILLIS = 3_500;
  private static final long PULSE_MILLIS = 300;
  private static final int PAUSE_ONE_IN = 25;
  private static final int TWICE_ONE_IN = 10;

  private final Rest.Room room;
  private final ChaosCheck check;
  private final TriviaTable table = new TriviaTable();
  private final List<Returner> everybody = new ArrayList<>();
  private final List<Guest> guests = new ArrayList<>();

  ChaosGame(
      Rest.Room room,
      List<Rest.Seat> seats,
      Network network,
      Returner.Doors doors,
      Returner.Diary diary,
      Recorder recorder,
      ChaosCheck check,
      long seed) {
    this.room = room;
    this.check = check;
    check.made(room.code(), seats.stream().map(Rest.Seat::id).toList());
    Random seeds = new Random(seed);
    everybody.add(
        new Host(
            new Player(room.code(), "host", room.hostToken(), recorder),
            network,
            doors,
            diary,
            seeds.nextLong()));
    for (Rest.Seat seat : seats) {
      guests.add(
          new Guest(
              new Player(room.code(), seat.id(), seat.token(), recorder),
              network,
              doors,
              diary,
              seeds.nextLong()));
    }
    everybody.addAll(guests);
  }

  String code() {
    return room.code();
  }

  void begin() {
    everybody.forEach(Returner::begin);
  }

  List<Returner> everybody() {
    return everybody;
  }

  /** Whether everybody has seen the podium and has no question open. */
  boolean isOver() {
    return guests.stream().allMatch(g -> g.over)
        && everybody.stream().allMatch(r -> r.player.unanswered().isEmpty());
  }

  /** Whoever has not yet seen the end, for a complaint. */
  String standing() {
    return "%s, %d of %d saw the end, open commands: %s"
        .formatted(
            table.moment(),
            guests.stream().filter(g -> g.over).count(),
            guests.size(),
            everybody.stream()
                .filter(r -> !r.player.unanswered().isEmpty())
                .map(r -> r.player.as() + " " + r.player.unanswered())
                .toList());
  }

  void leave() {
    everybody.forEach(Returner::leave);
  }

  private final class Host extends Returner {
    private boolean locked;
    private boolean paused;

    Host(Player player, Network network, Doors doors, Diary diary, long seed) {
      super(player, network, doors, diary, ChaosGame.this.check, seed);
    }

    @Override
    public void view(Player who, Message view, long nanos) {
      table.see(view);
    }

    @Override
    void begin() {
      super.begin();
      after(PULSE_MILLIS, this::pulse);
    }

    private void pulse() {
      String status = table.moment().status();
      if (status.equals("completed")) {
        return;
      }
      if (status.equals("ready") && everybody.stream().allMatch(Returner::wasIn)) {
        send(TriviaCrowd.START);
      } else if (status.equals("in_progress") && wasIn()) {
        send("{\"type\":\"" + word() + "\"}");
      } else {
        after(PULSE_MILLIS, this::pulse);
      }
    }

    private String word() {
      if (paused) {
        paused = false;
        return "resume";
      }
      if (random.nextInt(PAUSE_ONE_IN) == 0) {
        paused = true;
        return "pause";
      }
      locked = !locked;
      return locked ? "lock" : "unlock";
    }

    @Override
    public void acknowledged(Player who, Acknowledged promise) {
      super.acknowledged(who, promise);
      if (promise.command().equals(TriviaCrowd.START)) {
        check.started(code());
      }
      after(PULSE_MILLIS, this::pulse);
    }

    @Override
    public void rejected(Player who, String id, String command, String code) {
      super.rejected(who, id, command, code);
      after(PULSE_MILLIS, this::pulse);
    }
  }

  private final class Guest extends Returner {
    private int answered;
    private volatile boolean over;

    Guest(Player player, Network network, Doors doors, Diary diary, long seed) {
      super(player, network, doors, diary, ChaosGame.this.check, seed);
    }

    @Override
    public void view(Player who, Message view, long nanos) {
      Moment now = table.see(view);
      String status = TriviaTable.status(view);
      check.saw(who.room(), who.as(), view.seq(), status, TriviaTable.score(view));
      if (status.equals("completed")) {
        over = true;
      }
      if (now != null && now.is("question") && now.number() > answered) {
        answered = now.number();
        after(random.nextLong(ANSWER_WITHIN_MILLIS), () -> answer(now));
      }
    }

    private void answer(Moment question) {
      List<String> choices = question.choices();
      int choice = random.nextInt(choices.size());
      send(TriviaTable.answer(question.number(), choices.get(choice)));
      if (random.nextInt(TWICE_ONE_IN) == 0) {
        String other = choices.get((choice + 1) % choices.size());
        send(TriviaTable.answer(question.number(), other));
      }
    }
  }

  /** All that was acknowledged. */
  List<Acknowledged> promises() {
    return everybody.stream().flatMap(r -> r.player.promises().stream()).toList();
  }
}
