package dev.parlour.messaging;

import dev.parlour.shared.NodeMail;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Takes the letters of other nodes. Without a transaction: a letter that is lost is noticed by its
 * number, and what it tells stands in the log.
 */
@MessageDriven(name = "NodeLetters")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NodeLettersConsumer implements MessageListener {
  @Inject NodeMail mail;

  @Override
  public void onMessage(Message message) {
    try {
      mail.received(message.getBody(String.class));
    } catch (JMSException e) {
      throw new IllegalArgumentException("a letter on the topic of nodes cannot be read", e);
    }
  }
}
