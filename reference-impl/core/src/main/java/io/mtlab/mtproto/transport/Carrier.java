package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.machine.Channel;

/** What carries a transport's stream or its messages. */
public enum Carrier {
  /** A stream as it is. */
  TCP,
  /** Records that look like TLS to MTProxy. */
  FAKE_TLS,
  /** WebSocket messages. */
  WEBSOCKET,
  /** WebSocket messages in TLS. */
  SECURE_WEBSOCKET,
  /** Bodies of HTTP requests and answers. */
  HTTP,
  /** Bodies of HTTP requests and answers in TLS. */
  HTTPS,
  /** Datagrams. */
  UDP;

  /** How bytes travel below. */
  public Channel channel() {
    return this == UDP ? Channel.DATAGRAM : Channel.STREAM;
  }

  /** Whether real TLS hides from everybody on the way what it carries. */
  public boolean isSecure() {
    return this == SECURE_WEBSOCKET || this == HTTPS;
  }

  /** Whether it delimits messages by itself, so that no framing is needed. */
  public boolean delimits() {
    return this == HTTP || this == HTTPS || this == UDP;
  }
}
