package io.mtlab.mtproto.tl;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * The query inside a wrapper ({@code !X}) that was read: kept as it is, since it may be packed, of
 * another layer, or of a number that nobody knows. Whoever executes queries takes one wrapper off
 * after the other, so that their number is bounded without recursion.
 *
 * @param body the number and all that follows, at least 4 bytes
 */
public record RawQuery(Bytes body) implements TlMethod<TlObject> {
  /** Refuses a body without a number. */
  public RawQuery {
    if (body.size() < 4) {
      throw new IllegalArgumentException("a query of " + body.size() + " bytes");
    }
  }

  @Override
  public int constructorId() {
    return body.int32(0);
  }

  @Override
  public void write(TlWriter writer) {
    writer.raw(body);
  }

  @Override
  public TlObject readAnswer(TlReader reader) throws ProtocolException {
    return TlObjects.read(reader);
  }

  /** The number only: queries may be secret. */
  @Override
  public String toString() {
    return "RawQuery#%08x".formatted(constructorId());
  }
}
