package dev.parlour.room;

import java.util.List;
import java.util.Optional;

/** Which nodes live, by the database's clock. Waits for storage. */
public interface NodeLedger {
  /**
   * A node whose heart beats.
   *
   * @param region where it stands; it runs only rooms of its region
   * @param draining whether it takes no more rooms
   */
  record Node(String name, String region, boolean draining) {}

  /**
   * @param ours whether this run still has its name; if not, every room must be dropped at once
   * @param living the nodes whose heart beats, this one included
   */
  record Pulse(boolean ours, List<Node> living) {
    public Optional<Node> named(String name) {
      return living.stream().filter(n -> n.name().equals(name)).findFirst();
    }
  }

  /** This node's name; the same after a restart. */
  String name();

  /** This node's region. */
  String region();

  /** Enters this run of the node. A former run under the same name is fenced off from now on. */
  void begin();

  /** Says that this run lives. */
  Pulse beat();

  /** Says that this run takes no more rooms. */
  void drain();

  /** Says that this run is over, and gives up its rooms: nobody waits for its heart to stop. */
  void end();
}
