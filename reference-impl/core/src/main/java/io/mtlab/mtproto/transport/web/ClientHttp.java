package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * The client's end of a connection over HTTP: each message sent is the body of a request, each
 * answer's body a message.
 *
 * @see <a href="https://core.telegram.org/mtproto/transports#http">HTTP</a>
 */
public final class ClientHttp {
  private static final int OK = 200;
  private static final int CONTINUE = 100;
  private static final int WORD_BYTES = 4;

  /** Where this end puts what it found, in order. */
  public interface To {
    /** The answer to the oldest open request. */
    void message(Bytes body);

    /** The server refuses; of no use is what follows on this connection. */
    void status(int status);
  }

  private final MessageReader reader = new MessageReader();
  private final String host;
  private final String path;
  private final int bodyBytesMax;
  private int open;
  private boolean finished;

  /**
   * For a fresh connection.
   *
   * @param host for the field Host
   * @param path one of {@link WebPath}
   * @param bodyBytesMax the largest message
   */
  public ClientHttp(String host, String path, int bodyBytesMax) {
    this.host = host;
    this.path = path;
    this.bodyBytesMax = bodyBytesMax;
  }

  /** A message, as a request. */
  public Bytes post(Bytes message) {
    open++;
    Fields fields =
        Fields.of(
            "Host",
            host,
            "Content-Type",
            "application/octet-stream",
            "Content-Length",
            Integer.toString(message.size()));
    return new HttpRequest("POST", path, 1, fields).encode(message);
  }

  /** How many requests have no answer. */
  public int open() {
    return open;
  }

  /** Whether the server has said that nothing more follows. */
  public boolean isFinished() {
    return finished;
  }

  /** How many bytes wait for the rest of their response. */
  public int heldBytes() {
    return reader.heldBytes();
  }

  /**
   * Takes a piece of the stream from the server, cut anywhere.
   *
   * @throws ProtocolException the fault; the connection is of no use any more
   */
  public void received(Bytes bytes, To to) throws ProtocolException {
    if (!finished) {
      reader.read(bytes, new Responses(to));
    }
  }

  private final class Responses implements MessageReader.Messages {
    private final To to;

    Responses(To to) {
      this.to = to;
    }

    @Override
    public int head(Head head, boolean more) throws ProtocolException {
      int status = HttpResponse.of(head).status();
      if (status == OK) {
        return head.bodyBytes(bodyBytesMax);
      }
      return 0; // what a refusal says besides its status is ignored, with all that follows
    }

    @Override
    public boolean message(Head head, Bytes body) throws ProtocolException {
      HttpResponse response = HttpResponse.of(head);
      if (response.status() == CONTINUE) {
        return true;
      }
      if (open == 0 || (response.status() > CONTINUE && response.status() < OK)) {
        throw new ProtocolException(Malformed.HTTP_STATUS);
      }
      open--;
      finished = response.status() != OK || response.fields().lists("Connection", "close");
      if (response.status() != OK) {
        to.status(response.status());
      } else if (body.isEmpty() || body.size() % WORD_BYTES != 0) {
        throw new ProtocolException(Malformed.HTTP_LENGTH);
      } else {
        to.message(body);
      }
      return !finished;
    }
  }
}
