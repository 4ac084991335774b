package io.mtlab.conformance.vectors.format;

/** A test that this implementation cannot run, for a reason that is no fault. */
public final class NotHere extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the reason, for the report. */
  public NotHere(String reason) {
    super(reason);
  }
}
