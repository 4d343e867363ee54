package dev.parlour.shared;

/** Carries letters between nodes. May wait for the broker; who calls must be able to. */
public interface NodePost {
  /**
   * Sends in the order of the calls. What is sent to a node that is not there is lost.
   *
   * @throws IllegalStateException if the letter could not be handed over
   */
  void send(String node, String letter);
}
