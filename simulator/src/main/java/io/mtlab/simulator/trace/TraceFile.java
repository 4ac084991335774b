package io.mtlab.simulator.trace;

import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.trace.TraceEvent.Connected;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import io.mtlab.simulator.trace.TraceEvent.Decisions;
import io.mtlab.simulator.trace.TraceEvent.Delivered;
import io.mtlab.simulator.trace.TraceEvent.Disconnected;
import io.mtlab.simulator.trace.TraceEvent.End;
import io.mtlab.simulator.trace.TraceEvent.Failed;
import io.mtlab.simulator.trace.TraceEvent.Finding;
import io.mtlab.simulator.trace.TraceEvent.Joined;
import io.mtlab.simulator.trace.TraceEvent.KeyAgreed;
import io.mtlab.simulator.trace.TraceEvent.KeyBound;
import io.mtlab.simulator.trace.TraceEvent.Moved;
import io.mtlab.simulator.trace.TraceEvent.Phase;
import io.mtlab.simulator.trace.TraceEvent.Posted;
import io.mtlab.simulator.trace.TraceEvent.Run;
import io.mtlab.simulator.trace.TraceEvent.SignedIn;
import io.mtlab.simulator.trace.TraceEvent.Stats;
import io.mtlab.simulator.trace.TraceEvent.Truncated;
import io.mtlab.simulator.trace.TraceEvent.Via;
import io.mtlab.simulator.trace.TraceEvent.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes a trace as JSON lines. Whole lines leave the buffer when it is full, when a phase begins
 * or ends and with each {@code stats}, which come every second of real time. So a process that is
 * killed leaves nothing but whole lines, except perhaps the last, and what was run. One thread at a
 * time uses it.
 *
 * <p>A stream that fails throws an {@link UncheckedIOException} out of {@link #record}: a run whose
 * trace is not written is no run.
 */
public final class TraceFile implements Trace, AutoCloseable {
  /** Beyond this only lines that concern the whole run are written: 4 GiB. */
  public static final long BYTES_MAX = 4L << 30;

  private final OutputStream out;
  private final long start;
  private final long bytesMax;
  private final JsonLine line = new JsonLine();
  private long written;
  private boolean truncated;

  /**
   * A trace on this stream, which {@link #close} closes.
   *
   * @param start the run's start, from which lines count their time
   */
  public TraceFile(OutputStream out, long start) {
    this(out, start, BYTES_MAX);
  }

  /** A trace that keeps the lines of single nodes only up to {@code bytesMax} bytes. */
  public TraceFile(OutputStream out, long start, long bytesMax) {
    this.out = out;
    this.start = start;
    this.bytesMax = bytesMax;
  }

  /** Whether the limit was reached, so that lines are missing. */
  public boolean truncated() {
    return truncated;
  }

  @Override
  public void record(long now, TraceEvent event) {
    if (truncated && !concernsRun(event)) {
      return;
    }
    write(now - start, event);
    if (line.full() || marks(event)) {
      flush();
    }
    if (!truncated && written + line.size() >= bytesMax) {
      truncated = true;
      write(now - start, new Truncated(bytesMax));
    }
  }

  /** Hands all whole lines to the system. */
  public void flush() {
    try {
      written += line.size();
      line.drainTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    flush();
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean marks(TraceEvent event) {
    return event instanceof Run || event instanceof Phase || event instanceof Stats;
  }

  private static boolean concernsRun(TraceEvent event) {
    return switch (event) {
      case Run _, Phase _, Decisions _, Wire _, Stats _, Finding _, Truncated _, End _ -> true;
      case Connected _, Disconnected _, Moved _, KeyAgreed _, KeyBound _, SignedIn _, Joined _ ->
          false;
      case Posted _, Delivered _, Decision _, Failed _ -> false;
    };
  }

  private void write(long t, TraceEvent event) {
    line.open().number("t", t);
    switch (event) {
      case Run run -> writeRun(run);
      case Phase phase -> writePhase(phase);
      case Connected up -> writeConnected(up);
      case Moved moved -> writeMoved(moved);
      case Disconnected gone -> writeDisconnected(gone);
      case KeyAgreed agreed -> kind("key-agreed", agreed.node()).number("took", agreed.tookNs());
      case KeyBound bound -> kind("key-bound", bound.node()).number("number", bound.number());
      case Finding finding -> writeFinding(finding);
      case SignedIn in -> kind("signed-in", in.node()).number("took", in.tookNs());
      case Joined joined -> kind("joined", joined.node()).number("took", joined.tookNs());
      case Posted posted -> writePosted(posted);
      case Delivered delivered -> writeDelivered(delivered);
      case Decision decision -> writeDecision(decision);
      case Decisions decisions -> writeDecisions(decisions);
      case Wire wire -> writeWire(wire);
      case Stats stats -> writeStats(stats);
      case Failed failed -> kind("failed", failed.node()).text("why", failed.why());
      case Truncated limit -> kind("truncated").number("bytes", limit.bytesMax());
      case End end -> kind("end").text("outcome", end.outcome());
    }
    line.end();
  }

  private JsonLine kind(String kind) {
    return line.text("e", kind);
  }

  private JsonLine kind(String kind, String node) {
    return line.text("n", node).text("e", kind);
  }

  private void writeRun(Run run) {
    kind("run").text("scenario", run.scenario()).number("seed", run.seed());
    line.text("time", run.time()).object("parameters");
    run.parameters().forEach(line::text);
    line.close();
  }

  private void writePhase(Phase phase) {
    kind("phase").text("name", phase.name()).text("state", phase.ended() ? "ended" : "started");
  }

  private void writeConnected(Connected up) {
    kind("connected", up.node()).number("conn", up.connection());
    line.text("transport", up.transport());
  }

  private void writeMoved(Moved moved) {
    kind("moved", moved.node()).text("from", moved.from()).text("to", moved.to());
    line.text("why", moved.why());
  }

  private void writeDisconnected(Disconnected gone) {
    kind("disconnected", gone.node());
    line.number("conn", gone.connection()).text("cause", gone.cause().name());
  }

  private void writeFinding(Finding finding) {
    kind("finding").text("fault", finding.fault()).text("rules", finding.rules());
    line.text("outcome", finding.tolerated() ? "tolerated" : "refused");
    line.number("count", finding.count());
  }

  private void writePosted(Posted posted) {
    kind("posted", posted.node()).number("post", posted.post());
    line.number("intended", posted.intendedNs()).number("audience", posted.audience());
  }

  private void writeDelivered(Delivered delivered) {
    kind("delivered", delivered.node()).number("post", delivered.post());
    line.number("latency", delivered.latencyNs());
    line.text("via", delivered.via() == Via.UPDATE ? "update" : "difference");
  }

  private void writeDecision(Decision decision) {
    kind("decision", decision.node()).text("link", decision.link());
    line.number("conn", decision.connection());
    line.text("dir", decision.stream() == Stream.UPSTREAM ? "up" : "down");
    line.number("i", decision.index()).text("f", decision.fault());
  }

  private void writeDecisions(Decisions decisions) {
    kind("decisions").number("second", decisions.second());
    decisions.counts().forEach(line::number);
  }

  private void writeWire(Wire wire) {
    kind("wire").number("second", wire.second());
    line.number("up", wire.up()).number("down", wire.down());
  }

  private void writeStats(Stats stats) {
    kind("stats").text("side", stats.side()).number("cpu", stats.cpuNs());
    line.number("heap", stats.heapBytes()).number("rss", stats.rssBytes());
    line.number("connections", stats.connections());
  }
}
