package dev.parlour.room;

/**
 * The line to other nodes. What one node sends to another arrives in that order, once; where
 * something was lost on the way, both ends hear of it and begin anew.
 */
public interface NodeLink {
  /** The other end. Called on one thread at a time; must return at once. */
  interface Receiver {
    void received(String from, NodeMessage message);

    /** Something between this node and that one was lost, or that one was started anew. */
    void broken(String peer);
  }

  /** Sends; returns at once. Where the line is down, {@link Receiver#broken} follows. */
  void send(String to, NodeMessage message);

  /** Whether that node was heard within the last few seconds. */
  boolean hears(String peer);

  /**
   * Has that node begin anew, as after a loss: what it had begun here was thrown away, since it was
   * taken for dead. Returns at once.
   */
  void forgot(String peer);

  /** Tells the line who lives, so that it can ask after them. */
  void living(Iterable<String> peers);
}
