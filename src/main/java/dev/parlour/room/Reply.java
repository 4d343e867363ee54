package dev.parlour.room;

import dev.parlour.game.Rejection;

/**
 * Where the answer to a command goes; exactly one of the two is called, once, on the room's thread
 * (where the mailbox is full or the request cannot reach the room: on the caller's); it must return
 * at once.
 */
public interface Reply {
  /**
   * The command is stored.
   *
   * @param seq the room's seq after it; for a repeated id the seq of the first time
   */
  void accepted(long seq);

  void rejected(Rejection rejection);
}
