package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.machine.Time;
import java.util.ArrayList;
import java.util.List;

/**
 * The salts that a client may use: the one it was told last, and those that the server gave for
 * later. They belong to the key, not to the session.
 *
 * @see <a href="https://core.telegram.org/mtproto/service_messages">get_future_salts</a>
 */
public final class ClientSalts {
  /** How many salts a client asks for: sixteen hours. */
  static final int WANTED = 32;

  /** They are asked for when those that are known last no longer than this. */
  static final long RUN_OUT = Time.HOUR;

  /** A question that is unanswered for so long is put again. */
  static final long ASKED_AGAIN = Time.MINUTE;

  private final List<Salt> future = new ArrayList<>();
  private long told;
  private long question;
  private long askedAt;

  /** A salt and the time for which it is good, in nanoseconds since the Unix epoch. */
  public record Salt(long value, long validSince, long validUntil) {
    private boolean isValid(long time) {
      return validSince <= time && time < validUntil;
    }
  }

  /** With the salt that the key exchange agreed on. */
  public ClientSalts(long first) {
    told = first;
  }

  /** The server says that only this one is good now: what it gave before may be wrong. */
  void told(long salt) {
    told = salt;
    future.clear();
  }

  /** Salts for later. */
  public void learn(List<Salt> salts) {
    future.clear();
    future.addAll(salts);
  }

  /** The salt to use: of those that are good now the one that lasts longest. */
  public long at(long serverTime) {
    Salt best = null;
    for (Salt salt : future) {
      if (salt.isValid(serverTime) && (best == null || salt.validUntil() > best.validUntil())) {
        best = salt;
      }
    }
    return best == null ? told : best.value();
  }

  /** Whether salts for later are known, but none that is good for long. */
  boolean runOut(long serverTime) {
    return !future.isEmpty() && wanting(serverTime + RUN_OUT);
  }

  /** Whether no question after salts is on its way. */
  boolean mayBeAskedFor(long now) {
    return question == 0 || now - askedAt >= ASKED_AGAIN;
  }

  /** The message {@code question} asks for salts. */
  void askedFor(long question, long now) {
    this.question = question;
    askedAt = now;
  }

  /** Takes the answer to a question, and no answer to any other. */
  void answered(long to, List<Salt> salts) {
    if (to == question && question != 0) {
      question = 0;
      learn(salts);
    }
  }

  /** Whether none of those for later is good now, so that the server has to be asked. */
  public boolean wanting(long serverTime) {
    return future.stream().noneMatch(salt -> salt.isValid(serverTime));
  }
}
