package io.mtlab.simulator.toxiproxy.json;

/** Text that is no JSON, or JSON that does not fit; the message is the one Go gives. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what is shown to the client. */
  public JsonException(String message) {
    super(message, null, false, false);
  }
}
