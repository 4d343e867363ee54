package dev.parlour.quiz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Questions made fresh for each request, in English and German. Immutable. */
public final class GeneratedQuestions implements QuestionSource {

  private final SequencedMap<String, QuestionGenerator> generators = new LinkedHashMap<>();

  GeneratedQuestions(List<QuestionGenerator> generators) {
    generators.forEach(generator -> this.generators.put(generator.topic().id(), generator));
  }

  /** Every generator: those of knowledge, then those of reckoning. */
  public static GeneratedQuestions all() {
    List<QuestionGenerator> all = new ArrayList<>(knowledge());
    all.add(Arithmetic.easy());
    all.add(Arithmetic.medium());
    all.add(Arithmetic.hard());
    all.add(Powers.generator());
    all.add(NumberSystems.roman());
    all.add(NumberSystems.computers());
    all.add(Calendar.generator());
    return new GeneratedQuestions(all);
  }

  /** The generators that ask for facts one may know: capitals, flags, chemical elements. */
  public static GeneratedQuestions ofKnowledge() {
    return new GeneratedQuestions(knowledge());
  }

  private static List<QuestionGenerator> knowledge() {
    return List.of(
        Countries.SHIPPED.capitals(), Countries.SHIPPED.flags(), Elements.SHIPPED.generator());
  }

  @Override
  public List<Topic> topics() {
    return generators.values().stream().map(QuestionGenerator::topic).toList();
  }

  @Override
  public Selection pick(QuestionRequest request) {
    QuestionGenerator generator = generators.get(request.topic());
    if (generator == null) {
      return Selection.unknownTopic(request.topic());
    }
    int available = generator.topic().count().orElse(QuestionRequest.MOST);
    if (request.count() > available) {
      return Selection.tooFew(request.topic(), request.count(), available);
    }
    return new Selection.Picked(
        generator.make(request.count(), Language.of(request.language()), new Dice(request.seed())));
  }
}
