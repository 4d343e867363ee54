package dev.parlour.player.app;

import dev.parlour.game.Checked;
import dev.parlour.player.Account;
import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.Friends;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.HeldSeat;
import dev.parlour.room.Actor;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.Rooms;
import dev.parlour.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Friends: both have said so. Whoever asks waits for the other's answer; whoever is asked may
 * accept by asking back. Friends see whether one is here, and where one plays, unless one does not
 * show it.
 *
 * <p>Refusals: {@code unknown_player}, {@code bad_friend} (oneself), {@code too_many_friends}.
 */
@ApplicationScoped
public class Friendships {
  /** Of each friend the newest seats only are looked at. */
  private static final int SEATS = 3;

  private static final Set<String> GOING_ON = Set.of("ready", "in_progress");

  @Inject Accounts accounts;
  @Inject Friends friends;
  @Inject GuestSeats seats;
  @Inject Rooms rooms;

  private final PlayerSettings settings = PlayerSettings.from(Settings.ofProcess());

  /**
   * A friend and where they play.
   *
   * @param room its code; null where they play nowhere, or do not show it
   */
  public record Shown(Friends.Friend friend, String room) {}

  /** Asks, or accepts where the other has asked. Repeating it changes nothing. */
  public Checked<Friends.Standing> ask(AccountId me, AccountId other) {
    Optional<Account> asked = accounts.find(other);
    if (asked.isEmpty()) {
      return unknown();
    }
    if (me.equals(other)) {
      return Checked.bad("bad_friend", "Everybody is their own friend.");
    }
    if (friends.standing(me, other) == Friends.Standing.NONE
        && (friends.count(me) >= settings.friends()
            || friends.count(other) >= settings.friends())) {
      return Checked.bad(
          "too_many_friends", "Nobody has more than " + settings.friends() + " friends here.");
    }
    return Checked.good(friends.ask(me, other));
  }

  /** Declines, takes back, or ends it; idempotent. */
  public void part(AccountId me, AccountId other) {
    friends.part(me, other);
  }

  /** By name. Waits for the rooms of those who are here. */
  public List<Shown> of(AccountId me) {
    return friends.of(me).stream()
        .map(
            f ->
                f.standing() == Friends.Standing.FRIENDS
                    ? new Shown(f, f.online() ? place(f.account()) : null)
                    // who is no friend yet sees nothing
                    : new Shown(new Friends.Friend(f.account(), f.standing(), false), null))
        .toList();
  }

  private String place(Account friend) {
    if (!friend.showsPlace()) {
      return null;
    }
    return seats.rooms(GuestId.of(friend.id())).stream()
        .limit(SEATS)
        .filter(this::isThere)
        .map(HeldSeat::room)
        .findFirst()
        .orElse(null);
  }

  private boolean isThere(HeldSeat seat) {
    return seat.actor() instanceof Actor.Player(String id)
        && rooms.facts(seat.room()) instanceof Checked.Good<RoomFacts>(RoomFacts facts)
        && GOING_ON.contains(facts.status())
        && facts.players().stream().anyMatch(p -> p.id().equals(id) && p.connected());
  }

  private static <T> Checked<T> unknown() {
    return Checked.bad("unknown_player", "There is no player with this name.");
  }
}
