package io.mtlab.mtproto.session;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.service.GzipPacked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * {@code gzip_packed#3072cfa1}: an object that was compressed. Both the gzip and the zlib header
 * are read, since both are found in the field.
 *
 * @see <a href="https://core.telegram.org/mtproto/service_messages">gzip_packed</a>
 */
public final class Gzip {
  /** The most bytes that a packed object may unpack to. */
  public static final int UNPACKED_MAX = 10 << 20;

  /** Objects of at most 255 bytes gain nothing (L-018). */
  public static final int PACKED_FROM = 256;

  private static final int GZIP_MAGIC = 0x8b1f;

  private Gzip() {}

  /** The packed object if that is smaller, else the object itself. */
  public static Bytes packIfSmaller(Bytes object) {
    if (object.size() < PACKED_FROM) {
      return object;
    }
    Bytes packed = pack(object);
    return packed.size() < object.size() ? packed : object;
  }

  /** The object as a gzip_packed. */
  public static Bytes pack(Bytes object) {
    ByteArrayOutputStream to = new ByteArrayOutputStream(object.size() / 2);
    try (GZIPOutputStream gzip = new Quickly(to)) {
      gzip.write(object.sharedArray(), object.sharedOffset(), object.size());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return TlObjects.toBytes(new GzipPacked(Bytes.wrap(to.toByteArray())));
  }

  /** A page of messages takes a third of the time that it takes otherwise, and 8% more bytes. */
  private static final class Quickly extends GZIPOutputStream {
    Quickly(OutputStream to) throws IOException {
      super(to);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /**
   * What a gzip_packed holds: a multiple of 4 bytes, 4 at least.
   *
   * @throws ProtocolException {@link Malformed#GZIP}
   */
  public static Bytes unpack(Bytes body) throws ProtocolException {
    Bytes object = inflate(Services.read(body, GzipPacked.class).packedData());
    if (object.size() < 4 || (object.size() & 3) != 0 || Container.isPacked(object)) {
      throw new ProtocolException(Malformed.GZIP);
    }
    return object;
  }

  private static Bytes inflate(Bytes packed) throws ProtocolException {
    var from = new ByteArrayInputStream(packed.sharedArray(), packed.sharedOffset(), packed.size());
    boolean gzip =
        packed.size() >= 2 && ((packed.at(0) & 0xff) | ((packed.at(1) & 0xff) << 8)) == GZIP_MAGIC;
    try (InputStream inflated = gzip ? new GZIPInputStream(from) : new InflaterInputStream(from)) {
      byte[] object = inflated.readNBytes(UNPACKED_MAX + 1);
      if (object.length > UNPACKED_MAX) {
        throw new ProtocolException(Malformed.GZIP);
      }
      return Bytes.wrap(object);
    } catch (IOException broken) {
      throw new ProtocolException(Malformed.GZIP);
    }
  }
}
