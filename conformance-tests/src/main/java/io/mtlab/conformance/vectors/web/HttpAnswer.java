package io.mtlab.conformance.vectors.web;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.mtproto.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server has sent to a client over HTTP, and when. */
record HttpAnswer(long at, Bytes bytes) {
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int STATUS_AT = 9;
  private static final int STATUS_END = 12;
  private static final int CLASS = 100;

  int status() {
    return Integer.parseInt(head(bytes).substring(STATUS_AT, STATUS_END));
  }

  @Nullable String field(String name) {
    for (String line : List.of(head(bytes).split("\r\n", -1))) {
      if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return null;
  }

  Bytes body() {
    return bodyOf(bytes);
  }

  static Bytes bodyOf(Bytes message) {
    return message.from(head(message).length() + END_OF_HEAD.length());
  }

  private static String head(Bytes message) {
    String text = new String(message.toArray(), StandardCharsets.ISO_8859_1);
    return text.substring(0, text.indexOf(END_OF_HEAD));
  }

  /** Compares the status with what the test states, whatever must become of the request. */
  void expectStatus(Vector vector) throws Mismatch {
    if (vector.has("status") && status() != vector.int32("status")) {
      throw new Mismatch("status", vector.text("status"), Integer.toString(status()));
    }
    if (vector.has("statusNot") && status() == vector.int32("statusNot")) {
      throw new Mismatch("status", "not " + status(), Integer.toString(status()));
    }
    if (vector.has("statusClass") && status() / CLASS != vector.int32("statusClass")) {
      throw new Mismatch("status", vector.text("statusClass") + "xx", Integer.toString(status()));
    }
  }
}
