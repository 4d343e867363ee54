package dev.parlour.game.duel;

import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import java.util.List;
import java.util.Map;

/** What happened in a duel. Times are game time in milliseconds. */
public sealed interface DuelEvent {
  /**
   * The game has all that it will ever need: the course is kept as it was drawn, so that another
   * way of drawing cannot change a replay.
   */
  record Prepared(DuelSettings settings, Course course) implements DuelEvent {}

  /** The run began with these players, in the order of joining. */
  record Started(List<String> players) implements DuelEvent {
    public Started {
      players = List.copyOf(players);
    }
  }

  /**
   * A stretch of the run, from the event before it up to here.
   *
   * @param countdown whether players got a countdown before it
   * @param steps how long it was
   * @param inputs what was taken in it, in the order of arrival
   * @param end how things stand at its end
   * @param happened what was worth keeping at once; nothing where it was only time to remember how
   *     far they are
   */
  record Played(
      boolean countdown, int steps, List<Deed> inputs, Standing end, List<Happening> happened)
      implements DuelEvent {
    public Played {
      inputs = List.copyOf(inputs);
      happened = List.copyOf(happened);
    }
  }

  /** What a runner can do. */
  enum Act {
    JUMP,
    ATTACK
  }

  /**
   * An input that was taken.
   *
   * @param after how many steps of its stretch had been made
   * @param by the runner's player
   * @param tick the low 16 bits of the client's tick; null where it sent none
   */
  record Deed(int after, String by, Act act, Integer tick) {}

  /**
   * Where everything is between two steps.
   *
   * @param tick how many steps the game has had, countdowns included
   * @param waiting how many steps of the countdown are left
   */
  record Standing(int tick, int waiting, List<Runner> runners) {
    public Standing {
      runners = List.copyOf(runners);
    }

    static final Standing NONE = new Standing(0, 0, List.of());
  }

  /** What can happen on the course that is kept at once. */
  sealed interface Happening {}

  /**
   * A runner was frozen by its rival.
   *
   * @param left the points that the attacker has left
   */
  record Frozen(String player, String by, int left) implements Happening {}

  /** A run ended beside a ring. */
  record Fell(String player, int rings, int score) implements Happening {}

  /** A run ended on the last ring. */
  record Arrived(String player, int score) implements Happening {}

  /**
   * Why a game is over. SETTLED: all runs are; FORFEIT: one left or stayed away; ABANDONED: nobody
   * was left who could win; ENDED: by the host, before the runs were over.
   */
  enum Reason {
    SETTLED,
    FORFEIT,
    ABANDONED,
    ENDED
  }

  /** How a duel came out for one of the two. */
  enum Outcome {
    WIN,
    LOSE,
    DRAW
  }

  /**
   * The game is over.
   *
   * @param outcomes by player; empty where nobody won or lost
   * @param placings by the outcomes, or by the points where there are none
   */
  record Settled(Reason reason, Map<String, Outcome> outcomes, List<Placing> placings)
      implements DuelEvent, Happening {
    public Settled {
      outcomes = Persistent.map(outcomes);
      placings = List.copyOf(placings);
    }
  }

  /**
   * The run stands still, because somebody who still runs has no connection; or others have none
   * now.
   *
   * @param until it waits no longer
   */
  record Interrupted(List<String> missing, long until) implements DuelEvent {
    public Interrupted {
      missing = List.copyOf(missing);
    }
  }

  /** Everybody is back, and the run goes on after a countdown. */
  record Continued() implements DuelEvent {}

  /** Somebody whose run was over left for good; its score stays in the comparison. */
  record RunnerGone(String player) implements DuelEvent {}
}
