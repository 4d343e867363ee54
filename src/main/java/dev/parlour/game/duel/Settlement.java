package dev.parlour.game.duel;

import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.duel.DuelEvent.Outcome;
import dev.parlour.game.duel.DuelEvent.Reason;
import dev.parlour.game.duel.DuelEvent.Settled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who wins, loses or draws, and in which place they come. */
final class Settlement {
  private static final Comparator<Placing> BEST_FIRST =
      Comparator.comparingInt(Placing::rank).thenComparing(Placing::player, Persistent.order());

  private Settlement() {}

  /** By the points: the same points share a rank. Ranks only; there is no winner in it. */
  static List<Placing> standing(List<Runner> runners) {
    List<Placing> placings = new ArrayList<>(runners.size());
    for (Runner runner : runners) {
      int rank = 1;
      for (Runner other : runners) {
        rank += other.score() > runner.score() ? 1 : 0;
      }
      placings.add(new Placing(runner.player(), rank, runner.score()));
    }
    placings.sort(BEST_FIRST);
    return placings;
  }

  /** All runs are over: the higher score wins. A run alone is neither won nor lost. */
  static Settled byScore(List<Runner> runners) {
    Map<String, Outcome> outcomes = new TreeMap<>();
    if (runners.size() == 2) {
      Runner one = runners.getFirst();
      Runner two = runners.getLast();
      outcomes.put(one.player(), outcome(one.score(), two.score()));
      outcomes.put(two.player(), outcome(two.score(), one.score()));
    }
    return new Settled(Reason.SETTLED, outcomes, standing(runners));
  }

  private static Outcome outcome(int mine, int theirs) {
    return mine > theirs ? Outcome.WIN : mine < theirs ? Outcome.LOSE : Outcome.DRAW;
  }

  /** One of two is out, so the other wins, whatever the points say. */
  static Settled forfeit(List<Runner> runners, String loser) {
    Map<String, Outcome> outcomes = new TreeMap<>();
    List<Placing> placings = new ArrayList<>(runners.size());
    for (Runner runner : runners) {
      boolean lost = runner.player().equals(loser);
      outcomes.put(runner.player(), lost ? Outcome.LOSE : Outcome.WIN);
      placings.add(new Placing(runner.player(), lost ? 2 : 1, runner.score()));
    }
    placings.sort(BEST_FIRST);
    return new Settled(Reason.FORFEIT, outcomes, placings);
  }

  /** Nobody is left who could win: all share the first place, with the points that they had. */
  static Settled abandoned(List<Runner> runners) {
    return new Settled(
        Reason.ABANDONED,
        Map.of(),
        runners.stream().map(r -> new Placing(r.player(), 1, r.score())).toList());
  }

  /** The host has broken off the run: the points stand as they are, and nobody has won. */
  static Settled ended(List<Runner> runners) {
    return new Settled(Reason.ENDED, Map.of(), standing(runners));
  }
}
