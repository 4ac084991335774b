package io.mtlab.simulator.capture;

import io.mtlab.simulator.network.Stream;
import java.util.ArrayList;
import java.util.List;

/** A frame on its way through the network: when it was sent, and each time that it arrived. */
final class Shipment {
  /** What nobody sent as it arrived, since the network changed it or put it there. */
  static final long NEVER_SENT = Long.MIN_VALUE;

  private final Stream stream;
  private final long sent;
  private final int bytes;
  private final String what;
  private final List<Long> arrivals = new ArrayList<>(1);
  private long place;

  Shipment(Stream stream, long sent, int bytes, String what) {
    this.stream = stream;
    this.sent = sent;
    this.bytes = bytes;
    this.what = what;
  }

  Stream stream() {
    return stream;
  }

  long sent() {
    return sent;
  }

  boolean wasSent() {
    return sent != NEVER_SENT;
  }

  /** Its size on the wire. */
  int bytes() {
    return bytes;
  }

  String what() {
    return what;
  }

  List<Long> arrivals() {
    return arrivals;
  }

  boolean isLost() {
    return arrivals.isEmpty();
  }

  /** When the first of its two ends was seen. */
  long began() {
    return wasSent() ? sent : arrivals.getFirst();
  }

  /** Which arrival of its direction the first one was. */
  long place() {
    return place;
  }

  void arrived(long now, long asPlace) {
    if (arrivals.isEmpty()) {
      place = asPlace;
    }
    arrivals.add(now);
  }
}
