package io.mtlab.simulator.toxiproxy.backend;

/** A back end that cannot be had; the message says what is lacking, and the way out. */
public final class BackendException extends Exception {
  private static final long serialVersionUID = 1L;

  BackendException(String message) {
    super(message);
  }

  BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
