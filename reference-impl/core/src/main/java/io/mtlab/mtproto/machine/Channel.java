package io.mtlab.mtproto.machine;

/** How bytes travel between two machines. */
public enum Channel {
  /** In order and whole, cut anywhere: TCP. */
  STREAM,
  /** In pieces that may be lost, repeated and overtaken: UDP. */
  DATAGRAM
}
