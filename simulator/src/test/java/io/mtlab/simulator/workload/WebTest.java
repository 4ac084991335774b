package io.mtlab.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.testing.Requirement;

/** A client that only listens over HTTP, in virtual time. */
final class WebTest {
  private static final NetworkProfile GOOD =
      NetworkProfile.NONE.withDelay(40 * Time.MILLISECOND, 0);

  @Requirement({"H-005", "H-009"})
  void h009_a_quiet_client_stays_connected_by_its_long_poll() {
    Wanderer wanderer = new Wanderer(1, GOOD, "http").calls(1, Time.SECOND, 0).run(Time.HOUR);
    assertThat(wanderer.answers.values()).containsOnly(1);
    assertThat(wanderer.used()).as("one connection").hasSize(1);
    assertThat(wanderer.events(ClientEvent.Disconnected.class)).isEmpty();
  }
}
