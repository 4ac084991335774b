package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.toxiproxy.json.JsonException;

/** A request that is refused, with the status and the message that the client is shown. */
final class ApiError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  ApiError(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The body is no JSON, or does not fit. */
  static ApiError badBody(JsonException cause) {
    return new ApiError(400, "bad request body: " + cause.getMessage());
  }

  static ApiError missing(String field) {
    return new ApiError(400, "missing required field: " + field);
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
