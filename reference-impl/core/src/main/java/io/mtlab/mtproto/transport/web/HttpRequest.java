package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * A request's head.
 *
 * @param method such as POST
 * @param target the path, with a query if there is one
 * @param minorVersion 1 for HTTP/1.1, 0 for HTTP/1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-request-line">RFC 9112</a>
 */
public record HttpRequest(String method, String target, int minorVersion, Fields fields) {
  private static final int PARTS = 3;

  static HttpRequest of(Head head) throws ProtocolException {
    String[] parts = head.line().split(" ", -1);
    if (parts.length != PARTS || !Head.isToken(parts[0]) || parts[1].isEmpty()) {
      throw new ProtocolException(Malformed.HTTP_MESSAGE);
    }
    var request = new HttpRequest(parts[0], parts[1], Head.minorVersion(parts[2]), head.fields());
    int hosts = head.fields().all("Host").size();
    if (hosts > 1 || (hosts == 0 && request.minorVersion > 0)) {
      throw new ProtocolException(Malformed.HTTP_MESSAGE);
    }
    return request;
  }

  /** The target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Whether more requests may follow on the connection. */
  public boolean keepsAlive() {
    return minorVersion == 0
        ? fields.lists("Connection", "keep-alive")
        : !fields.lists("Connection", "close");
  }

  /** On the wire, with its body. */
  public Bytes encode(Bytes body) {
    return Bytes.concat(
        Head.encode(method + " " + target + " HTTP/1." + minorVersion, fields), body);
  }
}
