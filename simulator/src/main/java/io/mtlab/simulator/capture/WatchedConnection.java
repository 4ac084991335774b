package io.mtlab.simulator.capture;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Tap;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Wire;
import java.io.IOException;

/** A connection of a capture: both legs, and the frames that went from one to the other. */
final class WatchedConnection implements Tap {
  private final Capture capture;
  private final PassageId id;
  private final Leg client;
  private final Leg server;
  private final Shipments shipments = new Shipments();

  WatchedConnection(Capture capture, PassageId id, Leg client, Leg server) {
    this.capture = capture;
    this.id = id;
    this.client = client;
    this.server = server;
  }

  PassageId id() {
    return id;
  }

  Shipments shipments() {
    return shipments;
  }

  /** What it speaks, for people. */
  String transport() {
    TransportSpec spec = client.spec();
    return spec == null ? "" : ", " + spec;
  }

  void begin(long now) throws IOException {
    client.flow().begin(now);
    server.flow().begin(now);
  }

  @Override
  public void entered(Stream stream, Unit unit, long now) {
    capture.guarded(() -> seen(stream == Stream.UPSTREAM ? client : server, stream, unit, now));
  }

  @Override
  public void left(Stream stream, Unit unit, long now) {
    capture.guarded(() -> seen(stream == Stream.UPSTREAM ? server : client, stream, unit, now));
  }

  private void seen(Leg leg, Stream stream, Unit unit, long now) throws IOException {
    boolean entering = (stream == Stream.UPSTREAM) == leg.equals(client);
    switch (unit) {
      case Unit.Chunk(Bytes bytes) -> taken(leg, stream, bytes, now, entering);
      case Unit.Frame(long _, Bytes bytes, Wire _) -> taken(leg, stream, bytes, now, entering);
      case Unit.End(How how, boolean _) -> leg.flow().end(stream == Stream.UPSTREAM, how, now);
    }
  }

  private void taken(Leg leg, Stream stream, Bytes bytes, long now, boolean entering)
      throws IOException {
    for (Leg.Seen frame : leg.take(stream, bytes, now)) {
      if (!capture.takesFrame(entering)) {
        continue;
      }
      if (entering) {
        shipments.sent(stream, frame.content(), frame.bytes(), frame.what(), now);
      } else {
        shipments.arrived(stream, frame.content(), frame.bytes(), frame.what(), now);
      }
    }
  }
}
