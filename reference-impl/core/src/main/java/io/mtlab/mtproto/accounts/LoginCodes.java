package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Time;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The codes that were sent and not used yet: one for each key, so that nobody fills the memory with
 * one key, and {@link #CODES_MAX} in all, the oldest going first. A code lives {@link #LIFE} and
 * bears {@link #TRIES_MAX} wrong guesses.
 *
 * @see <a href="https://core.telegram.org/api/auth">api/auth</a>
 */
final class LoginCodes {
  /** How long a code may be used. */
  static final long LIFE = 5 * Time.MINUTE;

  /** Wrong guesses before the code is void: 5 of 100,000 leave a guesser 1 in 20,000. */
  static final int TRIES_MAX = 5;

  /** So often another code is sent for one attempt. */
  static final int RESENDS_MAX = 3;

  /** Codes that are waited for at once. */
  static final int CODES_MAX = 1 << 18;

  private static final int DIGITS = 5;
  private static final int HASH_BYTES = 9;

  private final CodePolicy policy;
  private final Entropy entropy;
  private final LinkedHashMap<Long, Pending> byKey = new LinkedHashMap<>();

  LoginCodes(CodePolicy policy, Entropy entropy) {
    this.policy = policy;
    this.entropy = entropy;
  }

  /** Whether a code was sent under this key for this phone and is waited for. */
  boolean awaits(long authKeyId, String phone, String hash, long now) {
    Pending pending = byKey.get(authKeyId);
    return pending != null && now < pending.end && pending.isFor(phone, hash);
  }

  /** Sends another code for an attempt that is under way; null if that was done too often. */
  @Nullable Sent sendAgain(long authKeyId, long now) {
    Pending before = byKey.get(authKeyId);
    if (before == null || before.resends == RESENDS_MAX) {
      return null;
    }
    Pending pending = new Pending(before.phone, before.hash, codeFor(before.phone), now + LIFE);
    pending.resends = before.resends + 1;
    byKey.remove(authKeyId);
    byKey.put(authKeyId, pending);
    return new Sent(pending.hash, pending.code.length());
  }

  /** Sends a code for this phone, instead of one that was sent under this key before. */
  Sent send(long authKeyId, String phone, long now) {
    String code = codeFor(phone);
    String hash = HexFormat.of().formatHex(entropy.bytes(HASH_BYTES));
    byKey.remove(authKeyId);
    dropOld(now);
    byKey.put(authKeyId, new Pending(phone, hash, code, now + LIFE));
    return new Sent(hash, code.length());
  }

  /** Whether this code opens the account of this phone. A right code may be used once more. */
  Verdict check(long authKeyId, String phone, String hash, String code, long now) {
    Pending pending = byKey.get(authKeyId);
    if (pending == null || now >= pending.end || !pending.isFor(phone, hash)) {
      return Verdict.EXPIRED;
    }
    if (same(pending.code, code)
        || (policy instanceof CodePolicy.Fixed && PhoneHomes.isReservedCode(phone, code))) {
      pending.confirmed = true;
      return Verdict.RIGHT;
    }
    pending.tries++;
    if (pending.tries >= TRIES_MAX) {
      byKey.remove(authKeyId);
    }
    return Verdict.WRONG;
  }

  /** Whether this phone's code was right before: what signing up asks. */
  Verdict confirmed(long authKeyId, String phone, String hash, long now) {
    Pending pending = byKey.get(authKeyId);
    if (pending == null || now >= pending.end || !pending.isFor(phone, hash)) {
      return Verdict.EXPIRED;
    }
    return pending.confirmed ? Verdict.RIGHT : Verdict.WRONG;
  }

  /** The code has done its work. */
  void forget(long authKeyId) {
    byKey.remove(authKeyId);
  }

  int waiting() {
    return byKey.size();
  }

  private String codeFor(String phone) {
    return switch (policy) {
      case CodePolicy.Fixed fixed -> fixed.code();
      case CodePolicy.Drawn drawn -> {
        String digits = draw();
        drawn.sender().send(phone, digits);
        yield digits;
      }
    };
  }

  private void dropOld(long now) {
    // The oldest stand first: all have the same life.
    var oldest = byKey.values().iterator();
    while (oldest.hasNext()) {
      Pending pending = oldest.next();
      if (now < pending.end && byKey.size() < CODES_MAX) {
        return;
      }
      oldest.remove();
    }
  }

  private String draw() {
    StringBuilder code = new StringBuilder(DIGITS);
    while (code.length() < DIGITS) {
      int draw = entropy.bytes(1)[0] & 0xff;
      // Numbers from 250 on would make the low digits more likely.
      if (draw < 250) {
        code.append((char) ('0' + draw % 10));
      }
    }
    return code.toString();
  }

  private static boolean same(String secret, String guess) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
  }

  /** What a client is told about a code. */
  record Sent(String hash, int digits) {
    @Override
    public String toString() {
      return "Sent[]";
    }
  }

  /** What a check says. */
  enum Verdict {
    RIGHT,
    WRONG,
    EXPIRED
  }

  private static final class Pending {
    final String phone;
    final String hash;
    final String code;
    final long end;
    int tries;
    int resends;
    boolean confirmed;

    Pending(String phone, String hash, String code, long end) {
      this.phone = phone;
      this.hash = hash;
      this.code = code;
      this.end = end;
    }

    boolean isFor(String phone, String hash) {
      return this.phone.equals(phone) && same(this.hash, hash);
    }
  }
}
