package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has been put into a slab stays there as long as anybody holds it. */
class SlabTest {
  private final Slab slab = new Slab();

  private static byte[] read(ByteBuffer piece) {
    byte[] bytes = new byte[piece.remaining()];
    piece.duplicate().get(bytes);
    return bytes;
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void pieces_of_many_blocks_never_meet() {
    List<ByteBuffer> pieces = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      pieces.add(slab.copyOf(filled(1 + i % 97, i)));
    }
    for (int i = 0; i < 5_000; i++) {
      assertThat(read(pieces.get(i))).isEqualTo(filled(1 + i % 97, i));
    }
  }

  @Test
  void a_piece_may_be_empty_or_longer_than_a_block() {
    assertThat(read(slab.copyOf(new byte[0]))).isEmpty();
    assertThat(read(slab.copyOf(filled(200_000, 7)))).isEqualTo(filled(200_000, 7));
  }

  @Test
  void a_piece_lies_outside_of_the_heap_and_reading_it_moves_nobody_else() {
    ByteBuffer piece = slab.copyOf(new byte[] {1, 2, 3});
    assertThat(piece.isDirect()).isTrue();
    read(piece);
    assertThat(read(piece)).containsExactly(1, 2, 3);
  }
}
