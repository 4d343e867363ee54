package dev.parlour.room.jobs;

import dev.parlour.room.Alarms;
import dev.parlour.room.app.Upkeep;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.Serializable;

/**
 * One timer an alarm. Stateless and without a transaction: a singleton's lock would make rooms wait
 * for each other, and nothing is stored here.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlarmsJob {
  record Due(String room, Alarms.Kind kind) implements Serializable {}

  @Resource TimerService timers;
  @Inject Upkeep upkeep;

  /**
   * @param millis from now; zero or more
   */
  public Timer in(long millis, String room, Alarms.Kind kind) {
    return timers.createSingleActionTimer(millis, new TimerConfig(new Due(room, kind), false));
  }

  @Timeout
  void ring(Timer timer) {
    Due due = (Due) timer.getInfo();
    upkeep.rang(due.room(), due.kind());
  }
}
