package io.mtlab.mtproto.tl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Schema;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a value or a fault, and no more memory than they are worth. */
class HostileBytesTest {
  private static final List<Schema> SCHEMAS = List.of(SchemaFiles.SERVICE, SchemaFiles.API);

  /** A record, its boxed numbers and its place in a list for every four bytes. */
  private static final long ALLOCATED_FACTOR_MAX = 64;

  private static final long ALLOCATED_BASE_MAX = 256 << 10;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Seeds(count = 20)
  @Covers({"L-006", "L-013"})
  void l006_cut_values_are_refused_at_every_length(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Schema schema : SCHEMAS) {
      for (Combinator combinator : SchemaFiles.generated(schema)) {
        if (!holdsRest(combinator)) {
          Bytes sample = Samples.of(combinator, schema, random);
          int size = random.nextInt(sample.size());
          assertThat(faultOf(sample.slice(0, size))).as(combinator.name()).isNotNull();
        }
      }
    }
  }

  @Seeds(count = 60)
  @Covers({"L-006", "L-008", "L-013", "L-015"})
  void l006_mutated_values_give_a_value_or_a_fault(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Schema schema : SCHEMAS) {
      for (Combinator combinator : SchemaFiles.generated(schema)) {
        faultOf(mutated(Samples.of(combinator, schema, random), random));
      }
    }
  }

  @Seeds(count = 60)
  @Covers({"L-006", "L-008", "L-013", "L-015"})
  void l006_random_bytes_behind_any_number_give_a_value_or_a_fault(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Schema schema : SCHEMAS) {
      for (Combinator combinator : SchemaFiles.generated(schema)) {
        byte[] bytes = new byte[random.nextInt(4, 400)];
        random.nextBytes(bytes);
        TlWriter writer = new TlWriter();
        writer.int32(combinator.id());
        writer.raw(Bytes.wrap(bytes));
        faultOf(writer.toBytes());
      }
    }
  }

  @Requirement("L-008")
  void l008_a_huge_count_is_refused_before_memory_is_reserved() {
    for (int count : new int[] {Integer.MAX_VALUE, 1 << 28, -1, Integer.MIN_VALUE, 2}) {
      TlWriter writer = new TlWriter();
      writer.int32(io.mtlab.mtproto.tl.service.MsgsAck.ID);
      writer.int32(TlReader.VECTOR);
      writer.int32(count);
      writer.int64(7);
      assertThat(faultOf(writer.toBytes())).isEqualTo(Malformed.VECTOR_TOO_LONG);
    }
  }

  @Requirement("L-008")
  void l008_counts_inside_each_other_do_not_multiply() {
    TlWriter writer = new TlWriter();
    int[] nested = {0xf7444763, TlReader.VECTOR, 50_000};
    for (int i = 0; i < 60; i++) {
      for (int word : nested) {
        writer.int32(word);
      }
    }
    writer.raw(Bytes.wrap(new byte[200_000]));
    assertThat(faultOf(writer.toBytes())).isEqualTo(Malformed.UNKNOWN_CONSTRUCTOR);
  }

  @Requirement("L-015")
  void l015_a_hundred_thousand_wrappers_do_not_fill_the_stack() {
    TlWriter writer = new TlWriter();
    for (int i = 0; i < 100_000; i++) {
      writer.int32(io.mtlab.mtproto.tl.api.InvokeWithoutUpdates.ID);
    }
    writer.int32(io.mtlab.mtproto.tl.api.HelpGetConfig.ID);
    // One at a time: who takes them off counts them, too (Z-014).
    assertThat(faultOf(writer.toBytes())).isNull();
  }

  @Requirement("L-015")
  void l015_a_hundred_thousand_vectors_do_not_fill_the_stack() {
    TlWriter writer = new TlWriter();
    for (int i = 0; i < 100_000; i++) {
      writer.int32(0xf7444763);
      writer.int32(TlReader.VECTOR);
      writer.int32(1);
    }
    writer.int32(io.mtlab.mtproto.tl.api.JsonNull.ID);
    assertThat(faultOf(writer.toBytes())).isEqualTo(Malformed.TOO_DEEP);
  }

  @Test
  void depth_counts_down_again() throws ProtocolException {
    TlWriter writer = new TlWriter();
    writer.int32(0xf7444763);
    writer.int32(TlReader.VECTOR);
    writer.int32(1_000);
    for (int i = 0; i < 1_000; i++) {
      writer.int32(0xf7444763);
      writer.int32(TlReader.VECTOR);
      writer.int32(0);
    }
    assertThat(TlObjects.read(new TlReader(writer.toBytes()))).isNotNull();
  }

  /** The fault that reading this ends with, or null; fails if more memory went than is allowed. */
  private static @org.jspecify.annotations.Nullable Object faultOf(Bytes bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Object fault = null;
    try {
      TlReader reader = new TlReader(bytes);
      TlObjects.read(reader);
      reader.end();
    } catch (ProtocolException e) {
      fault = e.fault();
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(ALLOCATED_BASE_MAX + ALLOCATED_FACTOR_MAX * bytes.size());
    return fault;
  }

  private static Bytes mutated(Bytes sample, SplittableRandom random) {
    byte[] bytes = sample.toArray();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) 0xff;
        case 2 -> bytes[at] = 0;
        default -> bytes = java.util.Arrays.copyOf(bytes, random.nextInt(1, bytes.length + 9));
      }
    }
    return Bytes.wrap(bytes);
  }

  /** Whether a shorter value may be whole: its last field takes whatever is left. */
  private static boolean holdsRest(Combinator combinator) {
    return combinator.name().equals("rpc_result")
        || combinator.fields().stream()
            .anyMatch(f -> f.type() instanceof io.mtlab.schema.TypeExpression.Query);
  }
}
