package io.mtlab.conformance.vectors.format;

/** A value came out that is not the one the test states. */
public final class Mismatch extends Exception {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String actual;

  /** Of a named value. */
  public Mismatch(String what, String expected, String actual) {
    super(what);
    this.expected = what + " = " + expected;
    this.actual = what + " = " + actual;
  }

  /** What the test states. */
  public String expected() {
    return expected;
  }

  /** What came out. */
  public String actual() {
    return actual;
  }
}
