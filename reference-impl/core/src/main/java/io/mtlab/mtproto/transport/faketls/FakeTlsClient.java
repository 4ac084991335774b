package io.mtlab.mtproto.transport.faketls;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;

/** The client's end of a connection: hellos first, records then. */
public final class FakeTlsClient {
  /** Where this end puts what it found. */
  public interface To extends Records.Pieces {
    /** The server has proved that it knows the secret: {@link #wrap} may be called. */
    void established() throws ProtocolException;
  }

  private final Entropy entropy;
  private final Bytes key;
  private final String domain;
  private final Records records = Records.ofClient();
  private Bytes random = Bytes.EMPTY;
  private Bytes answer = Bytes.EMPTY;
  private boolean established;

  /**
   * For a connection that is not yet open.
   *
   * @param key the secret's 16 bytes
   * @param domain the server that the client pretends to visit
   */
  public FakeTlsClient(Entropy entropy, Bytes key, String domain) {
    this.entropy = entropy;
    this.key = key;
    this.domain = domain;
  }

  /** What the client says first. */
  public Bytes hello(int unixSeconds) {
    ClientHello hello = ClientHello.draw(entropy, key, domain, unixSeconds);
    random = hello.random();
    return hello.record();
  }

  /**
   * Takes a piece of what the server sends, cut anywhere.
   *
   * @throws ProtocolException FAKE_TLS_PROOF or FAKE_TLS_RECORD
   */
  public void received(Bytes wire, To to) throws ProtocolException {
    if (established) {
      records.read(wire, to);
      return;
    }
    answer = Bytes.concat(answer, wire);
    int bytes = ServerHello.bytes(answer);
    if (bytes == ServerHello.NEVER) {
      throw new ProtocolException(PeerMisbehaved.FAKE_TLS_PROOF);
    }
    if (bytes == ServerHello.MORE || answer.size() < bytes) {
      return;
    }
    if (!new ServerHello(answer.slice(0, bytes)).proves(key, random)) {
      throw new ProtocolException(PeerMisbehaved.FAKE_TLS_PROOF);
    }
    Bytes rest = answer.from(bytes);
    answer = Bytes.EMPTY;
    established = true;
    to.established();
    records.read(rest, to);
  }

  /** The next part of the stream on the wire. */
  public Bytes wrap(Bytes inner) {
    return records.wrap(inner);
  }

  /** How many bytes of the server's answer wait for its rest. */
  public int heldBytes() {
    return answer.size() + (records.isBetweenRecords() ? 0 : 1);
  }
}
