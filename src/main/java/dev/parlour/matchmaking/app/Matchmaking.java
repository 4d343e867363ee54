package dev.parlour.matchmaking.app;

import dev.parlour.game.Checked;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Mode;
import dev.parlour.http.ServerSecret;
import dev.parlour.matchmaking.MatchmakingSettings;
import dev.parlour.matchmaking.Pairing;
import dev.parlour.matchmaking.Queue;
import dev.parlour.matchmaking.TableNames;
import dev.parlour.matchmaking.Ticket;
import dev.parlour.matchmaking.TicketBook;
import dev.parlour.matchmaking.TicketBook.Entered;
import dev.parlour.matchmaking.TicketBook.Terms;
import dev.parlour.matchmaking.app.QueueMeter.Outcome;
import dev.parlour.player.AccountDeleted;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestMoved;
import dev.parlour.player.GuestSeats;
import dev.parlour.room.Actor;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Guise;
import dev.parlour.room.app.NewRoom;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.SeatGrant;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.app.Tokens;
import dev.parlour.shared.Settings;
import dev.parlour.shared.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The use cases of matchmaking, on any node alike: nothing here is kept but in the {@link
 * TicketBook} and in rooms.
 *
 * <p>Whoever enters a queue as the last one that was missing makes the room, before they are
 * answered. If their node dies on the way, or the room cannot be reached, {@link #sweep} of any
 * node goes on with it: code, tokens and seats are derived from the server's secret and the ids of
 * pairing and ticket, so that the same room and the same seats come out however often and wherever
 * it is tried, and no token is ever stored.
 *
 * <p>Refusals: {@code unknown_game}, {@code unknown_mode}, {@code bad_settings}, {@code bad_name},
 * {@code bad_avatar}, {@code already_waiting}, {@code too_many_tickets}, {@code unknown_ticket},
 * {@code unauthorized}, {@code not_offered}, {@code unavailable}. Thread-safe.
 */
@ApplicationScoped
public class Matchmaking {
  private static final Logger LOG = System.getLogger(Matchmaking.class.getName());

  /** A node that began to work on a pairing and has not ended by now is dead, or has given up. */
  private static final Duration UNTOUCHED = Duration.ofSeconds(3);

  private static final int MOST_AT_ONCE = 50;
  private static final Duration KEPT = Duration.ofDays(1);
  private static final String NAMELESS = "Player";

  /** Refusals that say nothing about what was asked, only about this moment. */
  private static final Set<String> PASSING = Set.of("busy", "moved", "unavailable");

  private static final Set<String> BEGUN = Set.of("in_progress", "completed");

  private final TicketBook book;
  private final Rooms rooms;
  private final GuestSeats seats;
  private final ServerSecret secret;
  private final QueueMeter meter;
  private final MatchmakingSettings settings;
  private final Modes modes;

  /** For the container's proxy. */
  protected Matchmaking() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  Matchmaking(
      TicketBook book,
      Rooms rooms,
      Games games,
      GuestSeats seats,
      ServerSecret secret,
      QueueMeter meter) {
    this(book, rooms, games, seats, secret, meter, MatchmakingSettings.from(Settings.ofProcess()));
  }

  Matchmaking(
      TicketBook book,
      Rooms rooms,
      Games games,
      GuestSeats seats,
      ServerSecret secret,
      QueueMeter meter,
      MatchmakingSettings settings) {
    this.book = book;
    this.rooms = rooms;
    this.seats = seats;
    this.secret = secret;
    this.meter = meter;
    this.settings = settings;
    this.modes = new Modes(games);
  }

  /** The games that strangers can be brought together for. */
  public List<GameRegistration> games() {
    return modes.games();
  }

  /**
   * A ticket, and whether it was there before.
   *
   * @param again the same request came before, or the same browser waits there already
   */
  public record Entry(Shown ticket, boolean again) {}

  /**
   * Enters a queue. A browser has one living ticket: in the same queue it gets that one again.
   *
   * @param guest the browser's key; null for a client that is none
   * @param address where it comes from, for the limit
   * @param secrets from which the ticket's id is made
   */
  public Checked<Entry> enter(TicketWish wish, String guest, String address, Secrets secrets) {
    Queue queue;
    switch (modes.wanted(wish)) {
      case Checked.Bad<Queue> bad -> {
        return new Checked.Bad<>(bad.rejection());
      }
      case Checked.Good<Queue> good -> queue = good.value();
    }
    Checked<Guise> guise = Guise.of(wish.name() == null ? NAMELESS : wish.name(), wish.avatar());
    if (guise instanceof Checked.Bad<Guise> bad) {
      return new Checked.Bad<>(bad.rejection());
    }
    String name = wish.name() == null ? null : ((Checked.Good<Guise>) guise).value().name();
    String id = Tokens.hash("ticket " + secrets.playerToken()).substring(0, 22);
    TicketBook.Wish entry =
        new TicketBook.Wish(
            id,
            guest,
            // Keyed, as there are so few addresses that a mere hash could be tried out.
            Secrets.derived(secret.bytes(), "address|" + address).playerToken().substring(0, 22),
            queue,
            name,
            wish.avatar());
    return reaching(() -> entered(entry));
  }

  private Checked<Entry> entered(TicketBook.Wish entry) {
    Entered entered = book.enter(entry, terms(entry.queue()));
    Ticket former =
        switch (entered) {
          case Entered.In in when in.again() -> in.ticket();
          case Entered.Elsewhere elsewhere -> elsewhere.ticket();
          default -> null;
        };
    if (former != null && !former.id().equals(entry.id()) && hasBegun(former)) {
      book.begun(former.pairing()); // of which nobody has taken notice yet
      entered = book.enter(entry, terms(entry.queue()));
    }
    return switch (entered) {
      case Entered.TooMany many ->
          Checked.bad(
              "too_many_tickets", "Too many people wait at your address already; try again later.");
      case Entered.Elsewhere elsewhere ->
          Checked.bad(
              "already_waiting",
              "You wait for another game already: leave that queue, or play that game first.");
      case Entered.In in -> {
        in.made().forEach(this::make);
        if (in.again()) {
          meter.count(entry.queue(), Outcome.DEDUPLICATED, 1);
        }
        Ticket now = in.made().isEmpty() ? in.ticket() : book.find(in.ticket().id()).orElseThrow();
        yield Checked.good(new Entry(shown(now), in.again()));
      }
    };
  }

  /** Whether its game runs or is over; not where the room was called off, or nobody can say. */
  private boolean hasBegun(Ticket ticket) {
    return ticket.state() == Ticket.State.PAIRED
        && ticket.matched()
        && rooms.facts(ticket.room()) instanceof Checked.Good<RoomFacts>(RoomFacts facts)
        && BEGUN.contains(facts.status());
  }

  /** Its owner looks at it, which counts as a sign of life. */
  public Checked<Shown> look(String id, Proof proof) {
    return reaching(
        () ->
            switch (proved(id, proof)) {
              case Checked.Bad<Ticket> bad -> new Checked.Bad<>(bad.rejection());
              case Checked.Good<Ticket> good ->
                  Checked.good(shown(book.look(List.of(id), true).getFirst()));
            });
  }

  /** The living ticket of a browser; null for none, and where nobody can say just now. */
  public Shown livingOf(String guest) {
    return reaching(
                () ->
                    Checked.good(
                        book.livingOf(guest)
                            .filter(t -> !hasBegun(t))
                            .map(this::shown)
                            .orElse(null)))
            instanceof Checked.Good<Shown>(Shown shown)
        ? shown
        : null;
  }

  /** Its owner gives it up; idempotent. Whoever was paired with them goes back into the queue. */
  public Checked<Shown> leave(String id, Proof proof) {
    return reaching(
        () -> {
          Checked<Ticket> mine = proved(id, proof);
          if (mine instanceof Checked.Bad<Ticket> bad) {
            return new Checked.Bad<>(bad.rejection());
          }
          Ticket before = ((Checked.Good<Ticket>) mine).value();
          if (hasBegun(before)) {
            book.begun(before.pairing());
          }
          Ticket after = book.cancel(id).orElseThrow();
          if (after.state() == Ticket.State.CANCELLED && before.state().lives()) {
            meter.count(after.queue(), Outcome.CANCELLED, 1);
            if (after.pairing() != null) {
              work(after.pairing());
            }
          }
          return Checked.good(shown(after));
        });
  }

  /** Its owner waits no longer and plays against the computer; idempotent. */
  public Checked<Shown> computer(String id, Proof proof) {
    return reaching(
        () -> {
          Checked<Ticket> mine = proved(id, proof);
          if (mine instanceof Checked.Bad<Ticket> bad) {
            return new Checked.Bad<>(bad.rejection());
          }
          Ticket ticket = ((Checked.Good<Ticket>) mine).value();
          if (ticket.state() == Ticket.State.WAITING && playsComputer(ticket.queue())) {
            book.withComputer(id, settings.computerAfter()).ifPresent(this::make);
          }
          Ticket now = book.find(id).orElseThrow();
          return now.state() == Ticket.State.PAIRED || now.state() == Ticket.State.PLAYED
              ? Checked.good(shown(now))
              : Checked.bad("not_offered", "The computer is not offered now.");
        });
  }

  // ---- what comes round

  /**
   * Once a second on every node: what somebody else has left undone, whose time is up, and who has
   * gone. Throws where the store is away.
   */
  public void sweep() {
    for (Ticket gone : book.expire(settings.away(), settings.expireAfter())) {
      meter.count(gone.queue(), Outcome.EXPIRED, 1);
    }
    Map<Queue, Integer> waiting = book.waiting();
    meter.waiting(modes.queues(), waiting);
    waiting.forEach(
        (queue, count) -> {
          // Somebody who was away while another came may be back.
          if (count >= modes.find(queue).map(Mode::players).orElse(Integer.MAX_VALUE)) {
            book.pair(queue, terms(queue)).forEach(this::make);
          }
        });
    book.due(UNTOUCHED, MOST_AT_ONCE).forEach(this::work);
  }

  /** Now and then: deletes what is over. */
  public void tidy() {
    book.forget(KEPT);
  }

  private Terms terms(Queue queue) {
    return new Terms(
        modes.find(queue).map(Mode::players).orElse(Integer.MAX_VALUE),
        settings.away(),
        settings.ticketsOfAddress());
  }

  // ---- pairings

  /** Goes on with a pairing wherever it stands. What fails is tried again by a later sweep. */
  private void work(String pairing) {
    book.pairing(pairing)
        .ifPresent(
            p -> {
              try {
                switch (p.state()) {
                  case MAKING -> make(p);
                  case OPEN -> {
                    if (p.overdue()) { // else another node has just made its room
                      timeIsUp(p);
                    }
                  }
                  case BREAKING -> breakUp(p);
                  case OVER -> {}
                }
              } catch (RuntimeException e) {
                postponed(p, e.toString());
              }
            });
  }

  private void make(String pairing) {
    Pairing made = book.pairing(pairing).orElseThrow();
    made.tickets().forEach(meter::matched);
    work(pairing);
  }

  private void make(Pairing pairing) {
    Mode mode = modes.find(pairing.queue()).orElse(null);
    if (mode == null || pairing.computer() && mode.withComputer() == null) {
      fail(pairing); // this server knows the mode no more
      return;
    }
    CreateRoom wish =
        new CreateRoom(
            pairing.queue().game(),
            null,
            pairing.computer() ? mode.withComputer() : mode.settings(),
            null,
            null,
            Secrets.derived(secret.bytes(), "pairing|" + pairing.id()),
            pairing.computer() ? 1 : mode.players());
    switch (rooms.create(wish)) {
      case Checked.Bad<NewRoom> bad -> refused(pairing, bad.rejection().code());
      case Checked.Good<NewRoom> good -> seat(pairing, good.value().code());
    }
  }

  private void seat(Pairing pairing, String room) {
    List<String> names =
        TableNames.of(
            pairing.tickets().stream().map(t -> t.name() == null ? NAMELESS : t.name()).toList());
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Ticket ticket = pairing.tickets().get(i);
      String avatar = ticket.avatar() == null ? ticket.id().substring(0, 12) : ticket.avatar();
      switch (rooms.join(room, names.get(i), avatar, ofSeat(ticket, pairing.id()))) {
        case Checked.Bad<SeatGrant> bad -> {
          refused(pairing, bad.rejection().code());
          return;
        }
        case Checked.Good<SeatGrant> seat -> {
          given.put(ticket.id(), seat.value().id());
          if (ticket.guest() != null) {
            seats.remember(
                new GuestId(ticket.guest()),
                room,
                new Actor.Player(seat.value().id()),
                names.get(i));
          }
        }
      }
    }
    if (!book.made(pairing.id(), room, given, settings.arriveWithin())) {
      callOff(room); // somebody has left meanwhile
      work(pairing.id());
    }
  }

  private void refused(Pairing pairing, String code) {
    if (PASSING.contains(code)) {
      postponed(pairing, code);
    } else {
      LOG.log(Level.WARNING, "pairing {0} gets no room: {1}", pairing.id(), code);
      fail(pairing);
    }
  }

  private void fail(Pairing pairing) {
    int expired = book.failed(pairing.id()).size();
    meter.count(pairing.queue(), Outcome.EXPIRED, expired);
  }

  /** A later sweep tries again. */
  private void postponed(Pairing pairing, String why) {
    meter.failed();
    LOG.log(Level.WARNING, "pairing {0} has to wait: {1}", pairing.id(), why);
  }

  /** Whoever had to be in the room is there by now, or comes too late. */
  private void timeIsUp(Pairing pairing) {
    switch (rooms.facts(pairing.room())) {
      case Checked.Good<RoomFacts>(RoomFacts facts) when facts.status().equals("failed") ->
          fail(pairing);
      case Checked.Good<RoomFacts>(RoomFacts facts) when BEGUN.contains(facts.status()) ->
          book.begun(pairing.id());
      case Checked.Good<RoomFacts>(RoomFacts facts) -> {
        List<String> arrived =
            pairing.tickets().stream()
                .filter(
                    t ->
                        facts.players().stream()
                            .anyMatch(p -> p.connected() && p.id().equals(t.seat())))
                .map(Ticket::id)
                .toList();
        if (arrived.size() == pairing.tickets().size()) {
          book.prolong(pairing.id(), settings.arriveWithin()); // the questions are not made yet
        } else if (book.missed(pairing.id(), arrived)) {
          work(pairing.id());
        }
      }
      case Checked.Bad<RoomFacts> bad when PASSING.contains(bad.rejection().code()) ->
          postponed(pairing, bad.rejection().code());
      case Checked.Bad<RoomFacts> closed -> { // by nobody whom we know: it is nobody's turn again
        if (book.missed(pairing.id(), List.of())) {
          work(pairing.id());
        }
      }
    }
  }

  private void breakUp(Pairing pairing) {
    if (pairing.room() != null) {
      if (callOff(pairing.room()) instanceof Checked.Bad<Long> bad
          && PASSING.contains(bad.rejection().code())) {
        postponed(pairing, bad.rejection().code());
        return;
      }
      switch (rooms.facts(pairing.room())) {
        case Checked.Good<RoomFacts>(RoomFacts facts) when BEGUN.contains(facts.status()) -> {
          book.begun(pairing.id()); // the last one came just in time
          return;
        }
        case Checked.Bad<RoomFacts> bad when PASSING.contains(bad.rejection().code()) -> {
          postponed(pairing, bad.rejection().code());
          return;
        }
        default -> {}
      }
    }
    TicketBook.Broken broken = book.broken(pairing.id(), terms(pairing.queue()));
    meter.count(pairing.queue(), Outcome.REQUEUED, broken.requeued().size());
    meter.count(pairing.queue(), Outcome.EXPIRED, broken.expired().size());
    broken.made().forEach(this::make);
  }

  private Checked<Long> callOff(String room) {
    return rooms.perform(room, Actor.SERVER, null, new RoomCommand.CallOff("no_show"));
  }

  // ---- people

  /** Somebody signs in; in their transaction. */
  void moved(@Observes GuestMoved move) {
    book.moved(move.from().key(), move.to().key());
  }

  /** Somebody deletes their account; in their transaction. */
  void deleted(@Observes AccountDeleted gone) {
    book.moved(GuestId.of(gone.account()).key(), null);
  }

  // ---- tickets

  private Checked<Ticket> proved(String id, Proof proof) {
    Optional<Ticket> ticket = book.find(id);
    if (ticket.isEmpty()) {
      return Checked.bad("unknown_ticket", "There is no ticket of that name, or not any more.");
    }
    boolean mine =
        proof.token() != null
            ? MessageDigest.isEqual(
                proof.token().getBytes(StandardCharsets.UTF_8),
                ofTicket(id).getBytes(StandardCharsets.UTF_8))
            : proof.guest() != null && proof.guest().equals(ticket.get().guest());
    return mine
        ? Checked.good(ticket.get())
        : Checked.bad(
            "unauthorized",
            proof.token() == null
                ? "Say who you are, with the token that you were given."
                : "This token does not prove that ticket.");
  }

  private String ofTicket(String id) {
    return Secrets.derived(secret.bytes(), "ticket|" + id).playerToken();
  }

  private Secrets ofSeat(Ticket ticket, String pairing) {
    return Secrets.derived(secret.bytes(), "seat|" + ticket.id() + "|" + pairing);
  }

  private boolean playsComputer(Queue queue) {
    return modes.find(queue).filter(m -> m.withComputer() != null).isPresent();
  }

  Shown shown(Ticket ticket) {
    boolean waits =
        ticket.state() == Ticket.State.WAITING
            || ticket.state() == Ticket.State.PAIRED && !ticket.matched(); // its room is being made
    String status =
        waits
            ? "waiting"
            : switch (ticket.state()) {
              case EXPIRED -> "expired";
              case CANCELLED -> "cancelled";
              case WAITING, PAIRED, PLAYED -> "matched";
            };
    SeatGrant seat =
        ticket.matched()
            ? new SeatGrant(ticket.seat(), ofSeat(ticket, ticket.pairing()).playerToken())
            : null;
    return new Shown(
        ticket.id(),
        ofTicket(ticket.id()),
        ticket.queue().game(),
        ticket.queue().mode(),
        status,
        waits ? (Integer) Math.max(1, ticket.place()) : null,
        ticket.waitedMillis(),
        ticket.state() == Ticket.State.WAITING
            && ticket.waitedMillis() >= settings.computerAfter().toMillis()
            && playsComputer(ticket.queue()),
        ticket.note() == null ? null : Words.of(ticket.note()),
        ticket.matched() ? ticket.room() : null,
        seat);
  }

  private static <T> Checked<T> reaching(Supplier<Checked<T>> work) {
    try {
      return work.get();
    } catch (TicketBook.Unavailable e) {
      LOG.log(Level.WARNING, "tickets cannot be reached: {0}", e.toString());
      return Checked.bad(
          "unavailable", "Tickets cannot be reached just now. Try again in a moment.");
    }
  }
}
