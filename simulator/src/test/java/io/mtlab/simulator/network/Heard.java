package io.mtlab.simulator.network;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What comes out of a stage, as {@code text@milliseconds}; ends are FIN and RST. */
public final class Heard implements Next {
  private final List<String> lines = new ArrayList<>();

  /** A chunk of this text. */
  public static Unit.Chunk chunk(String text) {
    return new Unit.Chunk(bytes(text));
  }

  /** A frame of its own number. */
  public static Unit.Frame frame(int index) {
    return new Unit.Frame(index, bytes("" + index));
  }

  /** The place of the only stage in a row. */
  public static Site site(String fault) {
    return site(fault, DecisionLog.NONE);
  }

  /** The same, with who hears its decisions. */
  public static Site site(String fault, DecisionLog log) {
    return Site.of(new PassageId("link", 1, 0), Stream.UPSTREAM, fault, new Dice(7), log);
  }

  /** Wakes the stage whenever it wants to be, up to and with {@code until}. */
  public static void run(Stage stage, long until, Next next) {
    for (long due = stage.nextWake(); due <= until; due = stage.nextWake()) {
      stage.wake(due, next);
    }
  }

  /** Milliseconds in nanoseconds. */
  public static long ms(double ms) {
    return (long) (ms * Time.MILLISECOND);
  }

  @Override
  public void take(Unit unit, long now) {
    String what =
        switch (unit) {
          case Unit.Chunk(Bytes bytes) -> text(bytes);
          case Unit.Frame(long _, Bytes bytes, Wire _) -> text(bytes);
          case Unit.End end -> end.how().name();
        };
    long us = now / Time.MICROSECOND;
    lines.add(what + "@" + (us % 1000 == 0 ? "" + us / 1000 : "" + us / 1000.0));
  }

  /** All that was heard since this was asked last. */
  public List<String> lines() {
    List<String> all = List.copyOf(lines);
    lines.clear();
    return all;
  }

  private static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }
}
