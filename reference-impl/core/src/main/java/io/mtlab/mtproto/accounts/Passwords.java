package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.srp.SrpServer;
import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.store.StoredPassword;
import io.mtlab.mtproto.tl.api.InputCheckPasswordEmpty;
import io.mtlab.mtproto.tl.api.InputCheckPasswordSRP;
import io.mtlab.mtproto.tl.api.InputCheckPasswordSRPType;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of two-step verification share: who has given a right code and still owes the
 * password, the one attempt that each key may make with its srp_id, and how often a password was
 * wrong. All of it is bounded, and the oldest goes first.
 *
 * @see <a href="https://core.telegram.org/api/srp">api/srp</a>
 */
final class Passwords {
  /** Wrong passwords of one account in {@link #WRONG_WINDOW} before nobody may try any more. */
  static final int WRONG_MAX = 5;

  /** How long wrong passwords are remembered. */
  static final long WRONG_WINDOW = 10 * Time.MINUTE;

  /** How long a right code waits for its password, and an srp_id for its proof. */
  static final long LIFE = 10 * Time.MINUTE;

  /** Keys that wait, or try, at once. */
  static final int KEYS_MAX = 1 << 16;

  static final RpcError PASSWORD_HASH_INVALID = new RpcError(400, "PASSWORD_HASH_INVALID");
  static final RpcError SRP_ID_INVALID = new RpcError(400, "SRP_ID_INVALID");
  static final RpcError SRP_A_INVALID = new RpcError(400, "SRP_A_INVALID");
  static final RpcError SRP_PASSWORD_CHANGED = new RpcError(400, "SRP_PASSWORD_CHANGED");
  static final RpcError SESSION_PASSWORD_NEEDED = new RpcError(401, "SESSION_PASSWORD_NEEDED");

  private static final int SALT1_BYTES = 8;
  private static final int SALT2_BYTES = 16;

  private final DhGroup group = DhGroup.WELL_KNOWN;
  private final Entropy entropy;
  private final Bytes salt1;
  private final Bytes salt2;
  private final LinkedHashMap<Long, Waiting> waiting = new LinkedHashMap<>();
  private final LinkedHashMap<Long, Attempt> attempts = new LinkedHashMap<>();
  private final LinkedHashMap<Long, Wrong> wrong = new LinkedHashMap<>();

  /** A key whose owner has given a right code. */
  private record Waiting(long userId, long end) {}

  /** What a key may try once. */
  record Attempt(long srpId, SrpServer server, StoredPassword password, long end) {
    @Override
    public String toString() {
      return "Attempt[]";
    }
  }

  /** Wrong passwords of an account. */
  private record Wrong(int count, long end) {}

  Passwords(Entropy entropy) {
    this.entropy = entropy;
    this.salt1 = Bytes.wrap(entropy.bytes(SALT1_BYTES));
    this.salt2 = Bytes.wrap(entropy.bytes(SALT2_BYTES));
  }

  /** The group of all passwords here. */
  DhGroup group() {
    return group;
  }

  /** new_algo: with what a new password is to be salted. */
  PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow offered() {
    return algorithm(salt1, salt2);
  }

  PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow algorithm(
      Bytes first, Bytes second) {
    return new PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
        first, second, group.generator(), group.prime());
  }

  Bytes random(int size) {
    return Bytes.wrap(entropy.bytes(size));
  }

  /** A right code was given with this key; the password of this account is still owed. */
  void await(long authKeyId, long userId, long now) {
    makeRoom(waiting);
    waiting.put(authKeyId, new Waiting(userId, now + LIFE));
  }

  /** The account that a key is about: the one that it waits for, or has; 0 for none. */
  long userOf(Asker asker, long now) {
    Waiting waits = waiting.get(asker.authKeyId());
    return waits != null && now < waits.end() ? waits.userId() : asker.userId();
  }

  /** The password was right. */
  void admitted(long authKeyId) {
    waiting.remove(authKeyId);
  }

  /** What a key may try: the same until it has tried, so that asking costs nothing. */
  Attempt attempt(long authKeyId, StoredPassword password, long now) {
    Attempt open = attempts.get(authKeyId);
    if (open != null && now < open.end() && open.password().equals(password)) {
      return open;
    }
    SrpServer server;
    do {
      server = new SrpServer(group, password.verifier(), entropy.bytes(DhGroup.SIZE));
    } while (!server.isFit());
    Attempt made = new Attempt(entropy.nextLong(), server, password, now + LIFE);
    makeRoom(attempts);
    attempts.put(authKeyId, made);
    return made;
  }

  /**
   * Judges a password.
   *
   * @param password what the account has now; null for none
   * @return null if it is right, or the account has none and none was given
   */
  @Nullable RpcError judge(
      Asker asker,
      long userId,
      @Nullable StoredPassword password,
      InputCheckPasswordSRPType given,
      long now) {
    return switch (given) {
      case InputCheckPasswordEmpty _ -> password == null ? null : PASSWORD_HASH_INVALID;
      case InputCheckPasswordSRP proof -> judge(asker, userId, password, proof, now);
    };
  }

  private @Nullable RpcError judge(
      Asker asker,
      long userId,
      @Nullable StoredPassword password,
      InputCheckPasswordSRP proof,
      long now) {
    Wrong before = wrong.get(userId);
    boolean recent = before != null && now < before.end();
    if (before != null && recent && before.count() >= WRONG_MAX) {
      long seconds = Math.ceilDiv(before.end() - now, Time.SECOND);
      return new RpcError(420, "FLOOD_WAIT_" + seconds);
    }
    Attempt attempt = attempts.get(asker.authKeyId());
    if (attempt == null || attempt.srpId() != proof.srpId() || now >= attempt.end()) {
      return SRP_ID_INVALID;
    }
    attempts.remove(asker.authKeyId());
    if (!attempt.password().equals(password)) {
      return SRP_PASSWORD_CHANGED;
    }
    return switch (attempt.server().check(proof.a(), proof.m1())) {
      case RIGHT -> {
        wrong.remove(userId);
        yield null;
      }
      case A_INVALID -> SRP_A_INVALID;
      case WRONG -> {
        makeRoom(wrong);
        int count = before != null && recent ? before.count() + 1 : 1;
        wrong.put(userId, new Wrong(count, now + WRONG_WINDOW));
        yield PASSWORD_HASH_INVALID;
      }
    };
  }

  private static void makeRoom(SequencedMap<Long, ?> map) {
    if (map.size() >= KEYS_MAX) {
      map.pollFirstEntry();
    }
  }
}
