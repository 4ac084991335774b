package io.mtlab.simulator.dissect;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.handshake.PlainMessage;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.api.InitConnection;
import io.mtlab.mtproto.tl.api.InvokeAfterMsg;
import io.mtlab.mtproto.tl.api.InvokeAfterMsgs;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.api.InvokeWithoutUpdates;
import io.mtlab.mtproto.tl.service.RpcResult;
import io.mtlab.mtproto.transport.UnitContent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is in a frame, as far as the keys go: constructors, never values. One thread at a time.
 */
public final class Dissector {
  private static final int NAMES_MAX = 8;
  private static final int NESTED_MAX = 8;

  /** Number and req_msg_id, in bytes. */
  private static final int RPC_RESULT_HEADER_BYTES = 12;

  private final KeyRing keys;
  private final MessageCipher cipher;

  /**
   * Opens what these keys open.
   *
   * @param cipher of the same kind as the clients use; this object's alone
   */
  public Dissector(KeyRing keys, MessageCipher cipher) {
    this.keys = keys;
    this.cipher = cipher;
  }

  /** Opens nothing: it understands what is sent without a key. */
  public static Dissector withoutKeys() {
    return new Dissector(new KeyRing(), new FoldCipher());
  }

  /**
   * Whether a message is of one of these kinds, or holds one that is: in a container, as the result
   * of a call, packed, or in a wrapper. One that cannot be read is of no kind.
   */
  public boolean holds(Bytes payload, Direction direction, MessageKinds kinds) {
    Bytes body = readable(payload, direction);
    return body != null && holds(body, kinds, 0);
  }

  /** The same of each message, where there are several in a container. */
  public boolean holdsOnly(Bytes payload, Direction direction, MessageKinds kinds) {
    Bytes body = readable(payload, direction);
    if (body == null || !Container.is(body)) {
      return body != null && holds(body, kinds, 0);
    }
    try {
      return Container.read(body, Long.MAX_VALUE).stream()
          .allMatch(message -> holds(message.body(), kinds, 1));
    } catch (ProtocolException broken) {
      return false;
    }
  }

  /** What a unit of a connection is. */
  public String unit(UnitContent content, Direction direction) {
    return switch (content) {
      case UnitContent.Message(Bytes payload, boolean wantsAck) ->
          message(payload, direction) + (wantsAck ? ", asks for a quick ack" : "");
      case UnitContent.QuickAck _ -> "quick ack";
      case UnitContent.Refusal(int code) -> "transport error " + code;
      case UnitContent.Nothing _ -> "no message";
    };
  }

  /** What a message is, under a key or without one. */
  public String message(Bytes payload, Direction direction) {
    if (payload.size() < Long.BYTES) {
      return "no message";
    }
    try {
      Bytes body = body(payload, direction);
      return body == null
          ? "encrypted, key " + HexFormat.of().toHexDigits(Long.reverseBytes(payload.int64(0)))
          : name(body, 0);
    } catch (ProtocolException broken) {
      return "broken: " + broken.fault();
    }
  }

  /** The body of a message; null if it cannot be read. */
  private @Nullable Bytes readable(Bytes payload, Direction direction) {
    if (payload.size() < Long.BYTES) {
      return null;
    }
    try {
      return body(payload, direction);
    } catch (ProtocolException broken) {
      return null;
    }
  }

  /** The body of a message; null if its key is not known. */
  private @Nullable Bytes body(Bytes payload, Direction direction) throws ProtocolException {
    long id = payload.int64(0);
    if (id == 0) {
      return PlainMessage.read(payload).body();
    }
    AuthKey key = keys.find(id);
    return key == null ? null : Envelope.open(key, direction, payload, cipher).message().body();
  }

  private static boolean holds(Bytes body, MessageKinds kinds, int depth) {
    if (body.size() < Integer.BYTES || depth > NESTED_MAX) {
      return false;
    }
    if (kinds.has(body.int32(0))) {
      return true;
    }
    try {
      return inside(body).stream().anyMatch(inner -> holds(inner, kinds, depth + 1));
    } catch (ProtocolException broken) {
      return false;
    }
  }

  private static List<Bytes> inside(Bytes body) throws ProtocolException {
    if (Container.is(body)) {
      return Container.read(body, Long.MAX_VALUE).stream().map(Message::body).toList();
    }
    if (Container.isPacked(body)) {
      return List.of(Gzip.unpack(body));
    }
    return switch (body.int32(0)) {
      case RpcResult.ID ->
          body.size() > RPC_RESULT_HEADER_BYTES
              ? List.of(body.from(RPC_RESULT_HEADER_BYTES))
              : List.of();
      case InvokeWithLayer.ID,
          InitConnection.ID,
          InvokeWithoutUpdates.ID,
          InvokeAfterMsg.ID,
          InvokeAfterMsgs.ID -> {
        TlMethod<?> inner = wrapped(TlObjects.read(new TlReader(body)));
        yield inner == null ? List.of() : List.of(TlObjects.toBytes(inner));
      }
      default -> List.of();
    };
  }

  private static String name(Bytes body, int depth) {
    if (body.size() < Integer.BYTES || depth > NESTED_MAX) {
      return "...";
    }
    int id = body.int32(0);
    try {
      if (Container.is(body)) {
        return container(Container.read(body, Long.MAX_VALUE), depth);
      }
      if (Container.isPacked(body)) {
        return "gzip_packed(" + name(Gzip.unpack(body), depth + 1) + ")";
      }
      if (id == RpcResult.ID && body.size() > RPC_RESULT_HEADER_BYTES) {
        return "rpc_result(" + name(body.from(RPC_RESULT_HEADER_BYTES), depth + 1) + ")";
      }
      if (id == MessageKinds.VECTOR_ID) {
        return "vector";
      }
      TlObject object = TlObjects.read(new TlReader(body));
      TlMethod<?> inner = wrapped(object);
      String name = object.toString().replaceFirst("#.*", "");
      return inner == null ? name : name + "(" + name(TlObjects.toBytes(inner), depth + 1) + ")";
    } catch (ProtocolException unknown) {
      return "#" + HexFormat.of().toHexDigits(id);
    }
  }

  private static String container(List<Message> messages, int depth) {
    List<String> names = new ArrayList<>();
    for (Message message : messages) {
      if (names.size() == NAMES_MAX) {
        names.add((messages.size() - NAMES_MAX) + " more");
        break;
      }
      names.add(name(message.body(), depth + 1));
    }
    return "msg_container(" + String.join(", ", names) + ")";
  }

  private static @Nullable TlMethod<?> wrapped(TlObject object) {
    return switch (object) {
      case InvokeWithLayer<?> call -> call.query();
      case InitConnection<?> call -> call.query();
      case InvokeWithoutUpdates<?> call -> call.query();
      case InvokeAfterMsg<?> call -> call.query();
      case InvokeAfterMsgs<?> call -> call.query();
      default -> null;
    };
  }
}
