package io.mtlab.scenario.model.topology;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Places that are joined by links so that there is never more than one way between two of them. */
public final class SiteTree {
  private final List<Edge> edges = new ArrayList<>();

  /** A place is the other one's own: nothing lies between them. */
  private static final int NO_LINK = -1;

  private record Edge(int link, String one, String other) {
    @Nullable String beyond(String place) {
      return one.equals(place) ? other : other.equals(place) ? one : null;
    }
  }

  /**
   * A way from one place to another.
   *
   * @param stops the places, both ends included
   * @param links the numbers of the links between them, in the same order
   */
  public record Route(List<String> stops, List<Integer> links) {}

  /** No place is joined with another one yet. */
  public SiteTree() {}

  /**
   * Joins two places by a link, unless there is a way between them already, which is answered.
   *
   * @param link its number, not negative
   */
  public @Nullable Route join(int link, String one, String other) {
    Route known = route(one, other);
    if (known == null) {
      edges.add(new Edge(link, one, other));
    }
    return known;
  }

  /** One place lies within another one, unless there is a way between them already. */
  public void place(String within, String place) {
    if (route(within, place) == null) {
      edges.add(new Edge(NO_LINK, within, place));
    }
  }

  /** The way from one place to another; null if there is none. */
  public @Nullable Route route(String from, String to) {
    return route(from, to, new Route(List.of(from), List.of()));
  }

  private @Nullable Route route(String from, String to, Route before) {
    if (from.equals(to)) {
      return before;
    }
    for (Edge edge : edges) {
      String next = edge.beyond(from);
      if (next != null && !before.stops.contains(next)) {
        Route found = route(next, to, longer(before, edge, next));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static Route longer(Route route, Edge edge, String next) {
    List<String> stops = new ArrayList<>(route.stops);
    stops.add(next);
    List<Integer> links = new ArrayList<>(route.links);
    if (edge.link != NO_LINK) {
      links.add(edge.link);
    }
    return new Route(List.copyOf(stops), List.copyOf(links));
  }
}
