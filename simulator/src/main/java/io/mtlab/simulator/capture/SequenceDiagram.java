package io.mtlab.simulator.capture;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Stream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A picture of a connection's frames: the client's line on the left, the server's on the right,
 * time downwards, an arrow for each frame. Where nothing happens time is drawn shorter.
 */
final class SequenceDiagram {
  /** More arrows than these nobody looks at. */
  static final int FRAMES_MAX = 300;

  private static final int CLIENT_X = 390;
  private static final int SERVER_X = 810;
  private static final int WIDTH = 1200;
  private static final int TOP = 70;

  /** Two moments are at least so far apart that their words do not touch. */
  private static final double STEP_MIN = 13;

  private static final double STEP_MAX = 48;
  private static final double PIXELS_PER_MS = 1.2;
  private static final int WORDS_MAX = 44;
  private static final double HEAD = 7;
  private static final String LEGEND =
      "blue: in order \u00b7 orange: overtaken \u00b7 red: lost \u00b7 violet: repeated or changed";
  private static final double NS_PER_MS = Time.MILLISECOND;

  private static final String STYLE =
      """
      text{font:11px system-ui,sans-serif;fill:#222}.t{fill:#777;font-size:10px}\
      .h{font-size:14px;font-weight:600}line,path{stroke:#4a6fa5;stroke-width:1.2;fill:none}\
      .axis{stroke:#999}.lost{stroke:#c0392b;stroke-dasharray:4 3}.late{stroke:#d68910}\
      .again{stroke:#8e44ad;stroke-dasharray:2 3}.x{stroke:#c0392b;stroke-width:2}\
      @media(prefers-color-scheme:dark){svg{background:#1b1b1b}text{fill:#ddd}.t{fill:#999}}
      """;

  private final StringBuilder out = new StringBuilder();
  private final SortedMap<Long, Double> heights = new TreeMap<>();
  private final long start;

  /** Where the last words stand on each side: the next ones stand below them. */
  private double clientLabel;

  private double serverLabel;

  private SequenceDiagram(long start) {
    this.start = start;
  }

  /** The picture as SVG; times are told from {@code start} on. */
  static String of(String title, Shipments shipments, long start) {
    return new SequenceDiagram(start).drawn(title, shipments);
  }

  private String drawn(String title, Shipments shipments) {
    List<Shipment> shown = shipments.all().stream().limit(FRAMES_MAX).toList();
    Set<Shipment> late = new HashSet<>(shipments.overtaken());
    double bottom = lay(shown) + STEP_MAX;
    open(title, bottom);
    for (Shipment each : shown) {
      arrows(each, late.contains(each));
    }
    int more = shipments.all().size() - shown.size();
    if (more > 0) {
      text("t", CLIENT_X, bottom + STEP_MIN, "middle", more + " more frames are in the log");
    }
    return out.append("</svg>\n").toString();
  }

  /** Gives each moment its height; answers the last one. */
  private double lay(List<Shipment> shown) {
    for (Shipment each : shown) {
      heights.put(each.began(), 0.0);
      each.arrivals().forEach(time -> heights.put(time, 0.0));
    }
    double y = TOP;
    long last = 0;
    for (Map.Entry<Long, Double> moment : heights.entrySet()) {
      double scaled = (moment.getKey() - last) / NS_PER_MS * PIXELS_PER_MS;
      y += last == 0 ? 0 : Math.clamp(scaled, STEP_MIN, STEP_MAX);
      last = moment.getKey();
      moment.setValue(y);
    }
    return y;
  }

  private double y(long time) {
    return heights.getOrDefault(time, (double) TOP);
  }

  private void open(String title, double bottom) {
    int height = (int) bottom + 3 * TOP;
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(height)
        .append("\" width=\"")
        .append(WIDTH)
        .append("\" height=\"")
        .append(height)
        .append("\" role=\"img\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>")
        .append(STYLE.strip())
        .append("</style>\n");
    text("h", WIDTH / 2.0, 20, "middle", title);
    text("t", WIDTH / 2.0, 36, "middle", LEGEND);
    text("", CLIENT_X, TOP - 12.0, "middle", "client");
    text("", SERVER_X, TOP - 12.0, "middle", "server");
    line("axis", CLIENT_X, TOP - 6.0, CLIENT_X, bottom);
    line("axis", SERVER_X, TOP - 6.0, SERVER_X, bottom);
  }

  private void arrows(Shipment each, boolean late) {
    boolean up = each.stream() == Stream.UPSTREAM;
    int from = up ? CLIENT_X : SERVER_X;
    int to = up ? SERVER_X : CLIENT_X;
    double sent = y(each.began());
    String style = each.isLost() ? "lost" : late ? "late" : each.wasSent() ? "" : "again";
    out.append("<g><title>").append(escaped(words(each))).append("</title>");
    label(each, from, up, sent);
    if (each.isLost()) {
      lost(from, to, sent);
    }
    for (int i = 0; i < each.arrivals().size(); i++) {
      arrow(i == 0 ? style : "again", from, sent, to, y(each.arrivals().get(i)));
    }
    out.append("</g>\n");
  }

  private void label(Shipment each, int from, boolean up, double y) {
    String time = String.format(Locale.ROOT, "%.1f ms", (each.began() - start) / NS_PER_MS);
    String what = each.what();
    String shown = what.length() > WORDS_MAX ? what.substring(0, WORDS_MAX - 1) + "\u2026" : what;
    double base = up ? Math.max(y, clientLabel + STEP_MIN) : Math.max(y, serverLabel + STEP_MIN);
    if (up) {
      clientLabel = base;
    } else {
      serverLabel = base;
    }
    text("t", up ? 8 : WIDTH - 8.0, base + 4, up ? "start" : "end", time);
    text("", up ? from - 8.0 : from + 8.0, base + 4, up ? "end" : "start", shown);
  }

  /** Half of the way, and a cross. */
  private void lost(int from, int to, double y) {
    double middle = (from + to) / 2.0;
    line("lost", from, y, middle, y + STEP_MIN / 2);
    line("x", middle - 5, y + 1, middle + 5, y + 11);
    line("x", middle - 5, y + 11, middle + 5, y + 1);
  }

  private void arrow(String style, double x1, double y1, double x2, double y2) {
    line(style, x1, y1, x2, y2);
    double length = Math.hypot(x2 - x1, y2 - y1);
    double dx = (x2 - x1) / length * HEAD;
    double dy = (y2 - y1) / length * HEAD;
    out.append("<path class=\"").append(style).append("\" stroke-dasharray=\"none\" d=\"M");
    point(x2 - dx - dy / 2, y2 - dy + dx / 2).append('L');
    point(x2, y2).append('L');
    point(x2 - dx + dy / 2, y2 - dy - dx / 2).append("\"/>");
  }

  private void line(String style, double x1, double y1, double x2, double y2) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            style,
            x1,
            y1,
            x2,
            y2));
  }

  private StringBuilder point(double x, double y) {
    return out.append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
  }

  private void text(String style, double x, double y, String anchor, String words) {
    out.append(
            String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">",
                style,
                x,
                y,
                anchor))
        .append(escaped(words))
        .append("</text>\n");
  }

  private String words(Shipment each) {
    String sent =
        each.wasSent()
            ? String.format(Locale.ROOT, "sent at %.3f ms", (each.sent() - start) / NS_PER_MS)
            : "never sent like this";
    StringBuilder words = new StringBuilder(each.what()).append(": ").append(each.bytes());
    words.append(" bytes, ").append(sent);
    for (long time : each.arrivals()) {
      words.append(String.format(Locale.ROOT, ", arrived at %.3f ms", (time - start) / NS_PER_MS));
    }
    return each.isLost() ? words.append(", lost").toString() : words.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
