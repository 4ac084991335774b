package io.mtlab.mtproto.rpc;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.api.InitConnection;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The client's end of RPC: methods in, bodies for the session out; answers in, objects out. Until
 * the first success each call tells the server the layer and the client.
 */
public final class Caller {
  private final AppInfo app;
  private final SequencedMap<Long, TlMethod<?>> unanswered = new LinkedHashMap<>();
  private long calls;
  private boolean introduced;

  /** What became of a call. */
  public sealed interface Outcome {
    /** The method's answer. */
    record Answered(TlObject answer) implements Outcome {}

    /** The server's {@code rpc_error}, or a fault in its answer as an error of its own. */
    record Refused(RpcError error) implements Outcome {}
  }

  /** A call as the session sends it. */
  public record Call(long query, Bytes body) {}

  /** A client that has not introduced itself. */
  public Caller(AppInfo app) {
    this.app = app;
  }

  /** The body of a call, and the number under which its answer will come. */
  public Call call(TlMethod<?> method) {
    long query = ++calls;
    unanswered.put(query, method);
    return new Call(query, body(method));
  }

  private Bytes body(TlMethod<?> method) {
    return TlObjects.toBytes(introduced ? method : introducing(method));
  }

  private <R extends TlObject> TlMethod<R> introducing(TlMethod<R> method) {
    TlMethod<R> inner =
        InitConnection.builder(method)
            .apiId(app.apiId())
            .deviceModel(app.deviceModel())
            .systemVersion(app.systemVersion())
            .appVersion(app.appVersion())
            .systemLangCode(app.languageCode())
            .langPack("")
            .langCode(app.languageCode())
            .build();
    return new InvokeWithLayer<>(app.layer(), inner);
  }

  /** All unanswered calls once more: the key is new, and the server has to be told who this is. */
  public List<Call> callAgain() {
    introduced = false;
    return unanswered.entrySet().stream()
        .map(call -> new Call(call.getKey(), body(call.getValue())))
        .toList();
  }

  /**
   * What the answer to a call says.
   *
   * @throws ProtocolException {@link Malformed#UNKNOWN_CONSTRUCTOR} and its like: the call is over,
   *     its answer cannot be understood
   */
  public Outcome answered(long query, Bytes result) throws ProtocolException {
    TlMethod<?> method = unanswered.remove(query);
    if (method == null) {
      throw new IllegalStateException("an answer to a query that was not called: " + query);
    }
    TlReader from = new TlReader(result);
    if (from.peekInt32() == io.mtlab.mtproto.tl.service.RpcError.ID
        && TlObjects.read(from) instanceof io.mtlab.mtproto.tl.service.RpcError error) {
      return new Outcome.Refused(new RpcError(error.errorCode(), error.errorMessage()));
    }
    TlObject answer = method.readAnswer(from);
    from.end();
    introduced = true;
    return new Outcome.Answered(answer);
  }

  /** A call that will have no answer. */
  public void dropped(long query) {
    unanswered.remove(query);
  }
}
