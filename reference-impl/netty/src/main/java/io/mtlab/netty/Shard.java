package io.mtlab.netty;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Out;

/** What a machine is made with. All of it is for use on the machine's event loop only. */
public interface Shard extends Out {
  /** Random bytes; all machines of the event loop have the same source. */
  Entropy entropy();

  /** The number of the event loop, from 0: for what its machines may share, such as ciphers. */
  int loopNumber();
}
