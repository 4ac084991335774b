package io.mtlab.simulator.capture;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The frames of a connection as aligned lines, one for each. */
final class WireLog {
  private static final double NS_PER_MS = Time.MILLISECOND;
  private static final double NS_PER_S = Time.SECOND;

  private WireLog() {}

  /**
   * The lines; times are seconds since {@code start}.
   *
   * @param title the connection
   */
  static List<String> lines(String title, List<Shipment> shipments, long start) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + title + "; -> from the client, <- from the server");
    lines.add(
        String.format(
            Locale.ROOT,
            "%12s %12s %9s    %5s %7s  %s",
            "sent s",
            "arrived s",
            "ms",
            "frame",
            "bytes",
            "what"));
    int up = 0;
    int down = 0;
    for (Shipment each : shipments) {
      String number = "";
      if (each.wasSent()) {
        number = Integer.toString(each.stream() == Stream.UPSTREAM ? up++ : down++);
      }
      lines.add(line(each, number, start));
    }
    return lines;
  }

  private static String line(Shipment each, String number, long start) {
    boolean lost = each.isLost();
    String sent = each.wasSent() ? seconds(each.sent() - start) : "never";
    String arrived = lost ? "lost" : seconds(each.arrivals().getFirst() - start);
    String took =
        lost || !each.wasSent()
            ? ""
            : String.format(
                Locale.ROOT, "%.3f", (each.arrivals().getFirst() - each.sent()) / NS_PER_MS);
    StringBuilder what = new StringBuilder(each.what());
    for (int i = 1; i < each.arrivals().size(); i++) {
      what.append("; again at ").append(seconds(each.arrivals().get(i) - start));
    }
    return String.format(
        Locale.ROOT,
        "%12s %12s %9s %s %5s %7d  %s",
        sent,
        arrived,
        took,
        each.stream() == Stream.UPSTREAM ? "->" : "<-",
        number,
        each.bytes(),
        what);
  }

  private static String seconds(long ns) {
    return String.format(Locale.ROOT, "%.6f", ns / NS_PER_S);
  }
}
