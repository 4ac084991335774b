package io.mtlab.simulator.network.profile;

import static io.mtlab.simulator.network.profile.Attribute.Type.BANDWIDTH;
import static io.mtlab.simulator.network.profile.Attribute.Type.COUNT;
import static io.mtlab.simulator.network.profile.Attribute.Type.HEX;
import static io.mtlab.simulator.network.profile.Attribute.Type.MESSAGES;
import static io.mtlab.simulator.network.profile.Attribute.Type.NAME;
import static io.mtlab.simulator.network.profile.Attribute.Type.ROWS;
import static io.mtlab.simulator.network.profile.Attribute.Type.SIZE;
import static io.mtlab.simulator.network.profile.Attribute.Type.SPANS;
import static io.mtlab.simulator.network.profile.Attribute.Type.TABLE;
import static io.mtlab.simulator.network.profile.Attribute.choice;
import static io.mtlab.simulator.network.profile.Attribute.number;
import static io.mtlab.simulator.network.profile.Attribute.share;
import static io.mtlab.simulator.network.profile.Attribute.text;
import static io.mtlab.simulator.network.profile.Attribute.time;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.hint.Nearest;
import io.mtlab.simulator.network.frame.Corrupt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The faults by their words, with their attributes. First those of frames, then those of streams,
 * in the order in which they stand in a direction.
 */
public enum FaultKind {
  /** Frames that never arrive. */
  LOSS(
      true,
      "probability",
      "frames that are lost: a share, or a model such as {model: gilbert, p: 1%, r: 20%}",
      share("probability", 0.0),
      choice("model", "random", "gilbert", "gilbert-elliott", "state", "list"),
      share("correlation", 0.0),
      share("p", null),
      share("r", null),
      share("1-h", 1.0),
      share("1-k", 0.0),
      share("p13", null),
      share("p31", null),
      share("p32", 0.0),
      share("p23", 1.0),
      share("p14", 0.0),
      text("list", SPANS),
      number("most", COUNT, 1, 1_000_000, null)),
  /** Frames with flipped bits. */
  CORRUPT(
      true,
      "probability",
      "share of frames with flipped bits",
      share("probability", 0.0),
      share("correlation", 0.0),
      number("bits", COUNT, 1, Corrupt.BITS_MAX, 1.0),
      number("place", COUNT, 0, 1 << 24, null)),
  /** Frames that arrive twice. */
  DUPLICATE(
      true,
      "probability",
      "share of frames that arrive twice",
      share("probability", 0.0),
      share("correlation", 0.0)),
  /** Frames that come again later, or on another connection. */
  REPLAY(
      true,
      "probability",
      "share of frames that come again later, or on the next connection",
      share("probability", 0.0),
      share("correlation", 0.0),
      time("after", 0, 1.0 * Time.SECOND),
      choice("connection", "same", "next")),
  /** Frames that later ones overtake. */
  REORDER(
      true,
      "probability",
      "share of frames that later ones overtake",
      share("probability", 0.0),
      number("gap", COUNT, 1, 1_000, 1.0),
      time("window", 1, 500.0 * Time.MILLISECOND),
      share("correlation", 0.0)),
  /** Frames that nobody sent. */
  INJECT(
      true,
      "bytes",
      "bytes, in hexadecimal, of a message that nobody sent",
      text("bytes", HEX),
      choice("as", "message", "frame"),
      share("probability", 1.0),
      share("correlation", 0.0)),

  /** A stream ends after so many bytes. */
  LIMIT(false, "bytes", "bytes after which a stream ends", number("bytes", SIZE, 0, 1e15, null)),
  /** A connection is reset. */
  RESET(
      false, "after", "how long after its first data a connection is reset", time("after", 0, 0.0)),
  /** One direction ends, the other one goes on. */
  HALF_CLOSE(
      false, "after", "how long after its first data one direction ends", time("after", 0, 0.0)),
  /** The link is gone at times: connections are reset. */
  DOWN(
      false,
      "on",
      "how long the link is gone: {on: 5s, off: 30s, after: 10s, repeat: 3}",
      comesAndGoes()),
  /** Nothing gets through at times, and nobody is told. */
  PARTITION(false, "on", "how long nothing gets through, and nobody is told", comesAndGoes()),
  /** Nothing passes at times; it waits. */
  STALL(false, "on", "how long nothing passes, and waits", comesAndGoes()),
  /** Packets that are lost under TCP. */
  TCP_LOSS(
      false,
      "probability",
      "share of packets that are lost under TCP",
      share("probability", 0.0),
      time("round-trip", 1, 100.0 * Time.MILLISECOND),
      number("segment", SIZE, 1, 65_535, 1_460.0),
      time("timeout", 1, 200.0 * Time.MILLISECOND)),
  /** Small pieces. */
  SLICE(
      false,
      "size",
      "size of the pieces that a stream is cut into",
      number("size", SIZE, 1, Integer.MAX_VALUE, null),
      number("variation", SIZE, 0, Integer.MAX_VALUE, 0.0),
      time("pause", 0, 0.0)),
  /** A slow line. */
  RATE(
      false,
      "rate",
      "bandwidth of each connection and direction",
      number("rate", BANDWIDTH, 0, 12.5e9, null),
      number("burst", SIZE, 0, 1e12, 0.0),
      number("queue", SIZE, 1, 1e12, null),
      text("shared", NAME)),
  /** A long line. */
  DELAY(
      false,
      "base",
      "one-way delay: a time, or {base: 40ms, jitter: 10ms, distribution: normal}",
      time("base", 0, 0.0),
      time("jitter", 0, 0.0),
      choice("distribution", "uniform", "normal", "pareto", "paretonormal", "table"),
      share("correlation", 0.0),
      text("table", TABLE),
      choice("order", "free", "kept")),
  /** A network as it was recorded. */
  TRACE(
      false,
      "rows",
      "file of a recorded network: time, delay, loss, rate",
      text("rows", ROWS),
      choice("end", "hold", "loop")),
  /** Ends that come late. */
  SLOW_CLOSE(false, "delay", "how much later a stream ends", time("delay", 0, 0.0));

  /** What can be said about any fault: when, and for which of a node's connections. */
  private static final List<Attribute> OF_ALL =
      List.of(
          time("from", 0, null),
          time("until", 1, null),
          text("phase", NAME),
          text("connections", SPANS));

  /** What can be said about a fault of frames, too. */
  private static final List<Attribute> OF_FRAMES =
      List.of(
          text("frames", SPANS),
          text("messages", MESSAGES),
          choice("match", "any", "all"),
          text("which", SPANS));

  private final boolean ofFrames;
  private final String main;
  private final String about;

  @SuppressWarnings("ImmutableEnumChecker") // what List.of makes never changes
  private final List<Attribute> own;

  FaultKind(boolean ofFrames, String main, String about, Attribute... own) {
    this.ofFrames = ofFrames;
    this.main = main;
    this.about = about;
    this.own = List.of(own);
  }

  private static Attribute[] comesAndGoes() {
    return new Attribute[] {
      time("on", 1, null),
      time("off", 0, 0.0),
      time("after", 0, 0.0),
      number("repeat", COUNT, 0, 1_000_000, null)
    };
  }

  /** What files and requests call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(FaultKind::word).toList();
  }

  /** The kind of this word; null for none. */
  public static @Nullable FaultKind of(String word) {
    for (FaultKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    return null;
  }

  /** The nearest word, or all. */
  public static String hint(String typed) {
    return Nearest.hint(typed, words());
  }

  /** Whether it needs whole frames. */
  public boolean ofFrames() {
    return ofFrames;
  }

  /** What it is, and what a value alone means, in a few words. */
  public String about() {
    return about;
  }

  /** The attribute that a value alone stands for. */
  public String main() {
    return main;
  }

  /** Its own attributes, then what can be said about any fault. */
  public List<Attribute> attributes() {
    List<Attribute> all = new ArrayList<>(own);
    all.addAll(OF_ALL);
    if (ofFrames) {
      all.addAll(OF_FRAMES);
    }
    return all;
  }

  /** The attribute of this name. */
  public Attribute attribute(String name) {
    for (Attribute attribute : attributes()) {
      if (attribute.name().equals(name)) {
        return attribute;
      }
    }
    if (OF_FRAMES.stream().anyMatch(attribute -> attribute.name().equals(name))) {
      List<String> able =
          Arrays.stream(values()).filter(FaultKind::ofFrames).map(FaultKind::word).toList();
      String hint = " is said of frames, with " + String.join(", ", able);
      throw new BadFaultException(name, word() + " has no " + name + ": that" + hint);
    }
    List<String> names = attributes().stream().map(Attribute::name).toList();
    throw new BadFaultException(
        name, word() + " has no attribute \"" + name + "\"" + Nearest.hint(name, names));
  }
}
