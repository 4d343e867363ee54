package dev.parlour.room.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parlour.room.NodeLedger;
import dev.parlour.room.NodeLink;
import dev.parlour.room.NodeMessage;
import dev.parlour.room.app.Games;
import dev.parlour.shared.NodeMail;
import dev.parlour.shared.NodePost;
import dev.parlour.wire.Json;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The lines to all other nodes. A letter that arrives says who sent it on which line and the how
 * manieth it is: a repeated one is thrown away, a missing one breaks the line, and both ends begin
 * anew what they have to do with each other.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = "java:app/parlour/lines", virtual = true)
public class NodeRelay implements NodeLink, NodeMail {
  private static final System.Logger LOG = System.getLogger(NodeRelay.class.getName());
  private static final ObjectReader LETTERS = Json.ofNodes(Letter.class);

  /** Four times as long as a healthy line is ever silent. */
  private static final long HEARD_NANOS = 4_000_000_000L;

  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  @Inject Games games;
  @Inject NodePost post;
  @Inject NodeLedger ledger;
  @Inject NodeLink.Receiver receiver;

  @Resource(lookup = "java:app/parlour/lines")
  ManagedExecutorService threads;

  private RelayCodec codec;
  private Executor executor;
  private LongSupplier nanos;

  protected NodeRelay() {}

  @PostConstruct
  void assemble() {
    codec = new RelayCodec(games);
    executor = threads;
    nanos = System::nanoTime;
  }

  /** For tests. */
  NodeRelay(
      Games games,
      NodePost post,
      NodeLedger ledger,
      NodeLink.Receiver receiver,
      Executor threads,
      LongSupplier nanos) {
    this.codec = new RelayCodec(games);
    this.post = post;
    this.ledger = ledger;
    this.receiver = receiver;
    this.nanos = nanos;
    this.executor = threads;
  }

  private Line line(String peer) {
    return lines.computeIfAbsent(
        peer,
        p -> {
          Line line = new Line(ledger.name(), p, codec, post, () -> receiver.broken(p), nanos);
          executor.execute(line);
          return line;
        });
  }

  @Override
  public void send(String to, NodeMessage message) {
    line(to).add(message);
  }

  @Override
  public boolean hears(String peer) {
    return line(peer).heardWithin(HEARD_NANOS);
  }

  @Override
  public void forgot(String peer) {
    Line line = lines.get(peer);
    if (line != null) { // a new one is taken for broken by itself
      line.forgot();
    }
  }

  @Override
  public void living(Iterable<String> peers) {
    Set<String> living = new HashSet<>();
    peers.forEach(living::add);
    living.forEach(this::line);
    lines.forEach(
        (peer, line) -> {
          if (!living.contains(peer) && !line.heardWithin(HEARD_NANOS)) {
            line.stop();
            lines.remove(peer, line);
          }
        });
  }

  @Override
  public void received(String text) {
    Letter letter;
    try {
      letter = LETTERS.readValue(text);
    } catch (JsonProcessingException e) {
      LOG.log(System.Logger.Level.ERROR, "a letter of another node cannot be read", e);
      return;
    }
    if (letter.from().equals(ledger.name())) {
      return;
    }
    Line line = line(letter.from());
    if (!line.takes(letter)) {
      return;
    }
    for (JsonNode node : letter.messages()) {
      try {
        receiver.received(letter.from(), codec.decode(node));
      } catch (RuntimeException e) {
        LOG.log(
            System.Logger.Level.ERROR,
            "a message of node " + letter.from() + " could not be dealt with",
            e);
      }
    }
  }

  @PreDestroy
  void end() {
    lines.values().forEach(Line::stop);
  }
}
