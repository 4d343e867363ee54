package dev.parlour.game.pong;

import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everybody's place. The winner is first; then those who play before those who are out; among those
 * who play the better score, which is the smaller one where goals count against people; among those
 * who are out the last one. The computer takes places too, but stands in no list. In a game that
 * nobody could win all are first.
 */
final class Places {
  private Places() {}

  static List<Placing> of(PongState state) {
    List<Integer> order = new ArrayList<>();
    for (int side = 0; side < state.seats().size(); side++) {
      order.add(side);
    }
    Comparator<Integer> better = state.abandoned() ? (a, b) -> 0 : better(state);
    order.sort(better); // stable: equals stay in the order of the sides
    List<Placing> placings = new ArrayList<>();
    int rank = 1;
    for (int i = 0; i < order.size(); i++) {
      if (i > 0 && better.compare(order.get(i - 1), order.get(i)) != 0) {
        rank = i + 1;
      }
      String player = state.seats().get(order.get(i)).player();
      if (player != null) {
        placings.add(new Placing(player, rank, state.field().paddles().get(order.get(i)).score()));
      }
    }
    return Persistent.list(placings);
  }

  private static Comparator<Integer> better(PongState state) {
    List<Field.Paddle> paddles = state.field().paddles();
    Edge winner = state.result() == null ? null : state.result().side();
    int more = state.settings().conceding() ? 1 : -1;
    return Comparator.<Integer>comparingInt(side -> Edge.of(side) == winner ? 0 : 1)
        .thenComparingInt(side -> paddles.get(side).out() == 0 ? 0 : 1)
        .thenComparingInt(
            side ->
                paddles.get(side).out() == 0
                    ? more * paddles.get(side).score()
                    : -paddles.get(side).out());
  }
}
