package io.mtlab.mtproto.rpc;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.tl.RawQuery;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.AuthBindTempAuthKey;
import io.mtlab.mtproto.tl.api.InitConnection;
import io.mtlab.mtproto.tl.api.InvokeAfterMsg;
import io.mtlab.mtproto.tl.api.InvokeAfterMsgs;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.api.InvokeWithoutUpdates;
import io.mtlab.mtproto.tl.layers.ApiLayer;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.tl.service.DestroyAuthKey;
import io.mtlab.mtproto.tl.service.GzipPacked;
import java.util.List;

/**
 * The server's end of RPC, one for each authorization key: takes the wrappers off a query, and
 * remembers the layer that the client named in them.
 *
 * @see <a href="https://core.telegram.org/api/invoking">invoking</a>
 */
public final class Responder {
  /** The query is of no method that is known here. */
  public static final RpcError UNKNOWN_METHOD = new RpcError(400, "INPUT_METHOD_INVALID");

  /** The answer says what the client's layer has no words for. */
  public static final RpcError NO_WORDS = new RpcError(500, "ANSWER_NOT_IN_LAYER");

  private static final RpcError UNREADABLE = new RpcError(400, "INPUT_FETCH_ERROR");
  private static final RpcError NOT_UTF8 = new RpcError(400, "INPUT_STRING_NOT_UTF8");
  private static final RpcError NOT_INTRODUCED = new RpcError(400, "CONNECTION_NOT_INITED");
  private static final RpcError LAYER = new RpcError(400, "CONNECTION_LAYER_INVALID");

  /** Wrappers may stand in wrappers so deep; clients in the field use three. */
  private static final int WRAPPERS_MAX = 8;

  private final Layers layers;
  private ApiLayer spoken;
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
  public Responder(Layers layers) {
    this(layers, 0);
  }

  /**
   * For a key that comes back from where it was kept.
   *
   * @param layer what its client named before; 0 if it has not introduced itself
   */
  public Responder(Layers layers, int layer) {
    this.layers = layers;
    ApiLayer named = layers.of(layer);
    this.spoken = named == null ? layers.ours() : named;
    this.layer = named == null ? 0 : layer;
    this.introduced = named != null;
  }

  /** What the client said under another key of its own counts here too. */
  public void adopt(Responder other) {
    if (other.layer != 0) {
      spoken = other.spoken;
      layer = other.layer;
      introduced |= other.introduced;
    }
  }

  /** The layer that the client named; 0 before. */
  public int layer() {
    return layer;
  }

  /** What the client speaks: its layer, or ours before it named one. */
  public ApiLayer spoken() {
    return spoken;
  }

  /**
   * Takes the wrappers off the body of a query. What they say of the client counts only if all of
   * it can be read.
   */
  public Verdict received(Bytes body) {
    Wrapped wrapped = new Wrapped(body);
    try {
      Verdict verdict = wrapped.verdict();
      if (wrapped.isWhole) {
        spoken = wrapped.speaks;
        layer = wrapped.named;
        introduced = wrapped.introduces;
      }
      return verdict;
    } catch (ProtocolException unreadable) {
      return new Verdict.Refuse(
          unreadable.fault() == Malformed.STRING_NOT_UTF8 ? NOT_UTF8 : UNREADABLE);
    }
  }

  /** A query that loses one wrapper after the other. */
  private final class Wrapped {
    private Bytes rest;
    private ApiLayer speaks = spoken;
    private int named = layer;
    private boolean introduces = introduced;
    private boolean withoutUpdates;
    private List<Long> after = List.of();
    private boolean isWhole;

    Wrapped(Bytes body) {
      this.rest = body;
    }

    Verdict verdict() throws ProtocolException {
      for (int depth = 0; depth <= WRAPPERS_MAX; depth++) {
        // A query may also be packed inside its wrappers (L-016).
        rest = isPacked(rest) ? Gzip.unpack(rest) : rest;
        if (rest.size() >= Integer.BYTES && !speaks.knows(rest.int32(0))) {
          isWhole = true;
          return new Verdict.Refuse(UNKNOWN_METHOD);
        }
        TlMethod<?> method = speaks.query(rest);
        if (method instanceof InvokeWithLayer<?> wrapper) {
          ApiLayer wanted = layers.of(wrapper.layer());
          if (wanted == null) {
            return new Verdict.Refuse(LAYER);
          }
          speaks = wanted;
          named = wrapper.layer();
          rest = inside(wrapper.query());
        } else if (!unwrap(method, depth == 0)) {
          isWhole = true;
          return (introduces && named != 0) || isAboutKeys(method)
              ? new Verdict.Execute(method, withoutUpdates, after)
              : new Verdict.Refuse(NOT_INTRODUCED);
        }
      }
      return new Verdict.Refuse(UNREADABLE);
    }

    /** Returns whether the method was a wrapper. */
    private boolean unwrap(TlMethod<?> method, boolean outermost) throws ProtocolException {
      switch (method) {
        case InitConnection<?> wrapper -> {
          introduces = true;
          rest = inside(wrapper.query());
        }
        case InvokeWithoutUpdates<?> wrapper -> {
          withoutUpdates = true;
          rest = inside(wrapper.query());
        }
        case InvokeAfterMsg<?> wrapper when outermost -> {
          after = List.of(wrapper.msgId());
          rest = inside(wrapper.query());
        }
        case InvokeAfterMsgs<?> wrapper when outermost -> {
          after = wrapper.msgIds();
          rest = inside(wrapper.query());
        }
        // only the outermost wrapper may be one
        case InvokeAfterMsg<?> _, InvokeAfterMsgs<?> _ ->
            throw new ProtocolException(Malformed.WRONG_TYPE);
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  private static Bytes inside(TlMethod<?> query) {
    return query instanceof RawQuery raw ? raw.body() : TlObjects.toBytes(query);
  }

  private static boolean isPacked(Bytes query) {
    return query.size() >= Integer.BYTES && query.int32(0) == GzipPacked.ID;
  }

  /** Keys are bound and destroyed by clients that may have nothing else to say. */
  private static boolean isAboutKeys(TlMethod<?> method) {
    return method instanceof AuthBindTempAuthKey || method instanceof DestroyAuthKey;
  }
}
