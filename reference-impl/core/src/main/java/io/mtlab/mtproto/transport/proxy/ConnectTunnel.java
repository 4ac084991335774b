package io.mtlab.mtproto.transport.proxy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.ProxyFailed;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.web.Fields;
import io.mtlab.mtproto.transport.web.HttpConnect;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A proxy by the method CONNECT.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">RFC 9110, CONNECT</a>
 */
final class ConnectTunnel implements Tunnel {
  private static final int OK_FIRST = 200;
  private static final int OK_LAST = 299;
  private static final int CREDENTIALS_WANTED = 407;

  private final Address server;
  private final ProxyServer.@Nullable Credentials credentials;
  private final HttpConnect answer = new HttpConnect();

  ConnectTunnel(Address server, ProxyServer.@Nullable Credentials credentials) {
    this.server = server;
    this.credentials = credentials;
  }

  /** Credentials go along at once: asked for later, they would cost a second connection. */
  @Override
  public Bytes opening() {
    Fields fields = Fields.of("Host", server.toString());
    if (credentials != null) {
      String both = credentials.user() + ":" + credentials.password();
      String basic = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
      fields = fields.with("Proxy-Authorization", "Basic " + basic);
    }
    return HttpConnect.request(server.toString(), fields);
  }

  @Override
  public Step received(Bytes bytes) throws ProtocolException {
    int status;
    try {
      status = answer.received(bytes);
    } catch (ProtocolException malformed) {
      throw new ProtocolException(ProxyFailed.PROXY_ANSWER);
    }
    if (status == HttpConnect.MORE) {
      return Step.WAIT;
    }
    if (status == CREDENTIALS_WANTED) {
      throw new ProtocolException(ProxyFailed.PROXY_CREDENTIALS);
    }
    if (status < OK_FIRST || status > OK_LAST) {
      throw new ProtocolException(ProxyFailed.PROXY_REFUSED);
    }
    return Step.STANDS;
  }
}
