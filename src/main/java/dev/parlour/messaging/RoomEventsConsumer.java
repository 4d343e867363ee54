package dev.parlour.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parlour.shared.RoomNotice;
import dev.parlour.wire.Json;
import jakarta.ejb.MessageDriven;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Takes news of rooms from the topic and fires them inside. Runs in the message's transaction:
 * noting the id, whatever the observers store, and the acknowledgement stand or fall together.
 * Throws on, so that a message which nobody can deal with ends in the dead letters.
 */
@MessageDriven(name = "RoomEvents")
public class RoomEventsConsumer implements MessageListener {
  private static final ObjectReader READER = Json.ofNodes(RoomNotice.class);

  @Inject Event<RoomNotice> notices;
  @Inject Outbox outbox;

  @Override
  public void onMessage(Message message) {
    try {
      RoomNotice notice = READER.readValue(message.getBody(String.class));
      if (outbox.first("rooms", notice.id())) {
        notices.fire(notice);
      }
    } catch (JMSException | JsonProcessingException e) {
      throw new IllegalArgumentException("a message on the topic of rooms cannot be read", e);
    }
  }
}
