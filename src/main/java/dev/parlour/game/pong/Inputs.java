package dev.parlour.game.pong;

import java.util.Arrays;

/**
 * What players did during a motion, in order. Its text is small, since it is stored with every
 * goal: for each input the steps since the one before it in base 36, a capital letter for side and
 * direction ({@code A} is side 0 upwards, {@code B} its stop, {@code C} down, {@code D} side 1
 * upwards, …), and the acknowledged tick in base 36, nothing where the input had none; with commas
 * between. {@code "cA1f3,4B"}: after 12 steps the left paddle goes up, after 16 it stops.
 */
final class Inputs {
  static final int NO_ACK = -1;
  private static final int RADIX = 36;

  private int[] steps = new int[16];
  private int[] moves = new int[16]; // 3 * side + direction + 1
  private int[] acks = new int[16];
  private int size;

  int size() {
    return size;
  }

  int step(int index) {
    return steps[index];
  }

  int side(int index) {
    return moves[index] / 3;
  }

  int direction(int index) {
    return moves[index] % 3 - 1;
  }

  int ack(int index) {
    return acks[index];
  }

  /**
   * Adds an input; of several of one side before the same step only the last is kept, with the last
   * tick that came.
   *
   * @param step how many steps were made before it; never less than before
   */
  void add(int step, int side, int direction, int ack) {
    int move = 3 * side + direction + 1;
    for (int i = size - 1; i >= 0 && steps[i] == step; i--) {
      if (side(i) == side) {
        moves[i] = move;
        acks[i] = ack == NO_ACK ? acks[i] : ack;
        return;
      }
    }
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
      moves = Arrays.copyOf(moves, 2 * size);
      acks = Arrays.copyOf(acks, 2 * size);
    }
    steps[size] = step;
    moves[size] = move;
    acks[size++] = ack;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(8 * size);
    int before = 0;
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ",")
          .append(Integer.toString(steps[i] - before, RADIX))
          .append((char) ('A' + moves[i]));
      if (acks[i] != NO_ACK) {
        text.append(Integer.toString(acks[i], RADIX));
      }
      before = steps[i];
    }
    return text.toString();
  }

  /** What {@link #toString} wrote. */
  static Inputs read(String text) {
    Inputs inputs = new Inputs();
    int step = 0;
    int from = 0;
    while (from < text.length()) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      int letter = from;
      while (text.charAt(letter) < 'A' || text.charAt(letter) > 'Z') {
        letter++;
      }
      step += Integer.parseInt(text, from, letter, RADIX);
      int move = text.charAt(letter) - 'A';
      int ack = letter + 1 == end ? NO_ACK : Integer.parseInt(text, letter + 1, end, RADIX);
      inputs.add(step, move / 3, move % 3 - 1, ack);
      from = end + 1;
    }
    return inputs;
  }
}
