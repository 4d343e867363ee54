package dev.parlour.tournament.app;

import dev.parlour.player.AccountId;
import dev.parlour.player.GuestId;
import dev.parlour.player.PersonalData;
import dev.parlour.tournament.Redaction;
import dev.parlour.tournament.TournamentBook;
import dev.parlour.tournament.TournamentBook.Listed;
import dev.parlour.tournament.TournamentBook.Logged;
import dev.parlour.tournament.TournamentEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Somebody's part of the download of their data: tournaments that they organise, and what they have
 * entered, also where they left again, since logs say so.
 */
@ApplicationScoped
class TournamentsKept implements PersonalData {
  @Inject TournamentBook book;

  /**
   * @param messages what they have said to all as its organiser
   */
  record Kept(
      String id,
      String title,
      String game,
      String phase,
      boolean organiser,
      List<String> messages,
      List<Entry> entries) {}

  /**
   * @param rating by which they were to be seeded; null for none
   * @param at when that name was entered
   */
  record Entry(String entrant, String name, Integer rating, Instant at) {}

  @Override
  public String name() {
    return "tournaments";
  }

  @Override
  public Object about(AccountId account) {
    String key = GuestId.of(account).key();
    return book.of(key, Integer.MAX_VALUE).stream()
        .map(t -> kept(t, book.read(t.id(), 0), key))
        .toList();
  }

  private static Kept kept(Listed tournament, List<Logged> log, String key) {
    Set<String> theirs = Redaction.entrants(log, key);
    String organiser = null;
    List<String> said = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (Logged logged : log) {
      switch (logged.event()) {
        case TournamentEvent.Announced e -> organiser = e.organiser();
        case TournamentEvent.HandedOver e -> organiser = e.organiser();
        case TournamentEvent.MessageSent e -> said.add(e.text());
        case TournamentEvent.Entered e when theirs.contains(e.entrant()) ->
            entries.add(new Entry(e.entrant(), e.name(), e.rating(), e.at()));
        default -> {}
      }
    }
    boolean organises = key.equals(organiser);
    return new Kept(
        tournament.id(),
        tournament.title(),
        tournament.game(),
        tournament.phase().name(),
        organises,
        organises ? said : List.of(),
        entries);
  }
}
