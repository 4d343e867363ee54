package dev.parlour.tournament;

import dev.parlour.game.Persistent;
import dev.parlour.tournament.Outcome.How;
import dev.parlour.tournament.Slot.Open;
import dev.parlour.tournament.Slot.Taken;
import dev.parlour.tournament.Slot.Vacant;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The plan, and how far it is played. Who stands in which match follows from the seeds and the
 * outcomes alone: whoever puts another outcome into it, or takes one out, gets the bracket that
 * would be there had it been so at once. What others are in after that is played anew; what is the
 * same for the same people stays.
 *
 * @param seeds entrants, the first seed first
 * @param all in the order of the plan, each behind those from which somebody comes to it
 * @param era Swiss: the attempt with which matches of a new round begin; goes up when rounds are
 *     undone, so that no room serves two line-ups
 */
public record Bracket(Plan plan, List<String> seeds, List<Match> all, int era) {
  public Bracket {
    seeds = List.copyOf(seeds);
    all = Persistent.list(all);
  }

  static Bracket of(Plan plan, List<String> seeds, Instant at) {
    Bracket bracket = new Bracket(plan, seeds, List.of(), 0);
    for (Node node : plan.nodes()) {
      Match bare = new Match(node, List.of(), null, List.of(), 0, null);
      bracket = bracket.plus(bracket.filled(bare.lining(bracket.slots(node)), at));
    }
    return bracket;
  }

  /** Null for none of that name. */
  public Match match(String id) {
    Integer place = id == null ? null : plan.places().get(id);
    return place == null ? null : all.get(place);
  }

  private Bracket plus(Match match) {
    return new Bracket(plan, seeds, Persistent.with(all, match), era);
  }

  private Bracket put(Match match) {
    return new Bracket(
        plan, seeds, Persistent.with(all, plan.places().get(match.id()), match), era);
  }

  /** With a match changed, and all that follows from that. */
  Bracket with(String id, UnaryOperator<Match> change, Instant at) {
    Bracket after = put(change.apply(match(id)));
    ArrayDeque<String> touched = new ArrayDeque<>(plan.next(id));
    while (!touched.isEmpty()) {
      Match before = after.match(touched.remove());
      List<Slot> slots = after.slots(before.node());
      if (!slots.equals(before.slots())) {
        after = after.put(after.filled(before.lining(slots), at));
        touched.addAll(plan.next(before.id()));
      }
    }
    return after;
  }

  /** Nobody has to play against nobody. */
  private Match filled(Match match, Instant at) {
    if (!match.complete()) {
      return match;
    }
    List<String> lineUp = match.lineUp();
    if (match.node().again() != null && lineUp.isEmpty()) {
      return match.with(new Outcome(How.NOT_NEEDED, List.of(), List.of(), at));
    }
    return lineUp.size() <= match.node().advance()
        ? match.with(new Outcome(How.BYE, lineUp, List.of(), at))
        : match;
  }

  private List<Slot> slots(Node node) {
    if (node.again() != null && !secondLeg(match(node.again()))) {
      boolean open = match(node.again()).outcome() == null;
      return node.sources().stream().<Slot>map(s -> open ? new Open() : new Vacant()).toList();
    }
    List<Slot> slots = new ArrayList<>();
    for (Source source : node.sources()) {
      slots.add(
          switch (source) {
            case Source.Seed(int number) -> new Taken(seeds.get(number - 1));
            case Source.Named(String entrant) -> new Taken(entrant);
            case Source.Nobody nobody -> new Vacant();
            case Source.Place(String match, int rank) -> comes(match(match).outcome(), rank);
          });
    }
    return slots;
  }

  private static Slot comes(Outcome outcome, int rank) {
    if (outcome == null) {
      return new Open();
    }
    return rank <= outcome.ranking().size()
        ? new Taken(outcome.ranking().get(rank - 1))
        : new Vacant();
  }

  /** Whether the first leg was won by the one who had lost before, against one who had not. */
  private static boolean secondLeg(Match first) {
    return first.outcome() != null
        && first.lineUp().size() == 2
        && first.lineUp().get(1).equals(first.outcome().winner());
  }

  /** A round of a Swiss tournament more, or in place of it and all behind it. */
  Bracket round(int number, Swiss.Round round, Instant at) {
    List<Match> former = round(number);
    Bracket after = before(number);
    int attempt = after.era();
    List<Match> added = new ArrayList<>();
    for (Swiss.Pair pair : round.pairs()) {
      Node node = swiss(number, added.size() + 1, pair.one(), pair.other());
      Match bare = new Match(node, after.slots(node), null, List.of(), attempt, null);
      added.add(
          former.stream()
              .filter(m -> m.lineUp().size() == 2 && m.has(pair.one()) && m.has(pair.other()))
              .findFirst()
              .map(m -> bare.with(m.outcome()).withGames(m.games()))
              .orElse(bare));
    }
    if (round.bye() != null) {
      Node node = swiss(number, added.size() + 1, round.bye(), null);
      added.add(
          after.filled(new Match(node, after.slots(node), null, List.of(), attempt, null), at));
    }
    List<Node> nodes = new ArrayList<>(after.plan().nodes());
    List<Match> matches = after.all();
    for (Match match : added) {
      nodes.add(match.node());
      matches = Persistent.with(matches, match);
    }
    return new Bracket(Plan.of(nodes), seeds, matches, after.era());
  }

  /** Without the rounds from that one on. */
  Bracket before(int round) {
    List<Node> nodes = new ArrayList<>();
    List<Match> kept = new ArrayList<>();
    int next = era;
    for (Match match : all) {
      if (match.node().round() < round) {
        nodes.add(match.node());
        kept.add(match);
      } else {
        next = Math.max(next, match.attempt() + 1);
      }
    }
    return new Bracket(Plan.of(nodes), seeds, kept, next);
  }

  private static Node swiss(int round, int number, String one, String other) {
    return new Node(
        round + "-" + number,
        Stage.MAIN,
        round,
        number,
        List.of(
            new Source.Named(one), other == null ? new Source.Nobody() : new Source.Named(other)),
        1,
        List.of(0, 0),
        0,
        null);
  }

  boolean decided() {
    return all.stream().allMatch(Match::decided);
  }

  /** The last round that there is; 0 for none. */
  int rounds() {
    return plan.nodes().isEmpty() ? 0 : plan.nodes().getLast().round();
  }

  List<Match> round(int number) {
    return all.stream().filter(m -> m.node().round() == number).toList();
  }
}
