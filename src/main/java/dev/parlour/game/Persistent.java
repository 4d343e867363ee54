package dev.parlour.game;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * Immutable maps and lists whose change costs O(log n), by PCollections: a state with 5,000 players
 * must not be copied for each answer. States declare {@link Map} and {@link List} and pass what
 * they get through {@link #map} or {@link #list} in the compact constructor, so that a decoded
 * plain collection becomes a persistent one. {@code subList} on such a list removes one by one what
 * it leaves out: use an iterator or {@code stream().limit} for its head.
 */
public final class Persistent {
  /**
   * The order of joining for ids such as p2 and p10; other keys by length and then text, which is
   * the same rule.
   */
  private static final Comparator<String> BY_NUMBER = ById.INSTANCE;

  private enum ById implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String a, String b) {
      return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }
  }

  private Persistent() {}

  /**
   * The order of all maps made here: shorter keys first, then by text, so that p2 comes before p10.
   */
  public static Comparator<String> order() {
    return BY_NUMBER;
  }

  public static <V> Map<String, V> map(Map<String, V> any) {
    if (any == null || any.isEmpty()) {
      return TreePMap.empty(BY_NUMBER);
    }
    return any instanceof TreePMap<String, V> already ? already : TreePMap.from(BY_NUMBER, any);
  }

  public static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    return ((TreePMap<String, V>) map(map)).plus(key, value);
  }

  public static <V> Map<String, V> without(Map<String, V> map, String key) {
    return ((TreePMap<String, V>) map(map)).minus(key);
  }

  public static <V> List<V> list(Collection<V> any) {
    if (any == null) {
      return TreePVector.empty();
    }
    return any instanceof PVector<V> already ? already : TreePVector.from(any);
  }

  public static <V> List<V> with(List<V> list, V value) {
    return ((PVector<V>) list(list)).plus(value);
  }

  /** With another value at an index. */
  public static <V> List<V> with(List<V> list, int index, V value) {
    return ((PVector<V>) list(list)).with(index, value);
  }

  public static <V> List<V> without(List<V> list, int index) {
    return ((PVector<V>) list(list)).minus(index);
  }
}
