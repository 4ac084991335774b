package io.mtlab.simulator.network;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.How;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stage takes and hands on. */
public sealed interface Unit {
  /** How many bytes of memory it holds while it waits. */
  int size();

  /** A piece of a byte stream; its borders mean nothing. */
  record Chunk(Bytes bytes) implements Unit {
    @Override
    public int size() {
      return bytes.size();
    }
  }

  /**
   * One transport frame: it can be lost, repeated or overtaken.
   *
   * @param index counts the frames of this direction of the connection from 0
   * @param wire how its message is found
   */
  record Frame(long index, Bytes bytes, Wire wire) implements Unit {
    /** A frame of which nobody knows how its message is found. */
    public Frame(long index, Bytes bytes) {
      this(index, bytes, Wire.UNKNOWN);
    }

    /** The same place in the same connection with other bytes. */
    public Frame with(Bytes other) {
      return new Frame(index, other, wire);
    }

    /** The message in it, as it stands on the wire; null if there is no whole one. */
    public @Nullable Bytes message() {
      return wire.message(bytes);
    }

    /** Frames that carry this message at the same place; none if nobody knows how. */
    public List<Frame> carrying(Bytes message) {
      return wire.carrying(message, bytes).stream().map(this::with).toList();
    }

    @Override
    public int size() {
      return bytes.size();
    }
  }

  /**
   * The end of a direction. It keeps its place behind what was sent before it.
   *
   * @param half whether the other direction goes on
   */
  record End(How how, boolean half) implements Unit {
    /** What was sent arrives first. */
    public static final End FIN = new End(How.FIN, false);

    /** The connection was cut. */
    public static final End RST = new End(How.RST, false);

    /** This direction is over, the other one goes on. */
    public static final End HALF = new End(How.FIN, true);

    @Override
    public int size() {
      return 0;
    }
  }
}
