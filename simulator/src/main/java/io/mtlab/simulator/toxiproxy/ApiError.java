package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.toxiproxy.json.JsonException;

/** A request that is refused, with the status and the message that the client is shown. */
final class ApiError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int at;

  ApiError(int status, String message) {
    this(status, message, 0);
  }

  private ApiError(int status, String message, int at) {
    super(message, null, false, false);
    this.status = status;
    this.at = at;
  }

  /** The body is no JSON, or does not fit. */
  static ApiError badBody(JsonException cause) {
    return new ApiError(400, "bad request body: " + cause.getMessage(), cause.at());
  }

  static ApiError missing(String field) {
    return missing(field, 0);
  }

  /** The same with the place of the object that lacks it. */
  static ApiError missing(String field, int at) {
    return new ApiError(400, "missing required field: " + field, at);
  }

  int status() {
    return status;
  }

  /** Where in the body, as a byte offset; 0 if it is not about a place. */
  int at() {
    return at;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
