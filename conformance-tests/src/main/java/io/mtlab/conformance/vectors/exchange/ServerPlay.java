package io.mtlab.conformance.vectors.exchange;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.PlainMessage;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.tl.service.DhGenFail;
import io.mtlab.mtproto.tl.service.DhGenOk;
import io.mtlab.mtproto.tl.service.DhGenRetry;
import io.mtlab.mtproto.tl.service.ResPQ;
import io.mtlab.mtproto.tl.service.ServerDHParamsOk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A strict server that is asked, message by message. */
final class ServerPlay implements ServerHandshake.Out {
  final List<Bytes> answers = new ArrayList<>();
  final List<Agreed> agreed = new ArrayList<>();

  private final ServerHandshake server;
  private final Deque<ServerHandshake.Decision> decisions = new ArrayDeque<>();
  private final long now;

  ServerPlay(RsaPrivateKey key, int dc, DhGroup group, Entropy entropy, long now) {
    ServerHandshake.Settings settings =
        new ServerHandshake.Settings(List.of(key), dc, Rules.STRICT, group);
    this.now = now;
    server = new ServerHandshake(settings, entropy, this);
  }

  /** What becomes of the next key; without this, keys are kept. */
  void decides(ServerHandshake.Decision decision) {
    decisions.add(decision);
  }

  void hear(Bytes frame) throws ProtocolException {
    server.received(frame, now);
  }

  static String nameOf(Bytes frame) {
    return switch (frame.int32(PlainMessage.HEADER_BYTES)) {
      case ResPQ.ID -> "resPQ";
      case ServerDHParamsOk.ID -> "server_DH_params_ok";
      case DhGenOk.ID -> "dh_gen_ok";
      case DhGenRetry.ID -> "dh_gen_retry";
      case DhGenFail.ID -> "dh_gen_fail";
      default -> "another constructor";
    };
  }

  @Override
  public void send(Bytes frame) {
    answers.add(frame);
  }

  @Override
  public void agreed(Agreed key) {
    agreed.add(key);
    ServerHandshake.Decision decision =
        decisions.isEmpty() ? ServerHandshake.Decision.KEEP : decisions.removeFirst();
    server.decide(key.key().id(), decision, now);
  }

  @Override
  public void tolerated(Fault fault) {
    throw new IllegalStateException("strict rules tolerate nothing: " + fault.name());
  }
}
