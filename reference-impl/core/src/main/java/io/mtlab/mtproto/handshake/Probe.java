package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.tl.service.ReqPqMulti;

/**
 * Asks a server for a sign of life and nothing else: the first query of a key exchange that is not
 * gone on with. It touches no key and no session, and both sides may mix it with messages under a
 * key.
 */
public final class Probe {
  private static final int NONCE_BYTES = 16;

  /** Where the nonce stands in resPQ: behind header and constructor. */
  private static final int NONCE_AT = PlainMessage.HEADER_BYTES + 4;

  private final PlainIds ids = PlainIds.ofClient();
  private final Bytes nonce;

  /** A probe with a nonce of its own. */
  public Probe(Entropy entropy) {
    nonce = Bytes.wrap(entropy.bytes(NONCE_BYTES));
  }

  /** The frame that asks. */
  public Bytes question(long now) {
    return new PlainMessage(ids.next(now), PlainBody.write(new ReqPqMulti(nonce))).write();
  }

  /** Whether this frame is an answer to the question. */
  public boolean answeredBy(Bytes frame) {
    return frame.size() >= NONCE_AT + NONCE_BYTES
        && frame.slice(NONCE_AT, NONCE_AT + NONCE_BYTES).equals(nonce);
  }
}
