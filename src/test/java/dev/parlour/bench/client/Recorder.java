package dev.parlour.bench.client;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Counts what a group of players sees, from any thread. {@link #begin} throws away what came before
 * what is to be measured; what was sent before and is answered after it counts as answered.
 */
public final class Recorder {
  private static final long LONGEST_MICROS = 600_000_000L;

  private final Histogram answers = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final Histogram gaps = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final LongAdder sent = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder doubled = new LongAdder();
  private final LongAdder views = new LongAdder();
  private final LongAdder viewBytes = new LongAdder();
  private final LongAdder others = new LongAdder();
  private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
  private volatile long begun = System.nanoTime();

  /** From now on. */
  public void begin() {
    answers.reset();
    gaps.reset();
    sent.reset();
    acknowledged.reset();
    rejected.reset();
    doubled.reset();
    views.reset();
    viewBytes.reset();
    others.reset();
    errors.clear();
    begun = System.nanoTime();
  }

  void sent() {
    sent.increment();
  }

  /** An answer to what was said, after so many nanoseconds. */
  public void acknowledged(long nanos) {
    acknowledged.increment();
    answers.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
  }

  void rejected(String code) {
    rejected.increment();
    error(code);
  }

  void doubled() {
    doubled.increment();
  }

  /** A view, or what stands for one where there are no rooms. */
  public void view(int bytes) {
    views.increment();
    viewBytes.add(bytes);
  }

  /** The time between two views of one follower. */
  public void gap(long nanos) {
    gaps.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
  }

  void other() {
    others.increment();
  }

  /** Something that a client was refused, or a connection that ended, by its code. */
  public void error(String code) {
    errors.computeIfAbsent(code, c -> new LongAdder()).increment();
  }

  /** A connection has ended with this code; only one that was wished for is none of its errors. */
  public void closed(int code) {
    if (code != 1000) {
      error("closed: " + code);
    }
  }

  /** From sending a command to its acknowledgement, in microseconds. */
  public Histogram answers() {
    return answers;
  }

  /** Between two views of one follower, in microseconds. */
  public Histogram gaps() {
    return gaps;
  }

  public long sentCount() {
    return sent.sum();
  }

  public long acknowledgedCount() {
    return acknowledged.sum();
  }

  public long rejectedCount() {
    return rejected.sum();
  }

  /** Commands that were answered twice on one connection. */
  public long doubledCount() {
    return doubled.sum();
  }

  public long viewCount() {
    return views.sum();
  }

  public long viewByteCount() {
    return viewBytes.sum();
  }

  /** All messages. */
  public long deliveredCount() {
    return views.sum() + acknowledged.sum() + rejected.sum() + others.sum();
  }

  public Map<String, Long> errors() {
    Map<String, Long> sums = new TreeMap<>();
    errors.forEach((code, count) -> sums.put(code, count.sum()));
    return sums;
  }

  /** When {@link #begin} was called last, by the clock of {@link System#nanoTime}. */
  public long begunAt() {
    return begun;
  }

  /** Since {@link #begin}. */
  public double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }
}
