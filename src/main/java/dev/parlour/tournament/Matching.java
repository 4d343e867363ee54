package dev.parlour.tournament;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Pairs in a graph, as many as there can be: Edmonds' algorithm ("Paths, trees, and flowers",
 * 1965), with blossoms shrunk to their base. A search costs O(n²) at the usual sizes.
 */
final class Matching {
  private final boolean[][] joined;
  private final int size;
  private final int[] mate;
  private final boolean[] gone;

  /**
   * @param joined which pairs may be; symmetric
   */
  Matching(boolean[][] joined) {
    this.joined = joined;
    this.size = joined.length;
    this.mate = new int[size];
    this.gone = new boolean[size];
    Arrays.fill(mate, -1);
  }

  /** -1 for nobody. */
  int mate(int vertex) {
    return mate[vertex];
  }

  /** Makes as many pairs as there can be. */
  void fill() {
    for (int v = 0; v < size; v++) {
      for (int w = 0; w < size && mate[v] < 0 && !gone[v]; w++) {
        if (joined[v][w] && mate[w] < 0 && !gone[w]) {
          pair(v, w);
        }
      }
    }
    for (int v = 0; v < size; v++) {
      if (mate[v] < 0 && !gone[v]) {
        augment(v);
      }
    }
  }

  /** Both count as a pair from now on, whatever the graph says. */
  void pair(int v, int w) {
    mate[v] = w;
    mate[w] = v;
  }

  /** Takes a vertex that is alone into a pair, in place of another; as many are alone as before. */
  void oust(int v) {
    for (int w = 0; w < size; w++) {
      if (joined[v][w] && !gone[w]) {
        if (mate[w] >= 0) {
          mate[mate[w]] = -1;
        }
        pair(v, w);
        return;
      }
    }
  }

  /**
   * Fixes a pair and takes it out, if all others that were paired can still be; changes nothing
   * where they cannot.
   */
  boolean fix(int v, int w) {
    int ofV = mate[v];
    int ofW = mate[w];
    if (ofV != w) {
      if (ofV < 0 || ofW < 0) {
        return false;
      }
      gone[v] = true;
      gone[w] = true;
      mate[ofV] = -1;
      mate[ofW] = -1;
      if (joined[ofV][ofW]) {
        pair(ofV, ofW);
      } else if (!augment(ofV)) {
        gone[v] = false;
        gone[w] = false;
        pair(v, ofV);
        pair(w, ofW);
        return false;
      }
      pair(v, w);
    }
    gone[v] = true;
    gone[w] = true;
    return true;
  }

  private boolean augment(int root) {
    int[] parent = new int[size];
    int[] base = new int[size];
    boolean[] even = new boolean[size];
    Arrays.fill(parent, -1);
    Arrays.setAll(base, i -> i);
    even[root] = true;
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(root);
    while (!queue.isEmpty()) {
      int v = queue.remove();
      for (int w = 0; w < size; w++) {
        if (!joined[v][w] || gone[w] || base[v] == base[w] || mate[v] == w) {
          continue;
        }
        if (w == root || mate[w] >= 0 && parent[mate[w]] >= 0) {
          shrink(v, w, root, parent, base, even, queue);
        } else if (parent[w] < 0) {
          parent[w] = v;
          if (mate[w] < 0) {
            flip(w, parent);
            return true;
          }
          even[mate[w]] = true;
          queue.add(mate[w]);
        }
      }
    }
    return false;
  }

  private void shrink(
      int v, int w, int root, int[] parent, int[] base, boolean[] even, ArrayDeque<Integer> queue) {
    int stem = stem(v, w, root, parent, base);
    boolean[] blossom = new boolean[size];
    mark(v, stem, w, parent, base, blossom);
    mark(w, stem, v, parent, base, blossom);
    for (int i = 0; i < size; i++) {
      if (blossom[base[i]]) {
        base[i] = stem;
        if (!even[i]) {
          even[i] = true;
          queue.add(i);
        }
      }
    }
  }

  /** Where the ways of both back to the root meet. */
  private int stem(int v, int w, int root, int[] parent, int[] base) {
    boolean[] passed = new boolean[size];
    for (int at = base[v]; ; at = base[parent[mate[at]]]) {
      passed[at] = true;
      if (at == base[root]) {
        break;
      }
    }
    int at = base[w];
    while (!passed[at]) {
      at = base[parent[mate[at]]];
    }
    return at;
  }

  private void mark(int from, int stem, int child, int[] parent, int[] base, boolean[] blossom) {
    int below = child;
    for (int v = from; base[v] != stem; v = parent[mate[v]]) {
      blossom[base[v]] = true;
      blossom[base[mate[v]]] = true;
      parent[v] = below;
      below = mate[v];
    }
  }

  private void flip(int end, int[] parent) {
    int w = end;
    while (w >= 0) {
      int v = parent[w];
      int before = mate[v];
      pair(v, w);
      w = before;
    }
  }
}
