package dev.parlour.quiz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Several sources as one: each topic is answered by the source that lists it. Immutable. */
public final class QuestionLibrary implements QuestionSource {

  private final List<Topic> topics;
  private final SequencedMap<String, QuestionSource> sources = new LinkedHashMap<>();

  /**
   * Joins sources; the catalogue follows their order.
   *
   * @throws IllegalArgumentException if two of them list the same topic
   */
  public QuestionLibrary(List<? extends QuestionSource> parts) {
    List<Topic> listed = new ArrayList<>();
    for (QuestionSource part : parts) {
      for (Topic topic : part.topics()) {
        if (sources.putIfAbsent(topic.id(), part) != null) {
          throw new IllegalArgumentException(
              "the topic '" + topic.id() + "' exists already; rename one of the two");
        }
        listed.add(topic);
      }
    }
    topics = List.copyOf(listed);
  }

  /**
   * All that Parlour offers: the mixture, the given bank, and the generators. The mixture draws on
   * the bank and on those generators that ask for knowledge; sums would come too often between
   * facts.
   *
   * @throws IllegalArgumentException if the bank has a topic with the id of a generator
   */
  public static QuestionLibrary of(QuestionBank bank) {
    return new QuestionLibrary(
        List.of(
            new MixedQuestions(List.of(bank, GeneratedQuestions.ofKnowledge())),
            bank,
            GeneratedQuestions.all()));
  }

  @Override
  public List<Topic> topics() {
    return topics;
  }

  @Override
  public Selection pick(QuestionRequest request) {
    QuestionSource source = sources.get(request.topic());
    return source == null ? Selection.unknownTopic(request.topic()) : source.pick(request);
  }
}
