package dev.parlour.messaging;

import dev.parlour.shared.NodePost;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/**
 * Letters between nodes over a topic, not persistent: a letter is of use only while it is fresh,
 * and what it tells is in the log. Each node subscribes to its own.
 *
 * <p>Each letter is a unit of work of its own: who sends them does so for as long as the node runs,
 * and a container keeps what is used in one unit, here a connection, until the unit ends.
 */
@ApplicationScoped
@Transactional(TxType.NOT_SUPPORTED)
class JmsNodePost implements NodePost {
  /** After so long nobody waits for it any more. */
  private static final long LIVES_MILLIS = 15_000;

  @Resource(lookup = "jms/parlour")
  ConnectionFactory connections;

  @Resource(lookup = "jms/nodes")
  Topic nodes;

  @Override
  public void send(String node, String letter) {
    try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
      TextMessage message = context.createTextMessage(letter);
      message.setStringProperty("node", node);
      context
          .createProducer()
          .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
          .setTimeToLive(LIVES_MILLIS)
          .send(nodes, message);
    } catch (JMSException | JMSRuntimeException e) {
      throw new IllegalStateException("the broker does not take a letter", e);
    }
  }
}
