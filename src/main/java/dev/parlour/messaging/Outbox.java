package dev.parlour.messaging;

import dev.parlour.shared.RoomNotice;
import java.util.List;
import java.util.function.Consumer;

/** What is stored and not yet sent. */
public interface Outbox {
  /**
   * Hands the oldest rows to the sender, in order, and deletes them when it has returned. If it
   * throws, they stay; what it had sent will be sent again.
   *
   * @return how many
   */
  int send(int most, Consumer<List<RoomNotice>> sender);

  /**
   * Notes that a consumer deals with a message, in the caller's transaction.
   *
   * @return false where it has dealt with it before
   */
  boolean first(String consumer, String message);

  /** Forgets which messages were dealt with, for those that cannot come again any more. */
  void forgetOld();
}
