package io.mtlab.simulator.toxiproxy.metrics;

import io.mtlab.simulator.network.Stream;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes of all proxies since the start, and what the process uses. Bytes are counted when their
 * connection ends, and stay when its proxy goes.
 */
public final class Metrics {
  /** What the answer's header says of the text. */
  public static final String CONTENT_TYPE =
      "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

  private static final String RECEIVED = "toxiproxy_proxy_received_bytes_total";
  private static final String SENT = "toxiproxy_proxy_sent_bytes_total";

  private final Wanted wanted;
  private final Map<String, Long> received = new TreeMap<>();
  private final Map<String, Long> sent = new TreeMap<>();

  /**
   * What is told.
   *
   * @param proxies the bytes of each proxy
   * @param runtime what the process uses
   */
  public record Wanted(boolean proxies, boolean runtime) {
    /** Nothing, and then there is no {@code /metrics}. */
    public static final Wanted NOTHING = new Wanted(false, false);

    /** Whether anything is told. */
    public boolean any() {
      return proxies || runtime;
    }
  }

  /** Nothing has passed yet. */
  public Metrics(Wanted wanted) {
    this.wanted = wanted;
  }

  /** What is told. */
  public Wanted wanted() {
    return wanted;
  }

  /** One connection's bytes; one thread at a time counts. */
  public Count connection(String proxy, String listener, String upstream) {
    return new Count(proxy, listener, upstream);
  }

  /** Everything that is told, now. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (wanted.runtime()) {
      ProcessMetrics.write(text);
    }
    if (wanted.proxies()) {
      synchronized (this) {
        write(RECEIVED, received, text);
        write(SENT, sent, text);
      }
    }
    return text.toString();
  }

  private static void write(String name, Map<String, Long> series, StringBuilder text) {
    if (series.isEmpty()) {
      return;
    }
    // The real server gives no help either, but the line.
    text.append("# HELP ").append(name).append(" \n");
    text.append("# TYPE ").append(name).append(" counter\n");
    for (Map.Entry<String, Long> one : series.entrySet()) {
      text.append(name).append(one.getKey()).append(' ').append(one.getValue()).append('\n');
    }
  }

  private static String quoted(String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return '"' + escaped + '"';
  }

  /** The bytes of one connection. */
  public final class Count {
    private final String proxy;
    private final String listener;
    private final String upstream;
    private long receivedUpstream;
    private long receivedDownstream;
    private long sentUpstream;
    private long sentDownstream;
    private boolean ended;

    private Count(String proxy, String listener, String upstream) {
      this.proxy = proxy;
      this.listener = listener;
      this.upstream = upstream;
    }

    /** So many bytes came in. */
    public void received(Stream stream, int bytes) {
      if (stream == Stream.UPSTREAM) {
        receivedUpstream += bytes;
      } else {
        receivedDownstream += bytes;
      }
    }

    /** So many bytes went out. */
    public void sent(Stream stream, int bytes) {
      if (stream == Stream.UPSTREAM) {
        sentUpstream += bytes;
      } else {
        sentDownstream += bytes;
      }
    }

    /** The connection is over; only the first call counts. */
    public void end() {
      if (ended || !wanted.proxies()) {
        return;
      }
      ended = true;
      synchronized (Metrics.this) {
        add("upstream", receivedUpstream, sentUpstream);
        add("downstream", receivedDownstream, sentDownstream);
      }
    }

    private void add(String direction, long in, long out) {
      String labels =
          "{direction=\"%s\",listener=%s,proxy=%s,upstream=%s}"
              .formatted(direction, quoted(listener), quoted(proxy), quoted(upstream));
      received.merge(labels, in, Long::sum);
      sent.merge(labels, out, Long::sum);
    }
  }
}
