package dev.parlour.tournament.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlour.testkit.Crammers;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.SocketClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
import java.util.stream.Collectors;

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

  /** The id of a bot's answer; the same when it is sent again, so that it counts once. */
  private static final String ANSWER = "answer";

  /** Refusals after which the same is sent again. */
  private static final Set<String> PASSING = Set.of("unavailable", "moved");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Crammers PEOPLE = new Crammers("history");

  private final Supplier<URI> server;
  private final String tournament;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Bot> bots = new CopyOnWriteArrayList<>();
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
      bots.add(bot);
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

  /**
   * One of them.
   *
   * @param met the names of those whom it has met, by room
   * @param answered rooms in which its answer was acknowledged
   * @param story what happened to it
   */
  private record Bot(
      int number, String token, Map<String, String> met, Set<String> answered, List<String> story) {
    Bot(int number, String token) {
      this(
          number,
          token,
          new HashMap<>(),
          ConcurrentHashMap.newKeySet(),
          new CopyOnWriteArrayList<>());
    }

    void note(String what) {
      story.add(Instant.now() + " " + what);
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
      URI at = server.get();
      bot.note("follows at " + at);
      try (SocketClient news = SocketClient.open(at).patient(LONGEST)) {
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
          JsonNode told =
              news.await("a room", m -> isEnd(m) || isNew(m.path("you").path("room"), played));
          if (isEnd(told)) {
            throw new AssertionError("not told of rooms: " + told);
          }
          String room = told.path("you").path("room").asText();
          bot.note("goes to " + room);
          whole = game(room, seat(bot.token()), bot);
          if (whole) {
            played.add(room);
            completed.add(room);
          }
        }
      } catch (AssertionError | RuntimeException away) {
        bot.note("lost it: " + away); // a server that is being killed; it comes back
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    }
  }

  /** Whether it says that something is followed no longer, or never was. */
  private static boolean isEnd(JsonNode message) {
    return List.of("error", "detached").contains(message.path("type").asText());
  }

  private static boolean isNew(JsonNode room, Set<String> played) {
    return room.isTextual() && !played.contains(room.asText());
  }

  /** Whom the entrant is in their room, and with which token. */
  private JsonNode seat(String token) {
    RestClient.Answer me =
        new RestClient(server.get()).get(tournament + "/me", "Authorization", "Bearer " + token);
    if (me.status() != 200) {
      throw new AssertionError("not told of the seat: " + me.status() + " " + me.body());
    }
    return me.body().path("player");
  }

  /** True where its end was seen. */
  private boolean game(String room, JsonNode seat, Bot bot) {
    String player = seat.path("id").asText();
    try (SocketClient client = SocketClient.open(server.get())) {
      client.attach(room, player, seat.path("token").asText());
      String unanswered = null;
      while (!over) {
        JsonNode news = client.await("news of " + room, Bots::isNews);
        String type = news.path("type").asText();
        if (!type.equals("view")) {
          bot.note(room + ": " + news);
        }
        switch (type) {
          case "ack" -> bot.answered().add(room);
          case "reject" -> {
            if (PASSING.contains(news.path("code").asText())) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
              client.command(room, player, ANSWER, unanswered);
            }
          }
          case "view" -> {
            String status = news.path("shared").path("status").asText();
            if (!status.equals("in_progress")) {
              return status.equals("completed");
            }
            if (unanswered == null) {
              unanswered = answer(room, player, news, bot);
              client.command(room, player, ANSWER, unanswered);
            }
          }
          default -> {
            return false;
          }
        }
      }
    }
    return false;
  }

  private static boolean isNews(JsonNode message) {
    JsonNode shared = message.path("shared");
    return switch (message.path("type").asText()) {
      case "ack", "reject" -> true;
      case "view" ->
          List.of("completed", "closed").contains(shared.path("status").asText())
              || shared.path("phase").asText().equals("question");
      default -> isEnd(message);
    };
  }

  /** To the one question of the game. */
  private static String answer(String room, String player, JsonNode view, Bot bot) {
    JsonNode question = view.path("shared").path("question");
    ObjectNode command = JSON.createObjectNode().put("type", "answer");
    command.put("question", question.path("number").asInt());
    PEOPLE
        .answer(bot.wins(room, other(view, player)), question)
        .forEach(command.putArray("choices")::add);
    return command.toString();
  }

  /** Whether a bot was told that its answer in that room counts. */
  boolean answered(int bot, String room) {
    return bots.get(bot - 1).answered().contains(room);
  }

  /** What happened to a bot, for a test that fails. */
  List<String> story(int bot) {
    return bots.get(bot - 1).story();
  }

  private static String other(JsonNode view, String player) {
    for (JsonNode entry : view.path("shared").path("players").path("top")) {
      if (!entry.path("id").asText().equals(player)) {
        return entry.path("name").asText();
      }
    }
    throw new AssertionError("nobody plays against " + player + ": " + view);
  }

  /** The same of all, by number. */
  Map<Integer, List<String>> stories() {
    return bots.stream().collect(Collectors.toMap(Bot::number, Bot::story));
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
