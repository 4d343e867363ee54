package dev.parlour.game;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A game in which things move between its events, stepped {@value #STEPS_PER_SECOND} times a
 * second.
 *
 * <p>Between two events a {@link Motion} runs from the stored state. What moves in it is
 * provisional: it becomes history with the event that {@link Motion#played} gives, which holds the
 * inputs since the motion began, the number of steps and where everything stands at their end. The
 * room asks for that event when a step says so (a point, the end), and before any other decision of
 * the game, so that {@link #decide} always sees things where they are. If the server dies, play
 * goes on from the last stored event.
 *
 * <p>A player's command goes to the motion while one runs, and to {@link #decide} otherwise, which
 * refuses what makes no sense then.
 */
public interface ArcadeGame<P, N, S, C, E> extends Game<P, N, S, C, E> {
  int STEPS_PER_SECOND = 60;

  /**
   * What moves in this state; empty where nothing does (the lobby, an interruption, the end).
   *
   * @param countdown whether players need a moment before it moves: after a pause or an outage, not
   *     where play just goes on behind an event
   */
  Optional<Motion<C, E>> motion(S state, boolean countdown);

  /**
   * Shows again what an event has recorded, step by step; nothing for an event without movement.
   *
   * @param before the state before the event
   * @param shown gets the motion as it stands after each step, always the same object
   */
  void replay(S before, E event, Consumer<Motion<C, E>> shown);
}
