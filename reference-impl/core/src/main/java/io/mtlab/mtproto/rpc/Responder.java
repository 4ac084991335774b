package io.mtlab.mtproto.rpc;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.tl.RawQuery;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.api.AuthBindTempAuthKey;
import io.mtlab.mtproto.tl.api.InitConnection;
import io.mtlab.mtproto.tl.api.InvokeAfterMsg;
import io.mtlab.mtproto.tl.api.InvokeAfterMsgs;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.api.InvokeWithoutUpdates;
import io.mtlab.mtproto.tl.service.DestroyAuthKey;
import io.mtlab.mtproto.tl.service.GzipPacked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of RPC, one for each authorization key: takes the wrappers off a query, and
 * remembers the layer that the client named in them.
 *
 * @see <a href="https://core.telegram.org/api/invoking">invoking</a>
 */
public final class Responder {
  /** The oldest layer that clients in the field still speak. */
  public static final int LAYER_MIN = 100;

  /** Clients may be ahead of our schema by so many layers. */
  public static final int LAYERS_AHEAD = 50;

  /** The query is of no method that is known here. */
  public static final RpcError UNKNOWN_METHOD = new RpcError(400, "INPUT_METHOD_INVALID");

  private static final RpcError UNREADABLE = new RpcError(400, "INPUT_FETCH_ERROR");
  private static final RpcError NOT_UTF8 = new RpcError(400, "INPUT_STRING_NOT_UTF8");
  private static final RpcError NOT_INTRODUCED = new RpcError(400, "CONNECTION_NOT_INITED");
  private static final RpcError LAYER = new RpcError(400, "CONNECTION_LAYER_INVALID");

  /** Wrappers may stand in wrappers so deep; clients in the field use three. */
  private static final int WRAPPERS_MAX = 8;

  private final int ownLayer;
  private int layer;
  private boolean introduced;

  /** What is to be done with a query. */
  public sealed interface Verdict {
    /**
     * Execute it.
     *
     * @param withoutUpdates whether the session wants no updates
     * @param after the messages whose queries have to succeed before
     */
    record Execute(TlMethod<?> method, boolean withoutUpdates, List<Long> after)
        implements Verdict {}

    /** Answer with this error. */
    record Refuse(RpcError error) implements Verdict {}
  }

  /** For a key whose client has not introduced itself. */
  public Responder(int ownLayer) {
    this(ownLayer, 0);
  }

  /**
   * For a key that comes back from where it was kept.
   *
   * @param layer what its client named before; 0 if it has not introduced itself
   */
  public Responder(int ownLayer, int layer) {
    this.ownLayer = ownLayer;
    this.layer = layer;
    this.introduced = layer != 0;
  }

  /** What the client said under another key of its own counts here too. */
  public void adopt(Responder other) {
    if (other.layer != 0) {
      layer = other.layer;
      introduced |= other.introduced;
    }
  }

  /** The layer that the client named; 0 before. */
  public int layer() {
    return layer;
  }

  /** Takes the wrappers off the body of a query. */
  public Verdict received(Bytes body) {
    TlMethod<?> method;
    try {
      TlReader from = new TlReader(body);
      method = TlObjects.readQuery(from);
      from.end();
    } catch (ProtocolException unreadable) {
      return new Verdict.Refuse(
          unreadable.fault() == Malformed.STRING_NOT_UTF8 ? NOT_UTF8 : UNREADABLE);
    }
    List<Long> after = List.of();
    if (method instanceof InvokeAfterMsg<?> wrapper) {
      after = List.of(wrapper.msgId());
      method = wrapper.query();
    } else if (method instanceof InvokeAfterMsgs<?> wrapper) {
      after = wrapper.msgIds();
      method = wrapper.query();
    }
    boolean withoutUpdates = false;
    for (int depth = 0; depth < WRAPPERS_MAX; depth++) {
      switch (method) {
        case InvokeWithLayer<?> wrapper -> {
          if (wrapper.layer() < LAYER_MIN || wrapper.layer() > ownLayer + LAYERS_AHEAD) {
            return new Verdict.Refuse(LAYER);
          }
          layer = wrapper.layer();
          method = wrapper.query();
        }
        case InitConnection<?> wrapper -> {
          introduced = true;
          method = wrapper.query();
        }
        case InvokeWithoutUpdates<?> wrapper -> {
          withoutUpdates = true;
          method = wrapper.query();
        }
        case InvokeAfterMsg<?> _, InvokeAfterMsgs<?> _ -> {
          return new Verdict.Refuse(UNREADABLE); // only the outermost wrapper may be one
        }
        case RawQuery raw -> {
          TlMethod<?> unpacked = unpacked(raw);
          if (unpacked == null) {
            return new Verdict.Refuse(UNKNOWN_METHOD);
          }
          method = unpacked;
        }
        default -> {
          return (introduced && layer != 0) || isAboutKeys(method)
              ? new Verdict.Execute(method, withoutUpdates, after)
              : new Verdict.Refuse(NOT_INTRODUCED);
        }
      }
    }
    return new Verdict.Refuse(UNREADABLE);
  }

  /** Keys are bound and destroyed by clients that may have nothing else to say. */
  private static boolean isAboutKeys(TlMethod<?> method) {
    return method instanceof AuthBindTempAuthKey || method instanceof DestroyAuthKey;
  }

  /** A query may also be packed inside its wrappers (L-016). */
  private static @Nullable TlMethod<?> unpacked(RawQuery raw) {
    if (raw.constructorId() != GzipPacked.ID) {
      return null;
    }
    try {
      TlReader from = new TlReader(Gzip.unpack(raw.body()));
      TlMethod<?> method = TlObjects.readQuery(from);
      from.end();
      return method;
    } catch (ProtocolException unreadable) {
      return null;
    }
  }
}
