package io.mtlab.simulator.toxiproxy.json;

/** Text that is no JSON, or JSON that does not fit; the message is the one Go gives. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int at;

  /**
   * With what is shown to the client.
   *
   * @param at where in the text, as a byte offset
   */
  public JsonException(String message, int at) {
    super(message, null, false, false);
    this.at = at;
  }

  /** Where in the text, as a byte offset. */
  public int at() {
    return at;
  }
}
