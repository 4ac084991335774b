package io.mtlab.simulator.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.trace.TraceEvent.Via;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  @Test
  void in_order_holds_for_each_member_by_itself() {
    Invariant inOrder = new DeliveredInOrder();
    delivered(inOrder, 1, 0);
    delivered(inOrder, 1, 2);
    delivered(inOrder, 70, 0);
    delivered(inOrder, 70, 1);

    assertThat(inOrder.violation()).isNull();
  }

  @Test
  void a_double_is_seen() {
    Invariant inOrder = new DeliveredInOrder();
    delivered(inOrder, 3, 0);
    delivered(inOrder, 3, 0);

    assertThat(inOrder.violation()).isEqualTo("member-3 was handed post 0 twice");
  }

  @Test
  void a_late_one_is_seen() {
    Invariant inOrder = new DeliveredInOrder();
    delivered(inOrder, 3, 5);
    delivered(inOrder, 3, 4);

    assertThat(inOrder.violation()).isEqualTo("member-3 was handed post 4 after post 5");
  }

  @Test
  void what_is_delivered_must_have_been_posted_once() {
    Invariant wasPosted = new DeliveredWasPosted();
    posted(wasPosted, 0);
    delivered(wasPosted, 3, 0);
    assertThat(wasPosted.violation()).isNull();

    delivered(wasPosted, 3, 1);
    assertThat(wasPosted.violation()).isEqualTo("member-3 was handed post 1 that nobody sent");
    posted(wasPosted, 0);
    assertThat(wasPosted.violation()).isEqualTo("post 0 was sent twice");
  }

  @Test
  void only_who_has_joined_is_handed_posts() {
    Invariant afterJoining = new DeliveredAfterJoining();
    afterJoining.happened(3, new TraceEvent.Joined("member-3", 1), 0);
    delivered(afterJoining, 3, 0);
    assertThat(afterJoining.violation()).isNull();

    delivered(afterJoining, 4, 0);
    assertThat(afterJoining.violation()).contains("member-4");
  }

  private static void delivered(Invariant invariant, int node, long post) {
    invariant.happened(node, new TraceEvent.Delivered("member-" + node, post, 1, Via.UPDATE), 0);
  }

  private static void posted(Invariant invariant, long post) {
    invariant.happened(2, new TraceEvent.Posted("poster", post, 0, 5), 0);
  }
}
