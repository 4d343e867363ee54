package dev.parlour.tournament;

/**
 * Somebody who plays, or would have.
 *
 * @param id {@code e1} and so on, in the order of entering
 * @param name unique in the tournament; empty of somebody who has deleted their account
 * @param key of the browser or account to which the entry belongs; null for a name that the
 *     organiser put there and nobody has claimed. In no view
 * @param rating null where none is known
 * @param out left, or was removed, or did not check in
 */
public record Entrant(
    String id, String name, String key, Integer rating, boolean checkedIn, boolean out) {
  Entrant owned(String by) {
    return new Entrant(id, name, by, rating, checkedIn, out);
  }

  Entrant forgotten() {
    return new Entrant(id, "", null, null, checkedIn, out);
  }

  /** Whether nobody may know any more who that was. */
  public boolean nameless() {
    return name.isEmpty();
  }

  Entrant called(String by) {
    return new Entrant(id, by, key, rating, checkedIn, out);
  }

  Entrant here() {
    return new Entrant(id, name, key, rating, true, out);
  }

  Entrant gone() {
    return new Entrant(id, name, key, rating, checkedIn, true);
  }
}
