package dev.parlour.game.duel;

/**
 * One runner at a moment.
 *
 * @param player the seat's id
 * @param x how far it has run, in units of length
 * @param y how high it is above the rings; below zero only for who falls
 * @param rise by how much the next step in the air lifts it
 * @param air whether it has jumped and not come down yet
 * @param rings how many rings it has reached: the number of the one that it stands on, jumped off
 *     or missed the next of
 * @param spent points spent on attacks
 * @param fallen whether its run ended beside a ring
 * @param left whether its player left after the end of the run
 * @param frozen for how many steps it stands still
 * @param cooldown for how many steps it cannot attack
 * @param ack the low 16 bits of the client's tick with the last input that was taken; 0 before
 */
public record Runner(
    String player,
    int x,
    int y,
    int rise,
    boolean air,
    int rings,
    int spent,
    boolean fallen,
    boolean left,
    int frozen,
    int cooldown,
    int ack) {

  static Runner atTheStart(String player) {
    return new Runner(player, 0, 0, 0, false, 0, 0, false, false, 0, 0, 0);
  }

  /** Points: the rings, without what was spent. Never below zero. */
  int score() {
    return rings - spent;
  }

  /** Whether its run is over: nothing changes its score any more. */
  boolean done(Course course) {
    return fallen || rings == course.rings();
  }

  Runner gone() {
    return new Runner(player, x, y, rise, air, rings, spent, fallen, true, frozen, cooldown, ack);
  }
}
