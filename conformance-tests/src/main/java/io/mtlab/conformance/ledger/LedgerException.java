package io.mtlab.conformance.ledger;

/** A ledger that cannot be used: the message says where and why. */
public final class LedgerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With line and column, counted from 1; 0 where the whole file is meant. */
  LedgerException(String file, int line, int column, String problem) {
    super(line == 0 ? file + ": " + problem : file + ":" + line + ":" + column + ": " + problem);
  }
}
