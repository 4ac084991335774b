package io.mtlab.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.endpoint.route.Reason;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.world.Condition;
import io.mtlab.testing.Requirement;
import org.junit.jupiter.api.Test;

/** A client with several routes moves as the network lets it, and loses and repeats nothing. */
final class AdaptiveTest {
  private static final NetworkProfile GOOD =
      NetworkProfile.NONE.withDelay(40 * Time.MILLISECOND, 0);

  @Requirement({"T-037", "R-023", "T-033"})
  void t037_it_leaves_what_is_cut_and_what_is_stalled_and_ends_on_its_first_choice() {
    Wanderer wanderer =
        new Wanderer(1, GOOD, "intermediate", "websocket", "udp")
            .calls(600, Time.SECOND, 200 * Time.MILLISECOND)
            .link("intermediate", Condition.DOWN, 10 * Time.SECOND)
            .link("websocket", Condition.STALLED, 30 * Time.SECOND)
            .link("intermediate", Condition.OPEN, 70 * Time.SECOND)
            .link("websocket", Condition.OPEN, 70 * Time.SECOND)
            .run(6 * Time.MINUTE);
    assertThat(wanderer.answers.values()).hasSize(600).containsOnly(1);
    assertThat(wanderer.events(ClientEvent.KeyAgreed.class)).hasSize(1);
    assertThat(wanderer.used()).contains("websocket", "udp").endsWith("intermediate");
    assertThat(wanderer.events(ClientEvent.Moved.class))
        .extracting(ClientEvent.Moved::why)
        .contains(Reason.REFUSED, Reason.STALLED)
        .endsWith(Reason.PREFERRED);
    assertThat(wanderer.events(ClientEvent.Moved.class))
        .as("it does not flap")
        .hasSizeLessThanOrEqualTo(5);
  }

  @Requirement({"T-037", "R-023", "H-005"})
  void t037_http_takes_over_is_left_when_it_stalls_and_is_gone_back_from() {
    Wanderer wanderer =
        new Wanderer(2, GOOD, "intermediate", "http", "udp")
            .calls(600, Time.SECOND, 200 * Time.MILLISECOND)
            .link("intermediate", Condition.DOWN, 10 * Time.SECOND)
            .link("http", Condition.STALLED, 40 * Time.SECOND)
            .link("intermediate", Condition.OPEN, 80 * Time.SECOND)
            .link("http", Condition.OPEN, 80 * Time.SECOND)
            .run(6 * Time.MINUTE);
    assertThat(wanderer.answers.values()).hasSize(600).containsOnly(1);
    assertThat(wanderer.events(ClientEvent.KeyAgreed.class)).hasSize(1);
    assertThat(wanderer.used()).startsWith("intermediate", "http", "udp").endsWith("intermediate");
    assertThat(wanderer.events(ClientEvent.Moved.class))
        .extracting(ClientEvent.Moved::why)
        .startsWith(Reason.REFUSED, Reason.STALLED)
        .endsWith(Reason.PREFERRED);
  }

  @Test
  void with_nothing_wrong_it_stays_where_it_is() {
    Wanderer wanderer =
        new Wanderer(1, GOOD, "intermediate", "udp")
            .calls(50, Time.SECOND, Time.SECOND)
            .run(10 * Time.MINUTE);
    assertThat(wanderer.answers.values()).hasSize(50).containsOnly(1);
    assertThat(wanderer.used()).containsExactly("intermediate");
  }
}
