package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * The question for a stream through an HTTP proxy, and its answer, which is a head and nothing
 * else: no server of this protocol speaks first.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">RFC 9110, CONNECT</a>
 */
public final class HttpConnect {
  /** The answer of {@link #received} while the head is not whole. */
  public static final int MORE = 0;

  private static final int REFUSALS_FROM = 300;

  private final MessageReader reader = new MessageReader();
  private int status = MORE;

  /**
   * The question.
   *
   * @param authority host and port of the server
   * @param fields its fields, Host among them
   */
  public static Bytes request(String authority, Fields fields) {
    return new HttpRequest("CONNECT", authority, 1, fields).encode(Bytes.EMPTY);
  }

  /**
   * Takes a piece of the answer, cut anywhere; returns its status once it is whole. What a refusal
   * says besides its status is ignored.
   *
   * @throws ProtocolException HTTP_MESSAGE or HTTP_HEAD_TOO_LONG for what is no such answer
   */
  public int received(Bytes bytes) throws ProtocolException {
    Bytes rest = reader.read(bytes, new Answer());
    if (status != MORE && status < REFUSALS_FROM && !rest.isEmpty()) {
      throw new ProtocolException(Malformed.HTTP_MESSAGE);
    }
    return status;
  }

  private final class Answer implements MessageReader.Messages {
    @Override
    public int head(Head head, boolean more) {
      return 0; // whatever length is announced, behind a 2xx begins the stream
    }

    @Override
    public boolean message(Head head, Bytes body) throws ProtocolException {
      status = HttpResponse.of(head).status();
      return false;
    }
  }
}
