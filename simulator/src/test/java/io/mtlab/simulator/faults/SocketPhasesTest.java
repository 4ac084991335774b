package io.mtlab.simulator.faults;

import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Over real sockets. */
class SocketPhasesTest extends PhasesSuite {
  private static @Nullable ToxiproxyServer toxiproxy;

  @BeforeAll
  static void start() throws IOException {
    toxiproxy = SocketGround.toxiproxy();
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(toxiproxy).close();
  }

  @Override
  Ground ground(TransportSpec spec, NetworkProfile profile) throws IOException {
    return spec.channel() == Channel.DATAGRAM
        ? new RelayGround(profile)
        : new SocketGround(Objects.requireNonNull(toxiproxy), profile);
  }
}
