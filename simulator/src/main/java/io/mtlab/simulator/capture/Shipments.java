package io.mtlab.simulator.capture;

import io.mtlab.simulator.network.Stream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The frames of one connection: what left the network is found again by its content. */
final class Shipments {
  private final List<Shipment> all = new ArrayList<>();
  private final Map<Key, List<Shipment>> byContent = new LinkedHashMap<>();

  private long arrivals;

  private record Key(Stream stream, long content) {}

  /** In the order in which they were first seen. */
  List<Shipment> all() {
    return all;
  }

  void sent(Stream stream, long content, int bytes, String what, long now) {
    Shipment shipment = new Shipment(stream, now, bytes, what);
    all.add(shipment);
    byContent.computeIfAbsent(new Key(stream, content), _ -> new ArrayList<>(1)).add(shipment);
  }

  void arrived(Stream stream, long content, int bytes, String what, long now) {
    List<Shipment> alike = byContent.getOrDefault(new Key(stream, content), List.of());
    Shipment found = null;
    for (Shipment each : alike) {
      found = each;
      if (each.isLost()) {
        break;
      }
    }
    if (found == null) {
      found = new Shipment(stream, Shipment.NEVER_SENT, bytes, what);
      all.add(found);
    }
    found.arrived(now, ++arrivals);
  }

  /** How much the network did to them: what was lost, repeated, changed or overtaken. */
  int troubles() {
    int troubles = 0;
    for (Shipment each : all) {
      if (each.isLost() || !each.wasSent() || each.arrivals().size() > 1) {
        troubles++;
      }
    }
    return troubles + overtaken().size();
  }

  /** Those that arrived behind one that was sent later. */
  List<Shipment> overtaken() {
    List<Shipment> overtaken = new ArrayList<>();
    for (Stream stream : Stream.values()) {
      long firstBehind = Long.MAX_VALUE;
      for (int i = all.size() - 1; i >= 0; i--) {
        Shipment each = all.get(i);
        if (each.stream() == stream && each.wasSent() && !each.isLost()) {
          if (each.place() > firstBehind) {
            overtaken.add(each);
          }
          firstBehind = Math.min(firstBehind, each.place());
        }
      }
    }
    return overtaken;
  }
}
