package dev.parlour.game.duel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parlour.game.FrameWriter;
import dev.parlour.game.Motion;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thousand duels at sixty steps a second must leave the collector of garbage alone. */
class DuelCostTest {
  private static final int STEPS = 120; // on the first ring, so that nothing happens
  private static final int RUNS = 100;

  @Test
  void a_step_and_its_frame_allocate_nothing() {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Motion<DuelCommand, DuelEvent>> motions = new ArrayList<>();
    for (int i = 0; i <= RUNS; i++) {
      DuelMatch match = DuelMatch.running();
      match.jump("p1");
      motions.add(match.motion);
    }
    FrameWriter out = new FrameWriter();
    run(motions.removeLast(), out); // loads the classes

    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < RUNS; i++) {
      run(motions.get(i), out);
    }
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;

    // One object a step would be sixteen bytes.
    assertThat(allocated).isLessThan(RUNS * STEPS * 8L);
  }

  private static void run(Motion<DuelCommand, DuelEvent> motion, FrameWriter out) {
    for (int i = 0; i < STEPS; i++) {
      motion.step();
      motion.frame(out.clear());
    }
  }
}
