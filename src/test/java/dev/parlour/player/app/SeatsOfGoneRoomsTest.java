package dev.parlour.player.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.player.GuestId;
import dev.parlour.player.SeatRecords;
import dev.parlour.room.RoomCodes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeatsOfGoneRoomsTest {
  /** The store, as far as rooms go. */
  private static final class Records implements SeatRecords {
    private final Set<String> rooms = new TreeSet<>();
    private boolean emptyHandedForgotten;

    @Override
    public List<Kept> all(GuestId guest) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> rooms(String after, int most) {
      return rooms.stream().filter(r -> r.compareTo(after) > 0).limit(most).toList();
    }

    @Override
    public void forget(Collection<String> gone) {
      rooms.removeAll(gone);
    }

    @Override
    public void forgetEmptyHanded() {
      emptyHandedForgotten = true;
    }
  }

  private final Records records = new Records();
  private final Set<String> there = new TreeSet<>();
  private final RoomCodes codes =
      asked -> asked.stream().filter(there::contains).collect(Collectors.toSet());
  private final SeatsOfGoneRooms seats = new SeatsOfGoneRooms(records, codes);

  @Test
  void seats_go_with_their_room_and_stay_as_long_as_it_is_there() {
    records.rooms.addAll(List.of("ACDEFG", "HJKMNP", "RTVWXY"));
    there.add("HJKMNP");
    seats.tidy();
    assertThat(records.rooms).containsExactly("HJKMNP");
    assertThat(records.emptyHandedForgotten).isTrue();
  }

  @Test
  void of_more_rooms_than_are_asked_for_at_once_all_are_asked_for() {
    List<String> all =
        IntStream.range(0, 2 * SeatsOfGoneRooms.AT_ONCE)
            .mapToObj(i -> String.format("R%05d", i))
            .toList();
    records.rooms.addAll(all);
    there.addAll(List.of(all.get(7), all.getLast()));
    seats.tidy();
    assertThat(records.rooms).containsExactly(all.get(7), all.getLast());
  }

  @Test
  void where_there_is_nothing_nothing_is_asked() {
    seats.tidy();
    assertThat(records.rooms).isEmpty();
  }
}
