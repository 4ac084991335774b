package io.mtlab.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.endpoint.route.Reason;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.world.Condition;
import io.mtlab.testing.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client with several routes moves as the network lets it, and loses and repeats nothing. */
final class AdaptiveTest {
  private static final NetworkProfile GOOD =
      NetworkProfile.NONE.withDelay(40 * Time.MILLISECOND, 0);

  @Requirement({"T-037", "R-023", "T-033"})
  void t037_it_leaves_what_is_cut_and_what_is_stalled_and_ends_on_its_first_choice() {
    Wanderer wanderer = troubled(1, "websocket", 30);

    assertThat(wanderer.used()).contains("websocket", "udp").endsWith("intermediate");
    assertThat(reasons(wanderer))
        .contains(Reason.REFUSED, Reason.STALLED)
        .endsWith(Reason.PREFERRED)
        .as("it does not flap")
        .hasSizeLessThanOrEqualTo(5);
  }

  @Requirement({"T-037", "R-023", "H-005"})
  void t037_http_takes_over_is_left_when_it_stalls_and_is_gone_back_from() {
    Wanderer wanderer = troubled(2, "http", 40);

    assertThat(wanderer.used()).startsWith("intermediate", "http", "udp").endsWith("intermediate");
    assertThat(reasons(wanderer))
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

  /**
   * Calls all the time, which are answered once each under one key; the first choice is cut after
   * 10 s, the second one stalls so many seconds after the start, and both heal 40 s later.
   */
  private static Wanderer troubled(long seed, String second, int stalled) {
    Wanderer wanderer =
        new Wanderer(seed, GOOD, "intermediate", second, "udp")
            .calls(600, Time.SECOND, 200 * Time.MILLISECOND)
            .link("intermediate", Condition.DOWN, 10 * Time.SECOND)
            .link(second, Condition.STALLED, stalled * Time.SECOND)
            .link("intermediate", Condition.OPEN, (stalled + 40) * Time.SECOND)
            .link(second, Condition.OPEN, (stalled + 40) * Time.SECOND)
            .run(6 * Time.MINUTE);
    assertThat(wanderer.answers.values()).hasSize(600).containsOnly(1);
    assertThat(wanderer.events(ClientEvent.KeyAgreed.class)).hasSize(1);
    return wanderer;
  }

  private static List<Reason> reasons(Wanderer wanderer) {
    return wanderer.events(ClientEvent.Moved.class).stream().map(ClientEvent.Moved::why).toList();
  }
}
