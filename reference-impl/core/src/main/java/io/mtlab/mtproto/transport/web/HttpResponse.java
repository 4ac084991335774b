package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * A response's head.
 *
 * @param status from 100 to 599
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-status-line">RFC 9112</a>
 */
public record HttpResponse(int status, Fields fields) {
  private static final int STATUS_DIGITS = 3;
  private static final int STATUS_MIN = 100;
  private static final int STATUS_MAX = 599;
  private static final int PARTS = 3;

  static HttpResponse of(Head head) throws ProtocolException {
    String[] parts = head.line().split(" ", PARTS); // a reason may be missing, or have blanks
    if (parts.length < 2
        || parts[1].length() != STATUS_DIGITS
        || !parts[1].chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new ProtocolException(Malformed.HTTP_MESSAGE);
    }
    Head.minorVersion(parts[0]);
    int status = Integer.parseInt(parts[1]);
    if (status < STATUS_MIN || status > STATUS_MAX) {
      throw new ProtocolException(Malformed.HTTP_MESSAGE);
    }
    return new HttpResponse(status, head.fields());
  }

  /** On the wire, with its body. */
  public Bytes encode(Bytes body) {
    return Bytes.concat(Head.encode("HTTP/1.1 " + status + " " + reason(), fields), body);
  }

  private String reason() {
    return switch (status) {
      case 100 -> "Continue";
      case 101 -> "Switching Protocols";
      case 200 -> "OK";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 411 -> "Length Required";
      case 413 -> "Content Too Large";
      case 426 -> "Upgrade Required";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      default -> "Error";
    };
  }
}
