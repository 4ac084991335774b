package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.toxiproxy.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * What the API answers.
 *
 * @param contentType null where there is no body
 * @param matched whether the path and the method were known: the others get no request id
 * @param location where a redirect leads
 */
record Answer(
    int status,
    @Nullable String contentType,
    String body,
    boolean matched,
    @Nullable String location) {
  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";
  static final Answer NO_CONTENT = new Answer(204, null, "", true, null);
  static final Answer UNKNOWN_PATH = new Answer(404, TEXT, "404 page not found\n", false, null);
  static final Answer WRONG_METHOD = new Answer(405, null, "", false, null);
  static final Answer BROWSER = new Answer(403, TEXT, "User agent not allowed\n", true, null);

  static Answer json(int status, JsonText text) {
    return new Answer(status, JSON, text.toString(), true, null);
  }

  static Answer error(ApiError error) {
    JsonText text = new JsonText().beginObject();
    writeError(error, text);
    return new Answer(error.status(), TEXT, text.endObject() + "\n", true, null);
  }

  static Answer redirect(String location) {
    return new Answer(301, null, "", false, location);
  }

  static void writeError(ApiError error, JsonText text) {
    text.key("error").value(error.text()).key("status").value(error.status());
  }
}
