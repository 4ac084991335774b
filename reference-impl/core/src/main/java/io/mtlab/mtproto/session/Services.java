package io.mtlab.mtproto.session;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.MsgCopy;
import io.mtlab.mtproto.tl.service.MsgsAck;
import java.util.List;

/** What both ends do alike with service messages. */
public final class Services {
  private Services() {}

  /** A service message of which the number is known already. */
  public static <T extends TlObject> T read(Bytes body, Class<T> type) throws ProtocolException {
    TlReader from = new TlReader(body);
    TlObject object = TlObjects.read(from);
    from.end();
    return type.cast(object);
  }

  public static Bytes msgsAck(List<Long> ids) {
    return TlObjects.toBytes(new MsgsAck(ids));
  }

  /** Ids of a message that may name so many, but not more. */
  public static List<Long> bounded(List<Long> ids) throws ProtocolException {
    if (ids.size() > Acks.IDS_MAX) {
      throw new ProtocolException(PeerMisbehaved.FLOOD);
    }
    return ids;
  }

  /** The message inside a msg_copy, which is older than the copy and no container. */
  public static Message original(Bytes body, long copyId) throws ProtocolException {
    var inside = read(body, MsgCopy.class).origMessage();
    if (inside.msgId() >= copyId || Container.is(inside.body())) {
      throw new ProtocolException(Malformed.CONTAINER);
    }
    return new Message(inside.msgId(), inside.seqno(), inside.body());
  }

  /** Unix time in whole seconds, as TL has it. */
  public static int seconds(long time) {
    return (int) (time / Time.SECOND);
  }
}
