package dev.parlour.game;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A game, as a set of pure functions over its own types. One instance serves all rooms on all
 * threads, so it has no fields that change. A game becomes known by a {@link GameRegistration} that
 * CDI finds; the README shows one.
 *
 * @param <P> settings, a record
 * @param <N> content made before the room is ready (questions, say), a record; {@link Void} where
 *     none is needed
 * @param <S> state, an immutable record that the codec can write: records, sealed interfaces of
 *     records, strings, numbers, booleans, enums, lists, sorted or linked maps
 * @param <C> commands from outside, a sealed interface of records; the record's name in lower camel
 *     case is the wire's {@code type}
 * @param <E> events, a sealed interface of records
 */
public interface Game<P, N, S, C, E> {
  /** The name on the wire and in the store. */
  String id();

  /**
   * The version of the event and state formats; goes up when a format changes so that old logs need
   * help to be read.
   */
  int version();

  Class<N> contentType();

  Class<S> stateType();

  Class<C> commandType();

  Class<E> eventType();

  /**
   * Settings from what a client sent: strings, numbers, booleans, lists and maps of them. Unknown
   * names, wrong types and values out of bounds are refused, each with its own sentence.
   */
  Checked<P> settings(Map<String, Object> raw);

  /**
   * How much later than players those see the game who only watch; zero where they see it live. For
   * games in which the players' views together show what one of them must not know (cards, ships),
   * if {@link #shared} shows it to {@link Role#SPECTATOR}: a friend among the watchers could tell.
   */
  default Duration spectatorDelay(P settings) {
    return Duration.ZERO;
  }

  /** How many may sit, by these settings. */
  int maxPlayers(P settings);

  /** How many must sit before the host can start. */
  int minPlayers(P settings);

  /**
   * The first event of a game: everything that it will ever need, in one place, so that a later
   * change of defaults cannot change a replay.
   */
  E prepare(P settings, N content, long seed);

  /** The state before {@link #prepare}. */
  S initial();

  /** What an input comes to. Never changes anything, never throws for any input. */
  Decision<E> decide(S state, Input<C> input, Situation situation);

  /**
   * The state after an event. Total for every event that {@link #decide} gave for that state. Costs
   * no more than the size of the change (use {@code Persistent}).
   */
  S apply(S state, E event);

  /**
   * The game time of the next moment at which a {@link Input.Wake} could matter; empty where only
   * people move the game.
   */
  OptionalLong wakeAt(S state, Situation situation);

  /**
   * A short text that changes just when viewers should see something new at once ("question 3");
   * changes within one phase may reach viewers of a big room a little later.
   */
  String phase(S state);

  /** The game time at which the countdown of the current phase ends; empty where none runs. */
  OptionalLong deadline(S state);

  boolean finished(S state);

  /**
   * Whether a game that is over came to nothing, as nobody was left who could win it: then it
   * counts for nobody.
   */
  default boolean abandoned(S state) {
    return false;
  }

  /**
   * The result; complete once {@link #finished}, before it the standing so far. In the order of the
   * ranks. Asked for with every view, so it is kept in the state, not computed.
   */
  List<Placing> placings(S state);

  /**
   * What everybody in this role may see, a record; its fields stand beside the room's own on the
   * wire.
   */
  Object shared(S state, Role role, Table table);

  /** What only this player may see, a record. Called for players with a seat. */
  Object own(S state, String player, Table table);
}
