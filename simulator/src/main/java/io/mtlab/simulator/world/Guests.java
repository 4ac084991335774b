package io.mtlab.simulator.world;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Doorman;
import io.mtlab.mtproto.machine.Peer;
import java.util.HashMap;
import java.util.Map;

/** The connections at a node's port for datagrams, as its doorman tells them apart. */
final class Guests {
  private final Node node;
  private final Doorman doorman;

  /** Looked up, never walked. */
  private final Map<Long, Socket> byNumber = new HashMap<>();

  private final Map<Socket, Long> numbers = new HashMap<>();

  Guests(Node node, Doorman doorman) {
    this.node = node;
    this.doorman = doorman;
  }

  void received(Bytes datagram, DatagramPath path, long now) {
    switch (doorman.received(datagram, path.from(), now)) {
      case Doorman.Verdict.Drop _ -> {}
      case Doorman.Verdict.Reply(Bytes answer) -> path.reply(answer, now);
      case Doorman.Verdict.Belongs(long number) -> {
        Socket guest = byNumber.get(number);
        if (guest == null) {
          guest = node.accept();
          byNumber.put(number, guest);
          numbers.put(guest, number);
          guest.conduit = path;
          guest.peer = path.from();
          node.opened(guest, new Peer(path.from().host(), Channel.DATAGRAM), now);
        }
        guest.conduit = path;
        guest.peer = path.from();
        if (guest.open) {
          node.received(guest, datagram, now);
        }
      }
    }
  }

  void left(Socket guest) {
    Long number = numbers.remove(guest);
    if (number != null) {
      byNumber.remove(number);
      doorman.ended(number);
    }
  }
}
