package io.mtlab.conformance.vectors.session;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.server.ServerSalts;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import io.mtlab.mtproto.tl.service.BadServerSalt;
import io.mtlab.mtproto.tl.service.HttpWait;
import io.mtlab.mtproto.tl.service.MsgsAck;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code ServerMsgIdTest}: messages reach a server one after the other; each has its reply. */
public final class ServerMessageIdVectors implements VectorTest {
  private static final long PERIODS_BEFORE = 6;

  @Override
  public void run(Vector vector) throws Refused, Mismatch {
    long now = vector.int64("serverTime") * Time.SECOND;
    // the salt before the current one ended 600 s ago
    long since = now - 600 * Time.SECOND - PERIODS_BEFORE * ServerSalts.PERIOD;
    Gate gate = new Gate(0x1234, since, now);
    JsonNode messages = vector.json("messages");
    JsonNode replies = vector.json("replies");
    Set<Long> refused = new LinkedHashSet<>(); // without those that were accepted after all
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      int executed = gate.executed().size();
      long salt = salt(message.get("salt").asString(), gate.salts(), now);
      long id = Long.parseLong(message.get("msgId").asString());
      Bytes body = body(message.get("kind").asString());
      gate.put(salt, new Message(id, message.get("seqNo").asInt(), body));
      int code = code(gate.takeSaid());
      boolean ran = gate.executed().size() > executed;
      check(replies.get(i), code, ran && code != 0);
      if (code == 0) {
        refused.remove(id);
      } else {
        refused.add(id);
      }
    }
    if (!refused.isEmpty()) {
      throw new Refused("messages " + refused);
    }
  }

  private static void check(JsonNode reply, int code, boolean ranThoughRefused) throws Mismatch {
    String kind = reply.get("reply").asString();
    boolean fits =
        switch (kind) {
          case "ok", "duplicate" -> code == 0;
          case "any" -> true;
          default -> contains(reply.get("codes"), code);
        };
    if (!fits || ranThoughRefused) {
      throw new Mismatch("reply", reply.toString(), "error_code " + code);
    }
  }

  private static boolean contains(JsonNode codes, int code) {
    for (JsonNode one : codes) {
      if (one.asInt() == code) {
        return true;
      }
    }
    return false;
  }

  private static int code(List<TlObject> said) {
    for (TlObject object : said) {
      if (object instanceof BadMsgNotification bad) {
        return bad.errorCode();
      }
      if (object instanceof BadServerSalt bad) {
        return bad.errorCode();
      }
    }
    return 0;
  }

  private static long salt(String name, ServerSalts salts, long now) {
    return switch (name) {
      case "cur" -> salts.current(now);
      case "prev" -> salts.current(now - ServerSalts.PERIOD);
      case "next" -> salts.current(now + ServerSalts.PERIOD);
      case "expired" -> salts.current(now - 5 * ServerSalts.PERIOD);
      case "zero" -> 0;
      case "bad" -> ~salts.current(now);
      default -> throw new IllegalArgumentException("salt " + name);
    };
  }

  private static Bytes body(String kind) {
    return switch (kind) {
      case "query" -> TlObjects.toBytes(new HelpGetConfig());
      case "msgs_ack" -> TlObjects.toBytes(new MsgsAck(List.of()));
      case "http_wait" -> TlObjects.toBytes(new HttpWait(0, 0, 0));
      case "msg_container" -> Container.of(List.of());
      default -> throw new IllegalArgumentException("kind " + kind);
    };
  }
}
