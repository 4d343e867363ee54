package dev.parlour.realtime;

import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.Game;
import dev.parlour.game.Input;
import dev.parlour.game.Placing;
import dev.parlour.game.Role;
import dev.parlour.game.Situation;
import dev.parlour.game.Table;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The smallest game that has everything a view can have: it adds up. Its shared view tries to take
 * a name of the room's, and is one of a sealed interface.
 */
public final class TallyGame
    implements Game<TallyGame.Rules, Void, TallyGame.Sum, TallyGame.Ask, TallyGame.Told> {
  public record Rules() {}

  public record Sum(int sum) {}

  public sealed interface Ask {
    record Add(int number, String why) implements Ask {}
  }

  public sealed interface Told {
    record Begun() implements Told {}

    record Added(int number) implements Told {}
  }

  public sealed interface Seen {
    record Everybody(int sum, String role, String status) implements Seen {}
  }

  public record Own(String secret) {}

  @Override
  public String id() {
    return "tally";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<Void> contentType() {
    return Void.class;
  }

  @Override
  public Class<Sum> stateType() {
    return Sum.class;
  }

  @Override
  public Class<Ask> commandType() {
    return Ask.class;
  }

  @Override
  public Class<Told> eventType() {
    return Told.class;
  }

  @Override
  public Checked<Rules> settings(Map<String, Object> raw) {
    return Checked.good(new Rules());
  }

  @Override
  public int maxPlayers(Rules settings) {
    return 100;
  }

  @Override
  public int minPlayers(Rules settings) {
    return 0;
  }

  @Override
  public Told prepare(Rules settings, Void content, long seed) {
    return new Told.Begun();
  }

  @Override
  public Sum initial() {
    return new Sum(0);
  }

  @Override
  public Decision<Told> decide(Sum state, Input<Ask> input, Situation situation) {
    return input instanceof Input.Play<Ask> play && play.command() instanceof Ask.Add add
        ? Decision.accepted(new Told.Added(add.number()))
        : Decision.accepted();
  }

  @Override
  public Sum apply(Sum state, Told event) {
    return event instanceof Told.Added added ? new Sum(state.sum() + added.number()) : state;
  }

  @Override
  public OptionalLong wakeAt(Sum state, Situation situation) {
    return OptionalLong.empty();
  }

  @Override
  public String phase(Sum state) {
    return "";
  }

  @Override
  public OptionalLong deadline(Sum state) {
    return OptionalLong.empty();
  }

  @Override
  public boolean finished(Sum state) {
    return false;
  }

  @Override
  public List<Placing> placings(Sum state) {
    return List.of();
  }

  @Override
  public Object shared(Sum state, Role role, Table table) {
    return new Seen.Everybody(state.sum(), role.name(), "the game's");
  }

  @Override
  public Object own(Sum state, String player, Table table) {
    return new Own("only " + player);
  }
}
