package io.mtlab.mtproto.transport.faketls;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * A stream in records of application data, after the hellos: both directions of one end. Borders of
 * records mean nothing to the stream, which is handed on as it comes.
 */
public final class Records {
  /** A record's header in bytes. */
  static final int HEADER_BYTES = 5;

  /** What a reader accepts in one record, as TLS 1.3 does. */
  static final int BYTES_MAX = (1 << 14) + 256;

  /** The change of ciphers that stands before a client's first record. */
  static final Bytes CHANGE_CIPHER = Bytes.fromHex("140303000101");

  /** What a client puts into one record; tdlib's value. */
  public static final int CLIENT_RECORD_BYTES = 2878;

  /** What a server puts into one record. */
  public static final int SERVER_RECORD_BYTES = 1 << 14;

  private static final int APPLICATION_DATA = 0x17;
  private static final int CHANGE_OF_CIPHERS = 0x14;

  /** Takes the stream, in pieces. */
  @FunctionalInterface
  public interface Pieces {
    /** The next piece. */
    void piece(Bytes inner) throws ProtocolException;
  }

  private final int recordBytes;
  private final byte[] header = new byte[HEADER_BYTES];
  private int headerBytes;
  private int left;
  private boolean skipping;
  private boolean recordSeen;
  private boolean changeSent;
  private Bytes unread = Bytes.EMPTY;

  private Records(int recordBytes, boolean changeSent) {
    this.recordBytes = recordBytes;
    this.changeSent = changeSent;
  }

  /** The client's end. */
  public static Records ofClient() {
    return ofClient(CLIENT_RECORD_BYTES);
  }

  /**
   * The end of a client that puts so much into one record.
   *
   * @param recordBytes 1 to 16,384
   */
  public static Records ofClient(int recordBytes) {
    return new Records(recordBytes, false);
  }

  /** The server's end. */
  public static Records ofServer() {
    return new Records(SERVER_RECORD_BYTES, true);
  }

  /**
   * Takes a piece of what the peer sends, cut anywhere.
   *
   * @throws ProtocolException FAKE_TLS_RECORD
   */
  public void read(Bytes wire, Pieces to) throws ProtocolException {
    int at = 0;
    while (at < wire.size()) {
      if (left == 0) {
        header[headerBytes] = wire.at(at);
        headerBytes++;
        at++;
        if (headerBytes == HEADER_BYTES) {
          headerBytes = 0;
          begin(wire.from(at));
        }
        continue;
      }
      int taken = Math.min(left, wire.size() - at);
      if (!skipping) {
        to.piece(wire.slice(at, at + taken));
      }
      left -= taken;
      at += taken;
    }
  }

  private void begin(Bytes behind) throws ProtocolException {
    int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
    boolean version = header[1] == 3 && header[2] == 3;
    skipping = header[0] == CHANGE_OF_CIPHERS && length == 1 && !recordSeen;
    if (!version || length > BYTES_MAX || (header[0] != APPLICATION_DATA && !skipping)) {
      unread = Bytes.concat(Bytes.copyOf(header), behind);
      throw new ProtocolException(Malformed.FAKE_TLS_RECORD);
    }
    recordSeen = true;
    left = length;
  }

  /** What {@link #read} was broken by, with everything behind it. */
  public Bytes unread() {
    return unread;
  }

  /** Whether the peer's last record is whole. */
  public boolean isBetweenRecords() {
    return left == 0 && headerBytes == 0;
  }

  /** The next part of the stream in as many records as it takes. */
  public Bytes wrap(Bytes inner) {
    int change = changeSent ? 0 : CHANGE_CIPHER.size();
    int records = (inner.size() + recordBytes - 1) / recordBytes;
    byte[] wire = new byte[change + inner.size() + records * HEADER_BYTES];
    if (change > 0) {
      CHANGE_CIPHER.copyTo(wire, 0);
      changeSent = true;
    }
    int to = change;
    for (int at = 0; at < inner.size(); at += recordBytes) {
      int size = Math.min(recordBytes, inner.size() - at);
      wire[to] = APPLICATION_DATA;
      wire[to + 1] = 3;
      wire[to + 2] = 3;
      wire[to + 3] = (byte) (size >> 8);
      wire[to + 4] = (byte) size;
      inner.slice(at, at + size).copyTo(wire, to + HEADER_BYTES);
      to += HEADER_BYTES + size;
    }
    return Bytes.wrap(wire);
  }
}
