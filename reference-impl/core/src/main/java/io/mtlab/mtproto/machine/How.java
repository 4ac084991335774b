package io.mtlab.mtproto.machine;

/** How a stream ends. */
public enum How {
  /** What was written is delivered, then the stream ends. */
  FIN,
  /** At once; what waits is lost. */
  RST
}
