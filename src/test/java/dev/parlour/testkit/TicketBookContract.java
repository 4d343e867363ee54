package dev.parlour.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.matchmaking.Pairing;
import dev.parlour.matchmaking.Queue;
import dev.parlour.matchmaking.Ticket;
import dev.parlour.matchmaking.Ticket.Note;
import dev.parlour.matchmaking.Ticket.State;
import dev.parlour.matchmaking.TicketBook;
import dev.parlour.matchmaking.TicketBook.Broken;
import dev.parlour.matchmaking.TicketBook.Entered;
import dev.parlour.matchmaking.TicketBook.Terms;
import dev.parlour.matchmaking.TicketBook.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * What every book of tickets must do, wherever it keeps them. Each test has queues of its own,
 * since the store may be shared.
 */
public abstract class TicketBookContract {
  private static final Duration AWAY = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(15);
  private static final Duration ARRIVE = Duration.ofSeconds(20);
  private static final Terms TWO = new Terms(2, AWAY, 1_000);
  private static final Terms FOUR = new Terms(4, AWAY, 1_000);

  private final String game = "game-" + UUID.randomUUID();
  private final Queue queue = new Queue(game, "duel");
  private final Queue other = new Queue(game, "four");

  protected abstract TicketBook book();

  /** Time goes by for the tickets and pairings of that game. */
  protected abstract void pass(String game, Duration time) throws Exception;

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  private Wish wish(Queue where, String guest) {
    return new Wish(fresh(), guest, game, where, "Ada", null);
  }

  private Entered.In in(Wish wish, Terms terms) {
    return (Entered.In) book().enter(wish, terms);
  }

  /** Somebody without a cookie, in the queue for two. */
  private Ticket enters() {
    return in(wish(queue, null), TWO).ticket();
  }

  private Ticket now(Ticket ticket) {
    return book().find(ticket.id()).orElseThrow();
  }

  private Pairing pairingOf(Ticket ticket) {
    return book().pairing(now(ticket).pairing()).orElseThrow();
  }

  /** Two who are paired, and whose room is there. */
  private List<Ticket> matched() {
    Ticket first = enters();
    Ticket second = enters();
    String pairing = now(first).pairing();
    assertThat(
            book()
                .made(pairing, code(pairing), Map.of(first.id(), "p1", second.id(), "p2"), ARRIVE))
        .isTrue();
    return List.of(now(first), now(second));
  }

  private static String code(String pairing) {
    return "R" + pairing.substring(0, 5);
  }

  // Order

  @Test
  void the_second_of_two_is_paired_with_the_first() {
    Entered.In first = in(wish(queue, null), TWO);
    assertThat(first.made()).isEmpty();
    assertThat(first.ticket().state()).isEqualTo(State.WAITING);
    Entered.In second = in(wish(queue, null), TWO);
    assertThat(second.made()).hasSize(1);
    assertThat(second.again()).isFalse();
    Pairing pairing = book().pairing(second.made().getFirst()).orElseThrow();
    assertThat(pairing.state()).isEqualTo(Pairing.State.MAKING);
    assertThat(pairing.queue()).isEqualTo(queue);
    assertThat(pairing.computer()).isFalse();
    assertThat(pairing.tickets())
        .extracting(Ticket::id)
        .containsExactly(first.ticket().id(), second.ticket().id());
    assertThat(pairing.tickets()).allMatch(t -> t.state() == State.PAIRED && !t.matched());
  }

  @Test
  void four_play_where_four_are_needed() {
    List<Entered.In> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(in(wish(other, null), FOUR));
    }
    assertThat(all).extracting(e -> e.made().size()).containsExactly(0, 0, 0, 1, 0, 0);
    assertThat(pairingOf(all.getFirst().ticket()).tickets())
        .extracting(Ticket::id)
        .containsExactlyElementsOf(all.stream().limit(4).map(e -> e.ticket().id()).toList());
  }

  @Test
  void who_waits_is_told_their_place() {
    List<Ticket> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(in(wish(other, null), FOUR).ticket());
    }
    assertThat(all).extracting(Ticket::place).containsExactly(1, 2, 3);
    book().cancel(all.getFirst().id());
    assertThat(now(all.get(2)).place()).isEqualTo(2);
    assertThat(now(all.getFirst()).place()).isZero();
  }

  @Test
  void who_waits_is_told_for_how_long_and_who_is_paired_how_long_it_was() throws Exception {
    Ticket first = enters();
    pass(game, Duration.ofSeconds(7));
    assertThat(now(first).waitedMillis()).isBetween(7_000L, 15_000L);
    enters();
    long waited = now(first).waitedMillis();
    assertThat(waited).isBetween(7_000L, 15_000L);
    assertThat(now(first).waitedMillis()).isEqualTo(waited);
  }

  @Test
  void queues_do_not_mix() {
    Ticket one = enters();
    assertThat(in(wish(other, null), TWO).made()).isEmpty();
    assertThat(now(one).state()).isEqualTo(State.WAITING);
    assertThat(book().waiting()).containsEntry(queue, 1).containsEntry(other, 1);
  }

  // The same again

  @Test
  void the_same_id_again_is_the_same_ticket() {
    Wish wish = wish(queue, null);
    Ticket ticket = in(wish, TWO).ticket();
    Entered.In again = in(wish, TWO);
    assertThat(again.again()).isTrue();
    assertThat(again.ticket().id()).isEqualTo(ticket.id());
    assertThat(again.ticket().number()).isEqualTo(ticket.number());
    assertThat(again.made()).isEmpty();
    assertThat(book().waiting()).containsEntry(queue, 1);
  }

  @Test
  void a_browser_that_asks_again_gets_its_ticket() {
    String guest = fresh();
    Ticket ticket = in(wish(queue, guest), TWO).ticket();
    Entered.In again = in(wish(queue, guest), TWO);
    assertThat(again.again()).isTrue();
    assertThat(again.ticket().id()).isEqualTo(ticket.id());
    assertThat(book().livingOf(guest)).map(Ticket::id).contains(ticket.id());
  }

  @Test
  void a_browser_waits_in_one_queue_at_a_time() {
    String guest = fresh();
    Ticket ticket = in(wish(queue, guest), TWO).ticket();
    assertThat(book().enter(wish(other, guest), FOUR))
        .isInstanceOfSatisfying(
            Entered.Elsewhere.class, e -> assertThat(e.ticket().id()).isEqualTo(ticket.id()));
    assertThat(book().waiting()).doesNotContainKey(other);
  }

  @Test
  void a_browser_whose_ticket_has_ended_may_enter_anew() {
    String guest = fresh();
    Ticket ticket = in(wish(queue, guest), TWO).ticket();
    book().cancel(ticket.id());
    assertThat(book().livingOf(guest)).isEmpty();
    assertThat(in(wish(other, guest), FOUR).ticket().id()).isNotEqualTo(ticket.id());
  }

  @Test
  void a_browser_is_free_when_its_game_has_begun() {
    String guest = fresh();
    Ticket ticket = in(wish(queue, guest), TWO).ticket();
    Ticket rival = enters();
    String pairing = now(ticket).pairing();
    book().made(pairing, "ABCDEF", Map.of(ticket.id(), "p1", rival.id(), "p2"), ARRIVE);
    assertThat(book().livingOf(guest)).isPresent();
    book().begun(pairing);
    assertThat(now(ticket).state()).isEqualTo(State.PLAYED);
    assertThat(now(ticket).matched()).isTrue();
    assertThat(book().livingOf(guest)).isEmpty();
    assertThat(in(wish(queue, guest), TWO).again()).isFalse();
  }

  @Test
  void an_address_has_so_many_tickets_and_no_more() {
    Terms few = new Terms(100, AWAY, 3);
    for (int i = 0; i < 3; i++) {
      in(wish(queue, null), few);
    }
    assertThat(book().enter(wish(other, null), few)).isInstanceOf(Entered.TooMany.class);
    assertThat(book().waiting()).doesNotContainKey(other);
    Wish elsewhere = new Wish(fresh(), null, fresh(), other, null, null);
    assertThat(book().enter(elsewhere, few)).isInstanceOf(Entered.In.class);
  }

  // Leaving

  @Test
  void whoever_has_left_is_paired_with_nobody() {
    Ticket gone = enters();
    assertThat(book().cancel(gone.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
    Ticket one = enters();
    assertThat(now(one).state()).isEqualTo(State.WAITING);
    Ticket two = enters();
    assertThat(pairingOf(one).tickets()).extracting(Ticket::id).containsExactly(one.id(), two.id());
  }

  @Test
  void leaving_twice_or_without_a_ticket_changes_nothing() {
    Ticket ticket = enters();
    Ticket left = book().cancel(ticket.id()).orElseThrow();
    assertThat(book().cancel(ticket.id())).contains(left);
    assertThat(book().cancel(fresh())).isEmpty();
  }

  @Test
  void whoever_leaves_when_matched_sends_the_others_back_whether_they_came_or_not() {
    List<Ticket> two = matched();
    Ticket later = enters();
    book().cancel(two.getFirst().id());
    String pairing = two.getLast().pairing();
    assertThat(book().pairing(pairing).orElseThrow().state()).isEqualTo(Pairing.State.BREAKING);
    Broken broken = book().broken(pairing, TWO);
    assertThat(broken.requeued()).containsExactly(two.getLast().id());
    assertThat(broken.expired()).isEmpty();
    assertThat(broken.made()).hasSize(1);
    assertThat(book().pairing(broken.made().getFirst()).orElseThrow().tickets())
        .extracting(Ticket::id)
        .containsExactly(two.getLast().id(), later.id());
    assertThat(now(two.getFirst()).state()).isEqualTo(State.CANCELLED);
  }

  // Going away

  @Test
  void whoever_is_not_heard_any_more_is_not_paired_and_expires() throws Exception {
    Ticket away = enters();
    pass(game, AWAY);
    Ticket one = enters();
    assertThat(now(one).state()).isEqualTo(State.WAITING);
    assertThat(book().expire(AWAY, LONG))
        .filteredOn(t -> t.queue().game().equals(game))
        .singleElement()
        .satisfies(
            t -> {
              assertThat(t.id()).isEqualTo(away.id());
              assertThat(t.state()).isEqualTo(State.EXPIRED);
              assertThat(t.note()).isEqualTo(Note.AWAY);
            });
  }

  @Test
  void whoever_gives_a_sign_of_life_keeps_their_place() throws Exception {
    Ticket first = enters();
    pass(game, AWAY.minusSeconds(5));
    assertThat(book().look(List.of(first.id(), fresh()), true))
        .singleElement()
        .satisfies(t -> assertThat(t.id()).isEqualTo(first.id()));
    pass(game, AWAY.minusSeconds(5));
    Ticket second = enters();
    assertThat(pairingOf(second).tickets().getFirst().id()).isEqualTo(first.id());
  }

  @Test
  void looking_without_a_sign_of_life_keeps_nobody() throws Exception {
    Ticket first = enters();
    pass(game, AWAY.minusSeconds(5));
    book().look(List.of(first.id()), false);
    pass(game, AWAY.minusSeconds(5));
    enters();
    assertThat(now(first).state()).isEqualTo(State.WAITING);
  }

  @Test
  void whoever_was_away_and_is_back_is_paired_by_the_next_sweep() throws Exception {
    Ticket away = enters();
    pass(game, AWAY);
    Ticket second = enters();
    book().look(List.of(away.id()), true);
    assertThat(book().pair(queue, TWO)).hasSize(1);
    assertThat(pairingOf(second).tickets().getFirst().id()).isEqualTo(away.id());
    assertThat(book().pair(queue, TWO)).isEmpty();
  }

  @Test
  void nobody_waits_for_ever() throws Exception {
    Ticket ticket = enters();
    pass(game, LONG);
    book().look(List.of(ticket.id()), true);
    book().expire(AWAY, LONG);
    assertThat(now(ticket).note()).isEqualTo(Note.NOBODY_CAME);
  }

  @Test
  void whoever_is_paired_does_not_expire_by_waiting() throws Exception {
    List<Ticket> two = matched();
    pass(game, LONG);
    book().expire(AWAY, LONG);
    assertThat(now(two.getFirst()).state()).isEqualTo(State.PAIRED);
  }

  // Rooms

  @Test
  void a_room_that_is_made_is_told_to_its_people() {
    List<Ticket> two = matched();
    assertThat(two).allMatch(Ticket::matched);
    assertThat(two).extracting(Ticket::seat).containsExactly("p1", "p2");
    assertThat(two.getFirst().room()).isEqualTo(two.getLast().room());
  }

  @Test
  void a_room_that_two_nodes_made_at_once_is_one() {
    List<Ticket> two = matched();
    String pairing = two.getFirst().pairing();
    assertThat(book().made(pairing, two.getFirst().room(), Map.of(), ARRIVE)).isTrue();
    assertThat(book().made(pairing, "OTHERS", Map.of(), ARRIVE)).isFalse();
    assertThat(now(two.getFirst()).room()).isEqualTo(two.getFirst().room());
  }

  @Test
  void a_room_is_not_wanted_any_more_when_somebody_has_left_meanwhile() {
    Ticket first = enters();
    enters();
    String pairing = now(first).pairing();
    book().cancel(first.id());
    assertThat(book().made(pairing, "ABCDEF", Map.of(first.id(), "p1"), ARRIVE)).isFalse();
  }

  @Test
  void a_pairing_without_a_room_is_given_to_one_node_after_a_while() throws Exception {
    Duration untouched = Duration.ofSeconds(3);
    Ticket first = enters();
    enters();
    String pairing = now(first).pairing();
    assertThat(book().due(untouched, 1_000)).doesNotContain(pairing);
    pass(game, untouched);
    assertThat(book().due(untouched, 1_000)).contains(pairing);
    assertThat(book().due(untouched, 1_000)).doesNotContain(pairing);
    pass(game, untouched);
    assertThat(book().due(untouched, 1_000)).contains(pairing);
  }

  @Test
  void a_pairing_whose_people_are_awaited_is_due_when_their_time_is_up() throws Exception {
    Duration untouched = Duration.ofSeconds(3);
    String pairing = matched().getFirst().pairing();
    pass(game, ARRIVE.minusSeconds(5));
    assertThat(book().due(untouched, 1_000)).doesNotContain(pairing);
    book().prolong(pairing, ARRIVE);
    pass(game, ARRIVE.minusSeconds(5));
    assertThat(book().due(untouched, 1_000)).doesNotContain(pairing);
    assertThat(book().pairing(pairing).orElseThrow().overdue()).isFalse();
    pass(game, Duration.ofSeconds(5));
    assertThat(book().due(untouched, 1_000)).contains(pairing);
    assertThat(book().pairing(pairing).orElseThrow().overdue()).isTrue();
  }

  @Test
  void whoever_came_goes_back_to_the_front_and_whoever_did_not_expires() throws Exception {
    List<Ticket> two = matched();
    Ticket later = enters();
    String pairing = two.getFirst().pairing();
    assertThat(book().missed(pairing, List.of(two.getLast().id()))).isTrue();
    Broken broken = book().broken(pairing, FOUR);
    assertThat(broken)
        .isEqualTo(new Broken(List.of(two.getLast().id()), ids(two.getFirst()), List.of()));
    Ticket back = now(two.getLast());
    assertThat(back.state()).isEqualTo(State.WAITING);
    assertThat(back.note()).isEqualTo(Note.OTHERS_MISSING);
    assertThat(back.place()).isEqualTo(1);
    assertThat(back.matched()).isFalse();
    assertThat(now(later).place()).isEqualTo(2);
    assertThat(now(two.getFirst()).state()).isEqualTo(State.EXPIRED);
    assertThat(now(two.getFirst()).note()).isEqualTo(Note.NOT_ARRIVED);
  }

  private static List<String> ids(Ticket... tickets) {
    return List.of(tickets).stream().map(Ticket::id).toList();
  }

  @Test
  void whoever_came_is_paired_at_once_with_the_next_who_waits() {
    List<Ticket> two = matched();
    Ticket later = enters();
    String pairing = two.getFirst().pairing();
    book().missed(pairing, List.of(two.getFirst().id()));
    Broken broken = book().broken(pairing, TWO);
    assertThat(book().pairing(broken.made().getFirst()).orElseThrow().tickets())
        .extracting(Ticket::id)
        .containsExactly(two.getFirst().id(), later.id());
    assertThat(now(two.getFirst()).note()).isNull();
  }

  @Test
  void a_pairing_breaks_once() {
    List<Ticket> two = matched();
    String pairing = two.getFirst().pairing();
    assertThat(book().broken(pairing, TWO).requeued()).isEmpty();
    assertThat(book().missed(pairing, ids(two.getFirst()))).isTrue();
    assertThat(book().missed(pairing, ids(two.getLast()))).isFalse();
    book().broken(pairing, TWO);
    assertThat(book().broken(pairing, TWO)).isEqualTo(new Broken(List.of(), List.of(), List.of()));
    book().begun(pairing);
    assertThat(now(two.getFirst()).state()).isEqualTo(State.WAITING);
  }

  @Test
  void a_game_that_began_in_the_last_moment_counts() {
    List<Ticket> two = matched();
    String pairing = two.getFirst().pairing();
    book().missed(pairing, List.of());
    book().begun(pairing);
    assertThat(now(two.getFirst()).state()).isEqualTo(State.PLAYED);
    assertThat(book().broken(pairing, TWO)).isEqualTo(new Broken(List.of(), List.of(), List.of()));
  }

  @Test
  void where_no_room_can_be_made_the_tickets_expire_with_a_word() {
    Ticket first = enters();
    Ticket second = enters();
    assertThat(book().failed(now(first).pairing()))
        .containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(now(first).note()).isEqualTo(Note.NO_ROOM);
    assertThat(book().due(Duration.ZERO, 1_000)).doesNotContain(now(first).pairing());
  }

  // The computer

  @Test
  void the_computer_takes_somebody_out_of_the_queue_when_they_have_waited_for_long_enough()
      throws Exception {
    Duration enough = Duration.ofSeconds(15);
    Ticket ticket = enters();
    assertThat(book().withComputer(ticket.id(), enough)).isEmpty();
    assertThat(now(ticket).state()).isEqualTo(State.WAITING);
    pass(game, enough);
    String pairing = book().withComputer(ticket.id(), enough).orElseThrow();
    assertThat(book().pairing(pairing).orElseThrow().computer()).isTrue();
    assertThat(now(ticket).computer()).isTrue();
    assertThat(book().withComputer(ticket.id(), enough)).isEmpty();
    assertThat(in(wish(queue, null), TWO).made()).isEmpty();
  }

  @Test
  void nobody_who_is_paired_already_gets_the_computer() {
    Ticket first = enters();
    enters();
    assertThat(book().withComputer(first.id(), Duration.ZERO)).isEmpty();
    assertThat(book().withComputer(fresh(), Duration.ZERO)).isEmpty();
    assertThat(pairingOf(first).tickets()).hasSize(2);
  }

  // Forgetting

  @Test
  void what_is_over_is_forgotten_and_nothing_else() throws Exception {
    Ticket left = enters();
    book().cancel(left.id());
    List<Ticket> played = matched();
    book().begun(played.getFirst().pairing());
    List<Ticket> matched = matched();
    pass(game, Duration.ofDays(1));
    Ticket waiting = enters();
    book().forget(Duration.ofHours(23));
    assertThat(book().find(left.id())).isEmpty();
    assertThat(book().find(played.getFirst().id())).isEmpty();
    assertThat(book().pairing(played.getFirst().pairing())).isEmpty();
    assertThat(book().find(matched.getFirst().id())).isPresent();
    assertThat(book().find(waiting.id())).isPresent();
  }

  // All at once

  private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(pool.submit(work));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : all) {
        results.add(one.get());
      }
      return results;
    }
  }

  /** By the order of the queue. */
  private List<Ticket> inOrder(List<List<Ticket>> lists) {
    return lists.stream()
        .flatMap(List::stream)
        .map(this::now)
        .sorted(java.util.Comparator.comparingLong(Ticket::number))
        .toList();
  }

  @Test
  void eight_at_once_who_post_four_hundred_tickets_are_paired_exactly_and_in_order()
      throws Exception {
    List<Ticket> all =
        inOrder(
            together(
                8,
                () -> {
                  List<Ticket> mine = new ArrayList<>();
                  for (int i = 0; i < 50; i++) {
                    mine.add(enters());
                  }
                  assertThat(mine)
                      .isSortedAccordingTo(java.util.Comparator.comparingLong(Ticket::number));
                  return mine;
                }));
    assertThat(all).hasSize(400).allMatch(t -> t.state() == State.PAIRED);
    for (int i = 0; i < all.size(); i += 2) {
      assertThat(book().pairing(all.get(i).pairing()).orElseThrow().tickets())
          .extracting(Ticket::id)
          .containsExactly(all.get(i).id(), all.get(i + 1).id());
    }
  }

  @Test
  void whoever_leaves_while_others_come_is_either_paired_or_gone() throws Exception {
    List<Ticket> all =
        inOrder(
            together(
                8,
                () -> {
                  List<Ticket> mine = new ArrayList<>();
                  for (int i = 0; i < 40; i++) {
                    Ticket ticket = enters();
                    mine.add(ticket);
                    if (ThreadLocalRandom.current().nextInt(3) == 0) {
                      book().cancel(ticket.id());
                    }
                  }
                  return mine;
                }));
    for (Ticket ticket : all) {
      if (ticket.pairing() != null) {
        Pairing pairing = book().pairing(ticket.pairing()).orElseThrow();
        assertThat(pairing.tickets()).hasSize(2).contains(ticket);
        assertThat(pairing.state() == Pairing.State.BREAKING)
            .isEqualTo(pairing.tickets().stream().anyMatch(t -> t.state() == State.CANCELLED));
      } else {
        assertThat(ticket.state()).isIn(State.CANCELLED, State.WAITING);
      }
    }
    assertThat(all.stream().filter(t -> t.state() == State.WAITING).count()).isLessThan(2);
    // Whoever was paired first came first.
    List<Ticket> paired = all.stream().filter(t -> t.pairing() != null).toList();
    for (int i = 0; i < paired.size(); i += 2) {
      assertThat(paired.get(i).pairing()).isEqualTo(paired.get(i + 1).pairing());
    }
  }

  @Test
  void a_browser_that_posts_everywhere_at_once_has_one_ticket() throws Exception {
    String guest = fresh();
    List<Entered> all =
        together(
            8,
            () ->
                book()
                    .enter(
                        wish(ThreadLocalRandom.current().nextBoolean() ? queue : other, guest),
                        FOUR));
    String living = book().livingOf(guest).orElseThrow().id();
    assertThat(all)
        .allSatisfy(
            e ->
                assertThat(
                        switch (e) {
                          case Entered.In in -> in.ticket().id();
                          case Entered.Elsewhere elsewhere -> elsewhere.ticket().id();
                          case Entered.TooMany many -> "too many";
                        })
                    .isEqualTo(living));
    assertThat(all.stream().filter(e -> e instanceof Entered.In in && !in.again())).hasSize(1);
    assertThat(book().waiting().getOrDefault(queue, 0) + book().waiting().getOrDefault(other, 0))
        .isEqualTo(1);
  }

  @Test
  void a_pairing_that_many_break_at_once_is_put_back_once() throws Exception {
    List<Ticket> two = matched();
    String pairing = two.getFirst().pairing();
    book().missed(pairing, ids(two.getFirst(), two.getLast()));
    List<Broken> all = together(8, () -> book().broken(pairing, TWO));
    assertThat(all.stream().mapToInt(b -> b.requeued().size()).sum()).isEqualTo(2);
    assertThat(all.stream().mapToInt(b -> b.made().size()).sum()).isEqualTo(1);
    assertThat(pairingOf(two.getFirst()).tickets()).hasSize(2);
  }

  // People who sign in

  @Test
  void the_ticket_of_a_guest_is_the_accounts_after_signing_in() {
    Ticket waiting = in(wish(queue, game + "-guest"), TWO).ticket();
    book().moved(game + "-guest", game + "-account");
    assertThat(now(waiting).guest()).isEqualTo(game + "-account");
    assertThat(book().livingOf(game + "-account")).map(Ticket::id).contains(waiting.id());
    assertThat(book().livingOf(game + "-guest")).isEmpty();
  }

  @Test
  void who_waits_twice_after_signing_in_keeps_the_place_of_the_account() {
    Ticket account = in(wish(other, game + "-account"), FOUR).ticket();
    Ticket guest = in(wish(queue, game + "-guest"), TWO).ticket();
    book().moved(game + "-guest", game + "-account");
    assertThat(now(account).state()).isEqualTo(State.WAITING);
    assertThat(now(guest).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void the_tickets_of_an_account_that_goes_are_nobodys_and_end() {
    Ticket waiting = in(wish(queue, game + "-account"), TWO).ticket();
    book().moved(game + "-account", null);
    assertThat(now(waiting).state()).isEqualTo(State.CANCELLED);
    assertThat(now(waiting).guest()).isNull();
  }
}
