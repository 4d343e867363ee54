package dev.parlour.tournament.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlour.testkit.Crammers;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.SocketClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Programs that play a tournament of trivia by the contract alone: each follows the tournament,
 * goes to its room when it hears of one, and answers every question.
 *
 * <p>They have learned all answers, and who wins is settled before ({@link #winner}): of two the
 * one that entered first. The first two of all make it harder. Their first game is drawn, the next
 * is the first one's, the third the second one's: so their match takes two games, and where they
 * meet again in a last match, that must be played once more.
 */
final class Bots implements AutoCloseable {
  static final String SETTINGS =
      "{\"topic\":\"history\",\"questions\":1,\"secondsPerQuestion\":20,"
          + "\"revealSeconds\":2,\"standingsSeconds\":2,\"maxPlayers\":2}";

  private static final String NAME = "Bot ";

  /** Longer than any tournament of a test. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Crammers PEOPLE = new Crammers("history");

  private final Supplier<URI> server;
  private final String tournament;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final Set<SocketClient> following = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /** Rooms in which some bot has seen the end. */
  final List<String> completed = new CopyOnWriteArrayList<>();

  /**
   * @param server where it can be reached just now
   * @param tournament its path
   */
  Bots(Supplier<URI> server, String tournament) {
    this.server = server;
    this.tournament = tournament;
  }

  /** Enters so many; gives their tokens. */
  List<String> enter(int bots) {
    List<String> tokens = new ArrayList<>();
    for (int i = 1; i <= bots; i++) {
      RestClient.Answer entry =
          new RestClient(server.get())
              .post(tournament + "/entrants", "{\"name\":\"" + NAME + i + "\"}");
      if (entry.status() != 201) {
        throw new AssertionError("no entry: " + entry.body());
      }
      tokens.add(entry.body().path("token").asText());
    }
    return tokens;
  }

  /** The first so many that have entered play until {@link #close}. */
  void play(List<String> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      Bot bot = new Bot(i + 1, tokens.get(i));
      threads.add(Thread.ofVirtual().start(() -> live(bot)));
    }
  }

  /**
   * Which of two bots wins, by their numbers from 1; zero for a draw.
   *
   * @param game how often the two have met, this time included
   */
  static int winner(int one, int two, int game) {
    if (Math.max(one, two) > 2) {
      return Math.min(one, two);
    }
    return switch (game) {
      case 1 -> 0;
      case 3 -> 2;
      default -> 1;
    };
  }

  /** One of them, with the names of those whom it has met, by room. */
  private record Bot(int number, String token, Map<String, String> met) {
    Bot(int number, String token) {
      this(number, token, new HashMap<>());
    }

    /** Whether it wins in a room in which it plays against somebody. */
    boolean wins(String room, String other) {
      met.put(room, other);
      int game = Collections.frequency(met.values(), other);
      return winner(number, Integer.parseInt(other.substring(NAME.length())), game) == number;
    }
  }

  private void live(Bot bot) {
    TreeSet<String> played = new TreeSet<>();
    while (!over) {
      try (SocketClient news = SocketClient.open(server.get()).patient(LONGEST)) {
        following.add(news);
        news.raw(
            JSON.createObjectNode()
                .put("type", "attach")
                .put(
                    "stream", "tournament/" + tournament.substring(tournament.lastIndexOf('/') + 1))
                .put("token", bot.token())
                .toString());
        boolean whole = true; // else it is told of the room again when it follows anew
        while (whole && !over) {
          JsonNode told = news.await("a room", m -> isNew(m.path("you").path("room"), played));
          String room = told.path("you").path("room").asText();
          whole = game(room, seat(bot.token()), bot);
          if (whole) {
            played.add(room);
            completed.add(room);
          }
        }
      } catch (AssertionError | RuntimeException away) {
        faults.add(away); // a server that is being killed; it comes back
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    }
  }

  private static boolean isNew(JsonNode room, Set<String> played) {
    return room.isTextual() && !played.contains(room.asText());
  }

  /** Whom the entrant is in their room, and with which token. */
  private JsonNode seat(String token) {
    return new RestClient(server.get())
        .get(tournament + "/me", "Authorization", "Bearer " + token)
        .body()
        .path("player");
  }

  /** True where its end was seen. */
  private boolean game(String room, JsonNode seat, Bot bot) {
    String player = seat.path("id").asText();
    try (SocketClient client = SocketClient.open(server.get())) {
      client.attach(room, player, seat.path("token").asText());
      TreeSet<Integer> answered = new TreeSet<>();
      while (!over) {
        JsonNode news =
            client.await(
                "news of " + room,
                m ->
                    m.path("type").asText().equals("detached")
                        || m.path("type").asText().equals("error")
                        || m.path("shared").path("status").asText().equals("completed")
                        || m.path("shared").path("status").asText().equals("closed")
                        || m.path("shared").path("phase").asText().equals("question")
                            && answered.add(
                                m.path("shared").path("question").path("number").asInt()));
        if (!news.has("shared")) {
          return false;
        }
        String status = news.path("shared").path("status").asText();
        if (!status.equals("in_progress")) {
          return status.equals("completed");
        }
        ObjectNode command = JSON.createObjectNode().put("type", "answer");
        JsonNode question = news.path("shared").path("question");
        command.put("question", question.path("number").asInt());
        PEOPLE
            .answer(bot.wins(room, other(news, player)), question)
            .forEach(command.putArray("choices")::add);
        client.command(room, player, command.toString());
      }
    }
    return false;
  }

  private static String other(JsonNode view, String player) {
    for (JsonNode entry : view.path("shared").path("players").path("top")) {
      if (!entry.path("id").asText().equals(player)) {
        return entry.path("name").asText();
      }
    }
    throw new AssertionError("nobody plays against " + player + ": " + view);
  }

  /** What went wrong on the way, for a test that fails. */
  List<Throwable> faults() {
    return faults;
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    following.forEach(SocketClient::vanish);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    for (Thread thread : threads) {
      thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
    }
    if (threads.stream().anyMatch(Thread::isAlive)) {
      throw new IllegalStateException("a bot does not end");
    }
  }
}
