package dev.parlour.room;

import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import java.util.Locale;
import java.util.Map;

/**
 * Views of a room as markup: the same templates that made the page, for pages that are open.
 * Whoever sends merges nothing and reads nothing; each fragment replaces the element whose id is
 * its key.
 */
public interface HtmlViews {
  /** What everybody in the role sees, in that language: fragments by the id of their element. */
  Map<String, String> shared(Publication p, Role role, Locale locale);

  /**
   * What only this viewer sees: fragments by the id of their element; empty for all but players
   * with a seat.
   */
  Map<String, String> you(Publication p, Viewer v, Locale locale);

  /** The same for the page of one's tables, where each room is a card; always the same object. */
  HtmlViews cards();
}
