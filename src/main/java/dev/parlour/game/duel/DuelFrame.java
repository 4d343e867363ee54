package dev.parlour.game.duel;

import java.util.List;

/**
 * How a run stands after a step, for everybody in the room: the same facts as in the binary frame.
 * No record, since none may have a component that is called {@code wait}, as the wire has it.
 */
public final class DuelFrame {
  /** How many steps the game has had, countdowns included. */
  public final int tick;

  /** 0 while it counts down, 1 while it runs, 2 when it is over. */
  public final int moving;

  /** How many steps of the countdown are left. */
  public final int wait;

  /** In the order of joining. */
  public final List<Body> runners;

  DuelFrame(int tick, int moving, int wait, List<Body> runners) {
    this.tick = tick;
    this.moving = moving;
    this.wait = wait;
    this.runners = List.copyOf(runners);
  }

  /**
   * A runner.
   *
   * @param x how far it has run
   * @param y how high it is, {@value DuelMotion#RING_HEIGHT} on a ring
   * @param state {@code ring}, {@code air}, {@code fallen}, {@code frozen} or {@code left}
   * @param rings how many it has reached
   * @param frozen for how many steps it stands still
   * @param cooldown for how many steps it cannot attack
   * @param ack the low 16 bits of the client's tick in the last input that was taken; 0 before
   */
  public record Body(
      int x, int y, String state, int rings, int score, int frozen, int cooldown, int ack) {}
}
