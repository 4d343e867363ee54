package dev.parlour.quiz;

import java.util.List;

/**
 * Where a room's questions come from.
 *
 * <p>An implementation is safe for any number of threads. The ones in this package answer at once
 * and from memory; one that asks another machine may block, so call it where blocking is allowed
 * and never inside a room's mailbox.
 */
public interface QuestionSource {

  /**
   * The topics that can be asked for, in the order in which a page should list them; ids are
   * distinct.
   */
  List<Topic> topics();

  /**
   * Picks or makes questions.
   *
   * @return exactly as many distinct questions as were requested, or a refusal; never fewer
   *     questions. Sources in this package return the same result for an equal request
   */
  Selection pick(QuestionRequest request);
}
