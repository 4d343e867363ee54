package dev.parlour.game.duel;

import java.util.List;

/**
 * How a run stands after a step, for everybody in the room.
 *
 * @param tick how many steps the game has had
 * @param moving 0 while it counts down, 1 while it runs, 2 when it is over
 * @param waiting how many steps of the countdown are left
 * @param runners in the order of joining
 */
public record DuelFrame(int tick, int moving, int waiting, List<Body> runners) {
  /**
   * A runner.
   *
   * @param x how far it has run
   * @param y how high it is, {@value DuelMotion#RING_HEIGHT} on a ring
   * @param state {@code ring}, {@code air}, {@code fallen}, {@code frozen} or {@code left}
   * @param frozen for how many steps it stands still
   * @param cooldown for how many steps it cannot attack
   * @param ack the low 16 bits of the client's tick with the last input that was taken
   */
  public record Body(
      int x, int y, String state, int rings, int score, int frozen, int cooldown, int ack) {}
}
