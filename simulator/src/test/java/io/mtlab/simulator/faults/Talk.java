package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.transport.Carrier;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.simulator.network.Unit;
import java.util.ArrayList;
import java.util.List;

/** The two ends of a connection over one transport, without what lies between them. */
abstract class Talk {
  /** Where the ends put what goes on the wire. */
  interface Wire {
    /** A piece of the client's stream, or a datagram. */
    void toServer(Bytes bytes);

    /** A piece of the server's stream, or a datagram. */
    void toClient(Bytes bytes);
  }

  /** What each end heard: the numbers of messages, and what broke. */
  final List<String> atServer = new ArrayList<>();

  final List<String> atClient = new ArrayList<>();

  /** The ends of this transport. */
  static Talk over(TransportSpec spec) {
    return switch (spec.carrier()) {
      case Carrier.UDP -> new DatagramTalk();
      case Carrier.HTTP -> new HttpTalk();
      default -> new StreamTalk(spec);
    };
  }

  /** The client says what comes before its messages. */
  void open(Wire wire) {}

  /** Whether the client may send messages. */
  boolean isOpen() {
    return true;
  }

  /** The client sends these, at once. */
  abstract void ask(List<Bytes> messages, Wire wire);

  /** The server sends these, at once. */
  abstract void answer(List<Bytes> messages, Wire wire);

  /** Something left the network at one side. */
  final void arrived(boolean atTheServer, Unit unit, Wire wire) {
    switch (unit) {
      case Unit.Chunk(Bytes bytes) when atTheServer -> fromClient(bytes, wire);
      case Unit.Chunk(Bytes bytes) -> fromServer(bytes, wire);
      case Unit.End end -> (atTheServer ? atServer : atClient).add("" + end.how());
      case Unit.Frame _ -> throw new AssertionError("a frame left the network unencoded");
    }
  }

  /** Something came to the server. */
  abstract void fromClient(Bytes bytes, Wire wire);

  /** Something came to the client. */
  abstract void fromServer(Bytes bytes, Wire wire);
}
