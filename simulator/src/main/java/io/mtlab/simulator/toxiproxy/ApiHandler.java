package io.mtlab.simulator.toxiproxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns HTTP requests into calls of {@link Routes}. A request may wait for the data loops. */
@Sharable
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private static final int STATUS_NO_CONTENT = 204;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Routes routes;
  private final Object turn;
  private final AtomicLong requests = new AtomicLong();

  /**
   * Answers with these routes.
   *
   * @param turn the lock under which proxies are changed
   */
  ApiHandler(Routes routes, Object turn) {
    this.routes = routes;
    this.turn = turn;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    var _ = context.writeAndFlush(response(answer(request)));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("API connection: {}", cause.toString());
    var _ = context.close();
  }

  private Answer answer(FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return new Answer(400, Answer.TEXT + "; ", "400 Bad Request", false, null);
    }
    String agent = request.headers().get(HttpHeaderNames.USER_AGENT, "");
    String path = path(request.uri());
    byte[] body = ByteBufUtil.getBytes(request.content());
    synchronized (turn) {
      return routes.answer(request.method().name(), path, agent.startsWith("Mozilla/"), body);
    }
  }

  private FullHttpResponse response(Answer answer) {
    ByteBuf body = Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
    HttpHeaders headers = response.headers();
    if (answer.contentType() != null) {
      headers.set("Content-Type", answer.contentType());
    }
    if (Answer.TEXT.equals(answer.contentType())) {
      headers.set("X-Content-Type-Options", "nosniff");
    }
    if (answer.location() != null) {
      headers.set("Location", answer.location());
    }
    if (answer.matched()) {
      headers.set("X-Toxiproxy-Request-Id", "%020x".formatted(requests.incrementAndGet()));
    }
    headers.set("Date", DATE.format(Instant.now()));
    if (answer.status() != STATUS_NO_CONTENT) {
      headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    return response;
  }

  /** The path of a request's target, with %xx taken for the bytes of UTF-8. */
  private static String path(String target) {
    int query = target.indexOf('?');
    byte[] coded =
        (query < 0 ? target : target.substring(0, query)).getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[coded.length];
    int size = 0;
    for (int i = 0; i < coded.length; i++) {
      boolean escape = coded[i] == '%' && i + 2 < coded.length;
      int high = escape ? Character.digit(coded[i + 1], 16) : -1;
      int low = escape ? Character.digit(coded[i + 2], 16) : -1;
      if (high >= 0 && low >= 0) {
        decoded[size++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        decoded[size++] = coded[i];
      }
    }
    String path = new String(decoded, 0, size, StandardCharsets.UTF_8);
    return path.startsWith("/") ? path : "/" + path;
  }
}
