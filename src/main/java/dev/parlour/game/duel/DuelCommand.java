package dev.parlour.game.duel;

/**
 * What a runner may ask. There is no command for a score: the server runs both runners itself, and
 * what a client says about points is refused as an unknown command. Nothing here is checked: {@link
 * DuelMotion#input} answers every value.
 */
public sealed interface DuelCommand {
  /** The client's own count of steps, given back in frames as {@code ack}; may be null. */
  Integer tick();

  /** Off the ring, at once. */
  record Jump(Integer tick) implements DuelCommand {}

  /** Freezes the rival, for {@value DuelSettings#ATTACK_COST} points. */
  record Attack(Integer tick) implements DuelCommand {}
}
