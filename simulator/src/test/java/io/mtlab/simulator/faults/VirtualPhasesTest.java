package io.mtlab.simulator.faults;

import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;

/** In virtual time. */
class VirtualPhasesTest extends PhasesSuite {
  @Override
  Ground ground(TransportSpec spec, NetworkProfile profile) {
    return new VirtualGround(profile, spec.channel() == Channel.DATAGRAM);
  }
}
