package io.mtlab.simulator.capture;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.transport.Observer;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.UnitContent;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.mtproto.transport.udp.SeenDatagram;
import io.mtlab.simulator.dissect.Dissector;
import io.mtlab.simulator.network.Stream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection on one side of the network: its packets, and the frames in them. */
final class Leg {
  /** What was seen of a frame: a fold of its content, its size on the wire, and its name. */
  record Seen(long content, int bytes, String what) {}

  private final Flow flow;
  private final Dissector dissector;
  private final @Nullable Observer observer;

  Leg(Flow flow, boolean datagrams, List<ProxySecret> secrets, Dissector dissector) {
    this.flow = flow;
    this.dissector = dissector;
    this.observer = datagrams ? null : new Observer(secrets);
  }

  Flow flow() {
    return flow;
  }

  /** The transport, as far as it is known. */
  @Nullable TransportSpec spec() {
    return observer == null ? null : observer.spec();
  }

  /** Takes a piece of a stream, or a datagram, and answers the frames that ended in it. */
  List<Seen> take(Stream stream, Bytes bytes, long now) throws IOException {
    List<Seen> found = new ArrayList<>(1);
    boolean up = stream == Stream.UPSTREAM;
    Direction direction = up ? Direction.TO_SERVER : Direction.TO_CLIENT;
    if (observer == null) {
      found.add(datagram(bytes, direction));
    } else {
      Frames frames = new Frames(observer, direction, found);
      if (up) {
        observer.fromClient(bytes, frames);
      } else {
        observer.fromServer(bytes, frames);
      }
    }
    List<String> names = found.stream().map(Seen::what).toList();
    flow.data(up, bytes, now, String.join("; ", names));
    return found;
  }

  private Seen datagram(Bytes bytes, Direction direction) {
    SeenDatagram seen = SeenDatagram.of(bytes);
    String what;
    if (seen == null) {
      what = "no datagram of this protocol";
    } else if (seen.count() == 0) {
      what = "udp " + seen.kind();
    } else if (seen.isWhole()) {
      what = dissector.message(seen.bytes(), direction);
    } else {
      what = "frame " + seen.frame() + ", piece " + (seen.index() + 1) + " of " + seen.count();
    }
    return new Seen(fold(bytes), bytes.size(), what);
  }

  private final class Frames implements Observer.Sink {
    private final Observer from;
    private final Direction direction;
    private final List<Seen> found;

    Frames(Observer from, Direction direction, List<Seen> found) {
      this.from = from;
      this.direction = direction;
      this.found = found;
    }

    @Override
    public void frame(Bytes unit) {
      TransportSpec spec = from.spec();
      if (spec == null) {
        opaque(unit);
        return;
      }
      UnitContent content = UnitContent.of(spec, unit, direction);
      Bytes message = content.message();
      String what = dissector.unit(content, direction);
      found.add(new Seen(fold(message == null ? unit : message), unit.size(), what));
    }

    @Override
    public void opaque(Bytes bytes) {
      found.add(new Seen(fold(bytes), bytes.size(), "bytes in no frame"));
    }
  }

  /** FNV-1a of 64 bits. */
  private static long fold(Bytes bytes) {
    long fold = 0xcbf29ce484222325L;
    for (int i = 0; i < bytes.size(); i++) {
      fold = (fold ^ (bytes.at(i) & 0xff)) * 0x100000001b3L;
    }
    return fold;
  }
}
