package io.mtlab.conformance.interop;

import io.mtlab.mtproto.transport.Padding;
import java.io.IOException;
import java.util.List;

/** Where the server of a cell comes from. */
public interface Servers {
  /**
   * Starts a server that nobody else uses.
   *
   * @param transport what will be spoken with it; it may speak others too
   * @param padding how it fills up padded frames
   */
  Server open(String transport, Padding padding) throws IOException;

  /** A server of one cell. */
  interface Server extends AutoCloseable {
    /** Where it listens. */
    String host();

    /** Where it listens. */
    int port();

    /** The number of its data centre. */
    int dc();

    /** Its RSA key, as PKCS#1 in PEM. */
    String publicKey();

    /** What an MTProxy client has to know, in hexadecimal; empty where none is needed. */
    String secret();

    /** The code that lets every phone number in. */
    String code();

    /** The rules that its client broke, each with how often. */
    List<String> findings();

    /** Ends it and its connections. */
    @Override
    void close();
  }
}
