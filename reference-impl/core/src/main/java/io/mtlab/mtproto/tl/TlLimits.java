package io.mtlab.mtproto.tl;

/**
 * What a reader lets a peer announce. Memory is bounded apart from this: nothing is reserved for
 * more elements than the bytes that are left could hold.
 *
 * @param vectorMax elements of one vector
 * @param stringMax bytes of one string
 * @param depthMax objects in each other
 */
public record TlLimits(int vectorMax, int stringMax, int depthMax) {
  /** Eight times the longest vector of a service message, 8,192 ids (requirements M-012, M-020). */
  public static final int VECTOR_MAX = 65_536;

  /** What the three length bytes of the long form can say. */
  public static final int STRING_MAX = 0xff_ff_ff;

  /** Our choice: real objects stand about ten deep; a thread's stack carries thousands. */
  public static final int DEPTH_MAX = 64;

  /** The limits that suit every peer. */
  public static final TlLimits DEFAULT = new TlLimits(VECTOR_MAX, STRING_MAX, DEPTH_MAX);
}
