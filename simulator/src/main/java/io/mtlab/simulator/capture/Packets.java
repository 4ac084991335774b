package io.mtlab.simulator.capture;

import java.nio.ByteBuffer;

/**
 * IPv4 packets around what a connection carried. Checksums are right.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc791">RFC 791</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc9293">RFC 9293</a>
 */
final class Packets {
  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int PUSH = 0x08;
  static final int ACK = 0x10;

  private static final int IP_BYTES = 20;
  private static final int CHECKSUM_AT = 10;
  private static final int ADDRESSES_AT = 12;
  private static final int TCP_BYTES = 20;
  private static final int UDP_BYTES = 8;
  private static final byte VERSION_AND_LENGTH = 0x45;
  private static final byte HOPS = 64;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int WINDOW = 0xffff;

  private Packets() {}

  /** One end of a connection. */
  record Place(int address, int port) {}

  /** A segment of TCP. */
  static byte[] tcp(Place from, Place to, int sequence, int acknowledged, int flags, byte[] data) {
    byte[] packet = packet(TCP, from, to, TCP_BYTES + data.length);
    ByteBuffer segment = ByteBuffer.wrap(packet).position(IP_BYTES);
    segment.putShort((short) from.port).putShort((short) to.port);
    segment.putInt(sequence).putInt((flags & ACK) == 0 ? 0 : acknowledged);
    segment.put((byte) ((TCP_BYTES / 4) << 4)).put((byte) flags).putShort((short) WINDOW);
    int checksumAt = segment.position();
    segment.putInt(0).put(data);
    segment.putShort(checksumAt, (short) sum(packet, ADDRESSES_AT, TCP));
    return packet;
  }

  /** A datagram of UDP. */
  static byte[] udp(Place from, Place to, byte[] data) {
    byte[] packet = packet(UDP, from, to, UDP_BYTES + data.length);
    ByteBuffer datagram = ByteBuffer.wrap(packet).position(IP_BYTES);
    datagram.putShort((short) from.port).putShort((short) to.port);
    datagram.putShort((short) (UDP_BYTES + data.length));
    int checksumAt = datagram.position();
    datagram.putShort((short) 0).put(data);
    int sum = sum(packet, ADDRESSES_AT, UDP);
    datagram.putShort(checksumAt, (short) (sum == 0 ? 0xffff : sum)); // 0 would mean none
    return packet;
  }

  /** The header of IP, and room for so many bytes behind it. */
  private static byte[] packet(int protocol, Place from, Place to, int bytes) {
    byte[] packet = new byte[IP_BYTES + bytes];
    ByteBuffer header = ByteBuffer.wrap(packet);
    header.put(VERSION_AND_LENGTH).put((byte) 0).putShort((short) packet.length);
    header.putInt(0).put(HOPS).put((byte) protocol).putShort((short) 0);
    header.putInt(from.address).putInt(to.address);
    header.putShort(CHECKSUM_AT, (short) sum(packet, 0, IP_BYTES, 0));
    return packet;
  }

  /** Of addresses, protocol, length and all that is behind. */
  private static int sum(byte[] packet, int from, int protocol) {
    return sum(packet, from, packet.length, protocol + packet.length - IP_BYTES);
  }

  /** The Internet checksum (RFC 1071). */
  private static int sum(byte[] bytes, int from, int to, int begin) {
    int sum = begin;
    for (int i = from; i < to; i += 2) {
      int low = i + 1 < to ? bytes[i + 1] & 0xff : 0;
      sum += (bytes[i] & 0xff) << 8 | low;
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return ~sum & 0xffff;
  }
}
