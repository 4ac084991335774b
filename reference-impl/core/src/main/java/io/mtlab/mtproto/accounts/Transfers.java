package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.store.NewAccount;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.TlWriter;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Authorizations on their way from one data centre to another: what the account is, for which data
 * centre and until when, with an HMAC-SHA256 under a secret that the servers share. Each is good
 * once.
 *
 * @see <a href="https://core.telegram.org/api/datacenter">working with different data centers</a>
 */
public final class Transfers {
  /** How long an exported authorization may be imported. */
  static final long LIFE = 5 * Time.MINUTE;

  /** So many that were imported are remembered until they would have ended. */
  private static final int USED_MAX = 1 << 16;

  private static final int BLOCK = 64;
  private static final int OUTER = 0x5c;
  private static final int INNER = 0x36;
  private static final int EXPORTED_MAX = 1024;

  private static final int SECRET_MIN = 16;

  private final Sha sha = new Sha();
  private final boolean trusted;
  private final int thisDc;
  private final byte[] outer;
  private final byte[] inner;
  private final LinkedHashMap<Bytes, Long> used =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Long> eldest) {
          return size() > USED_MAX;
        }
      };

  /**
   * Of one data centre.
   *
   * @param secret the same at all data centres that trust each other, 16 bytes at least; a shorter
   *     one trusts nobody
   */
  public Transfers(int thisDc, Bytes secret) {
    this.thisDc = thisDc;
    this.trusted = secret.size() >= SECRET_MIN;
    byte[] key = secret.size() > BLOCK ? sha.sha256(secret.toArray()) : secret.toArray();
    this.outer = padded(key, OUTER);
    this.inner = padded(key, INNER);
  }

  private static byte[] padded(byte[] key, int with) {
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = (byte) ((i < key.length ? key[i] : 0) ^ with);
    }
    return block;
  }

  /** Whether there is a secret to vouch with. */
  boolean isTrusted() {
    return trusted;
  }

  /** The bytes that let this account in at another data centre. */
  Bytes export(StoredAccount account, int toDc, long nonce, long now) {
    TlWriter to = new TlWriter(128);
    to.int64(nonce);
    to.int32(toDc);
    to.int64(now + LIFE);
    to.int64(account.id());
    to.int64(account.account().accessHash());
    to.string(account.account().phone());
    to.string(account.account().botToken());
    to.string(account.account().firstName());
    to.string(account.account().lastName());
    byte[] what = to.toBytes().toArray();
    byte[] whole = new byte[Sha.SHA256_SIZE + what.length];
    System.arraycopy(mac(what), 0, whole, 0, Sha.SHA256_SIZE);
    System.arraycopy(what, 0, whole, Sha.SHA256_SIZE, what.length);
    return Bytes.wrap(whole);
  }

  /** The account that another data centre vouches for; null if it does not, or not any more. */
  @Nullable StoredAccount take(long userId, Bytes exported, long now) {
    if (!trusted || exported.size() <= Sha.SHA256_SIZE || exported.size() > EXPORTED_MAX) {
      return null;
    }
    Bytes given = exported.slice(0, Sha.SHA256_SIZE);
    byte[] what = exported.from(Sha.SHA256_SIZE).toArray();
    if (!MessageDigest.isEqual(mac(what), given.toArray()) || used.containsKey(given)) {
      return null;
    }
    try {
      TlReader from = new TlReader(Bytes.wrap(what));
      from.int64(); // makes each different
      boolean forUs = from.int32() == thisDc;
      boolean inTime = now < from.int64();
      long id = from.int64();
      long accessHash = from.int64();
      var account =
          new NewAccount(from.string(), from.string(), from.string(), from.string(), accessHash);
      from.end();
      if (!forUs || !inTime || id != userId) {
        return null;
      }
      used.put(given, now);
      return new StoredAccount(id, account);
    } catch (ProtocolException ours) {
      return null; // of a server with another layout
    }
  }

  private byte[] mac(byte[] what) {
    return sha.sha256(outer, sha.sha256(inner, what));
  }
}
