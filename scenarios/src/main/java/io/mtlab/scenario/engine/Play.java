package io.mtlab.scenario.engine;

import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.scenario.measure.Measure;
import io.mtlab.simulator.dissect.Dissector;
import io.mtlab.simulator.dissect.KeyRing;
import io.mtlab.simulator.network.Script;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.trace.TraceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One playing of an order: who hears of it, and how it ends. */
final class Play implements AutoCloseable {
  private final Order order;
  private final Measure measure;
  private final End end = new End();
  private final Watcher watcher;
  private final OutputStream out;
  private final Capturing capturing;
  private final @Nullable Script script;
  private @Nullable TraceFile file;
  private @Nullable Trace listener;
  private final KeyRing keys = new KeyRing();
  private Consumer<String> phases = _ -> {};
  private long last;

  /**
   * Nothing has begun.
   *
   * @param out where the trace is written; closed with this
   */
  Play(Order order, Watcher watcher, OutputStream out, Capturing capturing) {
    this.order = order;
    this.measure = new Measure(order.trial());
    this.watcher = watcher;
    this.out = out;
    this.capturing = capturing;
    this.script = GivenDecisions.of(order);
  }

  /**
   * The play begins; the first line of the trace is to be told next.
   *
   * @param start nanoseconds since the Unix epoch, virtual or real
   * @return hears everything that happens, one thread at a time
   */
  Trace begin(long start) {
    TraceFile begun = new TraceFile(out, start);
    file = begun;
    last = start;
    return (now, event) -> {
      last = Math.max(last, now);
      begun.record(now, event);
      measure.record(now, event);
      if (listener != null) {
        listener.record(now, event);
      }
    };
  }

  /** The same cipher, whose keys the network learns if a fault asks for messages. */
  MessageCipher noting(MessageCipher cipher) {
    return asksFor("messages") ? keys.noting(cipher) : cipher;
  }

  /**
   * What looks into frames for the network.
   *
   * @param ciphers of the kind that the clients use
   */
  Supplier<Dissector> dissectors(Supplier<? extends MessageCipher> ciphers) {
    return () -> new Dissector(keys, ciphers.get());
  }

  /** From now on this one hears the name of each phase that begins, if a fault waits for one. */
  void tellsPhases(Consumer<String> network) {
    phases = asksFor("phase") ? network : phases;
  }

  /** A phase begins. */
  void phaseBegins(String name) {
    phases.accept(name);
  }

  private boolean asksFor(String attribute) {
    return order.scenario().links().stream()
        .flatMap(link -> link.faults().stream())
        .anyMatch(fault -> fault.has(attribute));
  }

  /** Somebody else who hears what happens. */
  void tells(Trace other) {
    listener = other;
  }

  /** The first line of a trace. */
  TraceEvent.Run firstLine() {
    return new TraceEvent.Run(
        order.scenario().name(),
        order.seed(),
        order.virtual() ? "virtual" : "real",
        order.scenario().settings().values());
  }

  /** The play is over and nobody tells anything more; an interrupted process may end from here. */
  void over(String outcome) {
    TraceFile begun = file;
    if (begun != null) {
      begun.record(last, new TraceEvent.End(outcome));
      begun.flush();
    }
  }

  Order order() {
    return order;
  }

  /** Decisions that are given instead of drawn; null for chance. */
  @Nullable Script script() {
    return script;
  }

  Capturing capturing() {
    return capturing;
  }

  Measure measure() {
    return measure;
  }

  End end() {
    return end;
  }

  Watcher watcher() {
    return watcher;
  }

  @Override
  public void close() throws IOException {
    TraceFile begun = file;
    if (begun == null) {
      out.close();
      return;
    }
    try {
      begun.close();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
