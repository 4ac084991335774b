package io.mtlab.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.time.Timeline;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceFile;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Seeds;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BroadcastTest {
  private static final NetworkProfile CALM =
      NetworkProfile.NONE.withDelay(20 * Time.MILLISECOND, 0);
  private static final NetworkProfile ROUGH =
      NetworkProfile.NONE
          .withDelay(45 * Time.MILLISECOND, 15 * Time.MILLISECOND)
          .withLoss(0.05)
          .withDuplicate(0.03)
          .withReorder(0.05);

  @Test
  void on_a_calm_network_everything_comes_by_itself() {
    Broadcast group = new Broadcast(1, CALM, false, 3, 4, Trace.NONE);
    group.play();

    assertThat(group.failed()).isZero();
    assertThat(group.joined()).isEqualTo(3);
    assertThat(group.received()).isEqualTo(12);
    group.world.runUntil(group.world.now() + Time.SECOND);
    assertThat(group.poster.confirmed()).isEqualTo(4);
  }

  @Seeds(count = 24)
  void every_member_gets_every_post_once_and_in_order_on_a_rough_network(long seed) {
    Broadcast group = new Broadcast(seed, ROUGH, true, 20, 5, Trace.NONE);
    group.play();

    assertThat(group.failed()).isZero();
    assertThat(group.joined()).isEqualTo(20);
    assertThat(group.received()).isEqualTo(100);
  }

  @Seeds(count = 24)
  @Covers({"Z-001", "R-006", "R-008"})
  void z001_posts_far_faster_than_answers_keep_their_order_on_a_rough_network(long seed) {
    Broadcast group = new Broadcast(seed, ROUGH, true, 4, 40, Trace.NONE).every(Time.SECOND / 100);
    group.play();

    assertThat(group.failed()).isZero();
    assertThat(group.received()).isEqualTo(160);
  }

  @Seeds(count = 6)
  void who_was_cut_off_gets_what_it_missed_and_nothing_twice(long seed) {
    Broadcast group = new Broadcast(seed, ROUGH, true, 6, 5, Trace.NONE).cutting(4);
    group.play();

    assertThat(group.failed()).isZero();
    assertThat(group.received()).isEqualTo(30);
  }

  @Test
  void keys_are_agreed_on_over_a_rough_network_too() {
    Broadcast group = new Broadcast(7, ROUGH, false, 5, 2, Trace.NONE);
    group.play();

    assertThat(group.failed()).isZero();
    assertThat(group.received()).isEqualTo(10);
  }

  @Test
  void the_same_seed_leaves_the_same_trace_and_another_seed_another() {
    byte[] first = trace(5);

    assertThat(trace(5)).isEqualTo(first);
    assertThat(Arrays.equals(trace(6), first)).isFalse();
    assertThat(first).asString().contains("\"f\":\"loss\"", "\"f\":\"reorder\"", "\"e\":\"wire\"");
  }

  private static byte[] trace(long seed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TraceFile file = new TraceFile(bytes, Timeline.EPOCH)) {
      new Broadcast(seed, ROUGH, false, 5, 3, file).play();
    }
    return bytes.toByteArray();
  }
}
