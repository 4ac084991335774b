package io.mtlab.mtproto.rpc;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlMethod;
import java.util.ArrayList;
import java.util.List;

/** A call without its last answer. */
final class OpenCall {
  final long number;
  final TlMethod<?> method;

  /** The calls that have to succeed before, as long as they have no answer. */
  final List<OpenCall> follows = new ArrayList<>(0);

  /** Those of them that have not been sent since this one missed its turn. */
  final List<OpenCall> missed = new ArrayList<>(0);

  /** Under which message it was sent last; 0 if it is not under way. */
  long messageId;

  /** When it is put again; never if it is not put off. */
  long putAgainAt = Time.NEVER;

  /** Whether it waits for {@link #missed}. */
  boolean held;

  /** Whether one that it follows was refused for good. */
  boolean failedBefore;

  int repairs;
  int serverErrors;
  int introductions;
  private List<Sent> chain = List.of();
  private boolean chained;

  private record Sent(OpenCall earlier, long messageId) {}

  OpenCall(long number, TlMethod<?> method) {
    this.number = number;
    this.method = method;
  }

  /** The messages that it is sent behind now. */
  List<Long> chain() {
    List<Sent> behind = new ArrayList<>(follows.size());
    for (OpenCall earlier : follows) {
      if (earlier.messageId != 0) {
        behind.add(new Sent(earlier, earlier.messageId));
      }
    }
    chain = behind;
    chained |= !behind.isEmpty();
    return behind.stream().map(Sent::messageId).toList();
  }

  /** Whether it was ever sent behind others. */
  boolean isChained() {
    return chained;
  }

  /** The unanswered calls before it that have the message id still behind which it was sent. */
  List<OpenCall> notSentSince() {
    List<OpenCall> found = new ArrayList<>(follows.size());
    for (OpenCall earlier : follows) {
      boolean sentSince =
          earlier.messageId != 0
              && chain.stream()
                  .noneMatch(
                      sent -> sent.earlier() == earlier && sent.messageId() == earlier.messageId);
      if (!sentSince) {
        found.add(earlier);
      }
    }
    return found;
  }
}
