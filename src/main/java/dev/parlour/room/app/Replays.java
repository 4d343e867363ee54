package dev.parlour.room.app;

import dev.parlour.game.Checked;

/** Finished games of what moves, step by step once more, from their logs. */
public interface Replays {
  /**
   * One game of a room, which may have been played several times.
   *
   * @param number which one, from 1
   * @param of how many there are
   * @param frames one for each step, as the game wrote it for {@code parlour.v1.bin}: how many, in
   *     four bytes, then each with its length in two bytes before it, all big-endian
   */
  record Replay(int number, int of, byte[] frames) {}

  /**
   * Waits for the log. Refuses {@code unknown_room}, {@code no_replay} (nothing moves in that game,
   * or it has none of that number that is over), {@code busy} and {@code unavailable}.
   *
   * @param number from 1; 0 for the last one
   */
  Checked<Replay> replay(String code, int number);
}
