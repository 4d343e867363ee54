package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A mixture of topics: every topic gives one question before any gives two, so that ten questions
 * are about ten things. It asks its sources for more than it uses, in order to pass over a question
 * that another topic has asked already; so mix only sources that are cheap to ask.
 */
public final class MixedQuestions implements QuestionSource {

  /** The mixture's topic. */
  public static final String ID = "mixed";

  private final List<QuestionSource> sources;

  /** Mixes all topics of the given sources. */
  public MixedQuestions(List<? extends QuestionSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * One topic, in the languages that all the mixed topics have, so that a set never changes its
   * language from one question to the next. Its count is the sum of the topics' counts, or
   * unlimited if one of them is; a question that two topics share counts twice.
   */
  @Override
  public List<Topic> topics() {
    List<Topic> mixed = sources.stream().flatMap(source -> source.topics().stream()).toList();
    OptionalInt count =
        mixed.stream().anyMatch(Topic::unlimited)
            ? OptionalInt.empty()
            : OptionalInt.of(mixed.stream().mapToInt(topic -> topic.count().orElseThrow()).sum());
    return List.of(
        new Topic(ID, "A bit of everything", "Von allem etwas", count, "🎲", languages()));
  }

  @Override
  public Selection pick(QuestionRequest request) {
    if (!request.topic().equals(ID)) {
      return Selection.unknownTopic(request.topic());
    }
    Dice dice = new Dice(request.seed());
    String language =
        languages().contains(request.language()) ? request.language() : languages().getFirst();
    List<Deque<Question>> piles = dice.shuffled(piles(request.count(), language, dice));
    List<Question> picked = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    while (picked.size() < request.count() && piles.stream().anyMatch(pile -> !pile.isEmpty())) {
      for (Deque<Question> pile : piles) {
        while (picked.size() < request.count() && !pile.isEmpty()) {
          Question question = pile.removeFirst();
          if (keys.add(Draft.key(question.text()))) {
            picked.add(question);
            break;
          }
        }
      }
    }
    return picked.size() < request.count()
        ? Selection.tooFew(ID, request.count(), picked.size())
        : new Selection.Picked(dice.shuffled(picked));
  }

  private List<String> languages() {
    List<String> shared = new ArrayList<>();
    for (QuestionSource source : sources) {
      for (Topic topic : source.topics()) {
        if (shared.isEmpty()) {
          shared.addAll(topic.languages());
        } else if (topic.languages().stream().anyMatch(shared::contains)) {
          shared.retainAll(topic.languages());
        }
      }
    }
    return shared.isEmpty() ? List.of("en") : shared;
  }

  private List<Deque<Question>> piles(int wanted, String language, Dice dice) {
    List<Deque<Question>> piles = new ArrayList<>();
    for (QuestionSource source : sources) {
      for (Topic topic : source.topics()) {
        int count = Math.min(wanted, topic.count().orElse(wanted));
        QuestionRequest part = new QuestionRequest(topic.id(), count, language, dice.seed());
        if (source.pick(part) instanceof Selection.Picked(List<Question> questions)) {
          piles.add(new ArrayDeque<>(questions));
        }
      }
    }
    return piles;
  }
}
