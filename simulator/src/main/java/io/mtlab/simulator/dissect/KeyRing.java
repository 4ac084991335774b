package io.mtlab.simulator.dissect;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The authorization keys that were used, permanent and temporary. Many threads may add some. */
public final class KeyRing {
  private final ConcurrentNavigableMap<Long, AuthKey> keys = new ConcurrentSkipListMap<>();

  /** The same cipher, whose keys are kept here from their first use on. */
  public MessageCipher noting(MessageCipher cipher) {
    return new Noting(cipher);
  }

  /** The key of this id, as it is read from the wire. */
  @Nullable AuthKey find(long id) {
    return keys.get(id);
  }

  /** All of them, in the order of their ids. */
  public List<AuthKey> all() {
    return List.copyOf(keys.values());
  }

  private void note(AuthKey key) {
    keys.putIfAbsent(key.id(), key);
  }

  private final class Noting implements MessageCipher {
    private final MessageCipher inner;

    Noting(MessageCipher inner) {
      this.inner = inner;
    }

    @Override
    public Bytes seal(AuthKey key, Direction direction, byte[] plain) {
      note(key);
      return inner.seal(key, direction, plain);
    }

    @Override
    public Bytes sealPadded(AuthKey key, Direction direction, byte[] padded) {
      note(key);
      return inner.sealPadded(key, direction, padded);
    }

    @Override
    public byte[] open(AuthKey key, Direction direction, Bytes frame) throws ProtocolException {
      note(key);
      return inner.open(key, direction, frame);
    }

    @Override
    public int quickAckToken() {
      return inner.quickAckToken();
    }
  }
}
