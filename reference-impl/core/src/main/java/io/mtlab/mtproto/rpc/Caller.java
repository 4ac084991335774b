package io.mtlab.mtproto.rpc;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.api.InitConnection;
import io.mtlab.mtproto.tl.api.InvokeAfterMsg;
import io.mtlab.mtproto.tl.api.InvokeAfterMsgs;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.api.UploadSaveBigFilePart;
import io.mtlab.mtproto.tl.api.UploadSaveFilePart;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The client's end of RPC: methods in, bodies for the session out; answers in, objects out. Until
 * the first success each call tells the server the layer and the client. A call that the
 * server fails at, or asks to put off for a while, is put again, a bounded number of times; calls
 * that follow others are put again when their turn was missed.
 *
 * @see ErrorReaction
 * @see <a href="https://core.telegram.org/api/invoking#sequential-requests">sequential requests</a>
 */
public final class Caller {
  /** So often a call is put again that the server fails at, after pauses that double. */
  public static final int SERVER_ERRORS_MAX = 5;

  /** The first of these pauses. */
  static final long SERVER_ERROR_PAUSE = Time.SECOND;

  /** A call is put off for so many seconds at most; whoever called decides about more. */
  public static final int WAIT_SECONDS_MAX = 60;

  /** So often a call that follows others is put again. */
  static final int REPAIRS_MAX = 32;

  /** So often a client introduces itself anew for one call. */
  private static final int INTRODUCTIONS_MAX = 3;

  private static final RpcError UNREADABLE = new RpcError(500, "ANSWER_UNREADABLE");

  private final AppInfo app;
  private final Out out;

  /** By number, so that a call stands behind those that it follows. */
  private final TreeMap<Long, OpenCall> open = new TreeMap<>();

  private long calls;
  private long nextPutAgain = Time.NEVER;
  private boolean introduced;

  /** Where calls go, and what becomes of them. */
  public interface Out {
    /** Send this call; the session asks for its {@link Caller#body} when it has a message id. */
    void send(long call);

    /** The server should be asked at once what became of this call. */
    void suspect(long call);

    /** The method's answer. */
    void answered(long call, TlObject answer);

    /** The call is over: the server's {@code rpc_error}, or an error that says what went wrong. */
    void refused(long call, RpcError error);

    /** Nobody is signed in any more. */
    void signedOut(RpcError why);

    /** The key must not be used any more. */
    void keyLost();
  }

  /** A client that has not introduced itself. */
  public Caller(AppInfo app, Out out) {
    this.app = app;
    this.out = out;
  }

  /**
   * Calls a method.
   *
   * @param after calls that have to succeed before the server executes this one; those that were
   *     answered already count for nothing
   * @return the number under which its answer will come
   */
  public long call(TlMethod<?> method, List<Long> after) {
    OpenCall call = new OpenCall(++calls, method);
    for (long earlier : after) {
      OpenCall before = open.get(earlier);
      if (before != null) {
        call.follows.add(before);
      }
    }
    open.put(call.number, call);
    send(call);
    return call.number;
  }

  /** Behind those that it follows: if one of them is not on its way, it waits here for that. */
  private void send(OpenCall call) {
    call.missed.clear();
    for (OpenCall earlier : call.follows) {
      if (earlier.held || earlier.putAgainAt != Time.NEVER) {
        call.missed.add(earlier);
      }
    }
    call.held = !call.missed.isEmpty();
    if (!call.held) {
      out.send(call.number);
    }
  }

  /** The body of a call that has got this message id. */
  public Bytes body(long number, long messageId) {
    OpenCall call = open.get(number);
    if (call == null) {
      throw new IllegalStateException("no such call: " + number);
    }
    call.messageId = messageId;
    TlMethod<?> method = introduced ? call.method : introducing(call.method);
    List<Long> after = call.chain();
    Bytes body =
        TlObjects.toBytes(
            switch (after.size()) {
              case 0 -> method;
              case 1 -> new InvokeAfterMsg<>(after.getFirst(), method);
              default -> new InvokeAfterMsgs<>(after, method);
            });
    for (OpenCall follower : followersOf(call)) {
      follower.missed.remove(call);
      release(follower);
    }
    return isFilePart(call.method) ? body : Gzip.packIfSmaller(body);
  }

  /** Files are packed already, as far as they can be (L-018). */
  private static boolean isFilePart(TlMethod<?> method) {
    return method instanceof UploadSaveFilePart || method instanceof UploadSaveBigFilePart;
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

  /** The server has to be told again who this is: with the next calls under another key. */
  public void introduceAgain() {
    introduced = false;
  }

  /** All unanswered calls once more: the key is new. Those that are put off come at their time. */
  public void callAgain() {
    introduced = false;
    for (OpenCall call : List.copyOf(open.values())) {
      call.messageId = 0;
      if (call.putAgainAt == Time.NEVER) {
        send(call);
      }
    }
  }

  /** The answer to a call came. */
  public void answered(long number, Bytes result, long now) {
    OpenCall call = open.get(number);
    if (call == null) {
      throw new IllegalStateException("an answer to a query that was not called: " + number);
    }
    call.messageId = 0;
    try {
      TlReader from = new TlReader(result);
      if (from.peekInt32() == io.mtlab.mtproto.tl.service.RpcError.ID
          && TlObjects.read(from) instanceof io.mtlab.mtproto.tl.service.RpcError error) {
        refused(call, new RpcError(error.errorCode(), error.errorMessage()), now);
        return;
      }
      TlObject answer = call.method.readAnswer(from);
      from.end();
      succeeded(call, answer);
    } catch (ProtocolException unreadable) {
      end(call, UNREADABLE);
    }
  }

  private void succeeded(OpenCall call, TlObject answer) {
    introduced = true;
    open.remove(call.number);
    out.answered(call.number, answer);
    for (OpenCall follower : followersOf(call)) {
      follower.follows.remove(call);
      follower.missed.remove(call);
      release(follower);
    }
  }

  /** Texts decide for calls that follow others: the code differs from server to server. */
  private void refused(OpenCall call, RpcError error, long now) {
    boolean timeout = error.text().equals(InvokeAfter.TIMEOUT.text());
    if ((timeout || error.text().equals(InvokeAfter.FAILED.text())) && call.isChained()) {
      missedItsTurn(call, error, timeout);
      return;
    }
    switch (ErrorReaction.to(error)) {
      case ErrorReaction.Wait(int seconds) when seconds <= WAIT_SECONDS_MAX ->
          putOff(call, now + seconds * Time.SECOND);
      case ErrorReaction.RetryLater() when call.serverErrors < SERVER_ERRORS_MAX ->
          putOff(call, now + (SERVER_ERROR_PAUSE << call.serverErrors++));
      case ErrorReaction.Introduce() when call.introductions < INTRODUCTIONS_MAX -> {
        call.introductions++;
        introduced = false;
        send(call);
      }
      case ErrorReaction.SignInAgain() -> {
        out.signedOut(error);
        end(call, error);
      }
      case ErrorReaction.MakeAnotherKey() -> {
        end(call, error);
        out.keyLost();
      }
      default -> end(call, error);
    }
  }

  /**
   * A call came before those that it follows, or behind one that was refused. It is put again when
   * each of those has been answered or put again itself, and then chained to its new id.
   */
  private void missedItsTurn(OpenCall call, RpcError error, boolean timeout) {
    if (call.failedBefore || ++call.repairs > REPAIRS_MAX) {
      end(call, error);
      return;
    }
    call.missed.clear();
    call.missed.addAll(call.notSentSince());
    call.held = true;
    if (timeout) {
      for (OpenCall earlier : call.missed) {
        if (earlier.messageId != 0) {
          out.suspect(earlier.number);
        }
      }
    }
    release(call);
  }

  private void release(OpenCall call) {
    if (call.held && call.missed.isEmpty()) {
      send(call);
    }
  }

  /** A call that will have no other answer; what follows it will not be executed either. */
  private void end(OpenCall call, RpcError error) {
    open.remove(call.number);
    out.refused(call.number, error);
    for (OpenCall follower : followersOf(call)) {
      follower.follows.remove(call);
      follower.failedBefore = true;
      if (follower.held) {
        end(follower, InvokeAfter.FAILED);
      }
    }
  }

  private List<OpenCall> followersOf(OpenCall call) {
    if (open.isEmpty() || open.lastKey() <= call.number) {
      return List.of();
    }
    List<OpenCall> followers = new ArrayList<>(1);
    for (OpenCall later : open.tailMap(call.number, false).values()) {
      if (later.follows.contains(call)) {
        followers.add(later);
      }
    }
    return followers;
  }

  private void putOff(OpenCall call, long until) {
    call.putAgainAt = until;
    nextPutAgain = Math.min(nextPutAgain, until);
  }

  /** The session gave a call up. */
  public void dropped(long number, RpcError error) {
    OpenCall call = open.get(number);
    if (call != null) {
      end(call, error);
    }
  }

  /** When {@link #wake} is wanted. */
  public long nextWake() {
    return nextPutAgain;
  }

  /** Puts again what was put off until now. */
  public void wake(long now) {
    if (nextPutAgain > now) {
      return;
    }
    nextPutAgain = Time.NEVER;
    for (OpenCall call : List.copyOf(open.values())) {
      if (call.putAgainAt <= now) {
        call.putAgainAt = Time.NEVER;
        send(call);
      }
      nextPutAgain = Math.min(nextPutAgain, call.putAgainAt);
    }
  }
}
