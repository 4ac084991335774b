package io.mtlab.simulator.network;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.How;

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
   */
  record Frame(long index, Bytes bytes) implements Unit {
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
