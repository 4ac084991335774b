package io.mtlab.mtproto.machine;

/**
 * A part of a server behind its gate: the domain or the store. Requests go in with the asker's
 * ticket; answers and pushes go out through {@link Replies}, at once or later. One thread at a time
 * calls it.
 */
public interface Part {
  /** Somebody in front asks. Each request is answered exactly once. */
  void asked(Ticket ticket, Request request, long now);

  /** The part behind this one answered. */
  void answered(Ticket ticket, Answer answer, long now);

  /** The time of {@link #nextWake()} has come, or any other time. */
  void wake(long now);

  /** When this part wants to be woken; {@link Time#NEVER} for never. */
  long nextWake();

  /** Where a part puts what it says. It never calls back into the part. */
  interface Replies {
    /** Answers the part or gate in front. */
    void answer(Ticket ticket, Answer answer);

    /** Tells all gates in front. */
    void push(Push push);

    /** Asks the part behind. */
    void ask(Ticket ticket, Request request);
  }
}
