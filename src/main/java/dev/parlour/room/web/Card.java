package dev.parlour.room.web;

import dev.parlour.game.Role;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomView;
import gg.jte.Content;
import java.time.Instant;
import java.util.List;

/**
 * A room on the page of somebody's tables.
 *
 * @param title the code where the room could not be asked
 * @param as the role on the wire that the card shows: the seat, or else the host's
 * @param seat the id of the seat; null for a host who does not play
 * @param deadline when the question closes that this person has not answered; null for none
 * @param head what stands above the live part; empty where the room could not be asked
 * @param address of the room's own page
 */
public record Card(
    String code,
    String title,
    String as,
    String seat,
    boolean host,
    Attention attention,
    Instant deadline,
    List<Content> head,
    String address) {

  /** Before every id of the card, see {@code table.js}; begins with a letter, as codes may not. */
  public String prefix() {
    return prefix(code);
  }

  static String prefix(String code) {
    return "t-" + code + "-";
  }

  /**
   * What a card needs of a moment of a room besides one's own part.
   *
   * @param deadline when the time that runs is up; null where none runs
   */
  record Now(RoomView.Seen shared, Instant deadline) {
    static Now of(Publication p, Role role) {
      return new Now(p.shared(role), p.deadline());
    }

    RoomView.Shared room() {
      return shared.shared();
    }

    boolean lobby() {
      return room().status().equals("building") || room().status().equals("ready");
    }

    boolean plays() {
      return room().status().equals("in_progress") || room().status().equals("completed");
    }
  }
}
