package io.mtlab.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.endpoint.ServerEndpoint;
import io.mtlab.mtproto.endpoint.ServerSettings;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.tl.service.ReqPqMulti;
import io.mtlab.mtproto.tl.service.ResPQ;
import io.mtlab.testing.Requirement;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The gate with clients of HTTP and WebSocket that are not ours: those of the Java platform. */
class WebPeersTest {
  private static final int DC = 2;
  private static final int PATIENCE_SECONDS = 20;
  private static final int PLAIN_HEADER_BYTES = 20;
  private static final RsaPrivateKey RSA = RsaPrivateKey.generate(new Random(3)::nextBytes);

  private final Driver driver = Driver.open(1);
  private final HttpClient client = newClient();
  private String authority = "";

  private static HttpClient newClient() {
    try {
      SSLContext anybody = SSLContext.getInstance("TLS");
      anybody.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
      return HttpClient.newBuilder()
          .sslContext(anybody)
          .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
          .build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void serve() throws IOException {
    var exchange = new ServerHandshake.Settings(List.of(RSA), DC, Rules.STRICT);
    var settings = new ServerSettings(exchange, new Layers());
    Hosted<ServerEndpoint> gate =
        driver.host(
            HostOptions.DEFAULT.withServerTls(ServerTls.selfSigned()),
            shard ->
                new ServerEndpoint(
                    settings, shard.entropy(), new FoldCipher(), shard, driver.now()));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    authority = "localhost:" + driver.listen(gate, any).getPort();
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    driver.close();
  }

  @Requirement({"H-002", "H-003"})
  void h003_several_posts_on_one_connection_begin_exchanges_of_keys() throws Exception {
    assertThat(exchangeBegins("http")).isTrue();
    assertThat(exchangeBegins("http")).isTrue();
    assertThat(driver.connections()).isEqualTo(1);
  }

  @Requirement("H-001")
  void h001_the_same_in_tls_on_the_same_port() throws Exception {
    assertThat(exchangeBegins("https")).isTrue();
    assertThat(exchangeBegins("http")).isTrue();
  }

  @Requirement({"H-013", "H-016"})
  void h013_a_preflight_is_answered_and_nonsense_refused() throws Exception {
    HttpRequest preflight =
        HttpRequest.newBuilder(URI.create("http://" + authority + "/apiw1"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<byte[]> allowed = client.send(preflight, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    HttpRequest get = HttpRequest.newBuilder(URI.create("http://" + authority + "/api")).build();
    assertThat(client.send(get, HttpResponse.BodyHandlers.ofByteArray()).statusCode())
        .isEqualTo(405);
  }

  @Requirement({"W-002", "W-006", "W-007"})
  void w007_a_web_socket_opens_answers_pings_and_takes_no_text() throws Exception {
    for (String scheme : List.of("ws", "wss")) {
      Ears ears = new Ears();
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .subprotocols("binary")
              .buildAsync(URI.create(scheme + "://" + authority + "/apiws"), ears)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(socket.getSubprotocol()).isEqualTo("binary");
      socket.sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
      assertThat(ears.pong.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(3);
      socket.sendText("hello", true).join();
      assertThat(ears.closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1003);
    }
  }

  @Requirement("W-002")
  void w002_without_the_subprotocol_there_is_no_web_socket() {
    CompletableFuture<WebSocket> opening =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + authority + "/apiws"), new Ears());
    assertThat(opening)
        .failsWithin(Duration.ofSeconds(PATIENCE_SECONDS))
        .withThrowableThat()
        .havingRootCause()
        .withMessageContaining("400");
  }

  private boolean exchangeBegins(String scheme) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(scheme + "://" + authority + "/api"))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .POST(HttpRequest.BodyPublishers.ofByteArray(reqPq()))
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    Bytes body = Bytes.wrap(answer.body());
    return answer.statusCode() == 200 && body.int32(PLAIN_HEADER_BYTES) == ResPQ.ID;
  }

  /** auth_key_id 0 (8), msg_id (8), length (4), the query. */
  private static byte[] reqPq() {
    Bytes query = TlObjects.toBytes(new ReqPqMulti(Bytes.wrap(new byte[16])));
    ByteBuffer message =
        ByteBuffer.allocate(PLAIN_HEADER_BYTES + query.size())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(0)
            .putLong(Instant.now().getEpochSecond() << Integer.SIZE)
            .putInt(query.size())
            .put(query.toArray());
    return message.array();
  }

  private static final class Ears implements WebSocket.Listener {
    private final CompletableFuture<Integer> pong = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      pong.complete(message.remaining());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }
}
