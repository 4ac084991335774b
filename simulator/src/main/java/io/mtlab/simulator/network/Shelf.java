package io.mtlab.simulator.network;

import io.mtlab.mtproto.bytes.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Frames of a node's connections that wait for its next connection. Over real sockets several
 * threads use it at once.
 */
public final class Shelf {
  /** So many frames of a node wait in each direction; further ones are left out. */
  public static final int FRAMES_MAX = 64;

  /** The frames of so many nodes and directions wait; the oldest are forgotten. */
  private static final int PLACES_MAX = 10_000;

  private final SequencedMap<Place, List<Laid>> places = new LinkedHashMap<>();

  private record Place(String link, int node, Stream stream, String fault) {}

  private record Laid(int connection, Bytes bytes) {}

  /** An empty one. */
  public Shelf() {}

  /** Lays a frame down; whether there was room. */
  public synchronized boolean put(Site site, Bytes bytes) {
    List<Laid> laid = places.computeIfAbsent(place(site), key -> new ArrayList<>());
    if (laid.size() >= FRAMES_MAX) {
      return false;
    }
    laid.add(new Laid(site.id().connection(), bytes));
    if (places.size() > PLACES_MAX) {
      places.pollFirstEntry();
    }
    return true;
  }

  /** Takes what earlier connections laid down for this one, in order. */
  public synchronized List<Bytes> take(Site site) {
    List<Laid> laid = places.get(place(site));
    if (laid == null) {
      return List.of();
    }
    List<Bytes> taken =
        laid.stream()
            .filter(one -> one.connection < site.id().connection())
            .map(Laid::bytes)
            .toList();
    laid.removeIf(one -> one.connection < site.id().connection());
    return taken;
  }

  private static Place place(Site site) {
    return new Place(site.id().link(), site.id().node(), site.stream(), site.fault());
  }
}
