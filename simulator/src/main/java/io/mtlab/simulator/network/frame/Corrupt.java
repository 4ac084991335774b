package io.mtlab.simulator.network.frame;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.FrameStage;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Unit;
import java.nio.charset.StandardCharsets;

/**
 * Bits of some frames are flipped. A transport's own header is left alone, so that the stream stays
 * one: only what the frame carries is broken, and its receiver has to notice. Frames that carry
 * less than 4 bytes, such as quick-ack tokens, pass as they are.
 */
public final class Corrupt implements FrameStage {
  /**
   * What is broken.
   *
   * @param share how many frames
   * @param bits how many bits of each, at least 1; the same one may be drawn twice
   * @param place the byte behind the header in which they are, from 0; {@link #ANYWHERE}: drawn
   */
  public record Settings(Share share, int bits, int place) {
    /** Checks the ranges. */
    public Settings {
      if (bits < 1 || bits > BITS_MAX || place < ANYWHERE) {
        throw new IllegalArgumentException("from 1 to " + BITS_MAX + " bits can be flipped");
      }
    }
  }

  /** No byte in particular. */
  public static final int ANYWHERE = -1;

  /** More flipped bits break nothing more. */
  public static final int BITS_MAX = 1_000;

  /** The longest header of a frame is that of UDP and of the full transport's length and number. */
  private static final int HEADER_BYTES = 8;

  private static final int CARRIED_BYTES_MIN = 4;
  private static final byte[] BEHIND_HTTP_HEADER = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Settings settings;
  private final Picks picks;
  private final Dice.Die places;
  private final Site site;

  /** Breaks nothing but frames. */
  public Corrupt(Settings settings, Site site) {
    this.settings = settings;
    this.picks = new Picks(settings.share, site.die());
    this.places = site.die().other(1);
    this.site = site;
  }

  @Override
  public int rank() {
    return 2;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (unit instanceof Unit.Frame frame && site.hits(picks.hits(frame.index()), frame, now)) {
      int from = carriedFrom(frame.bytes());
      if (frame.size() - from >= CARRIED_BYTES_MIN) {
        site.decided(frame.index(), 0, now);
        next.take(frame.with(broken(frame, from)), now);
        return;
      }
    }
    next.take(unit, now);
  }

  private Bytes broken(Unit.Frame frame, int from) {
    byte[] bytes = frame.bytes().toArray();
    int carried = bytes.length - from;
    for (int i = 0; i < settings.bits; i++) {
      double drawn = places.at(frame.index() * BITS_MAX + i) * carried;
      int at = settings.place == ANYWHERE ? (int) drawn : Math.min(settings.place, carried - 1);
      bytes[from + at] ^= (byte) (1 << (int) ((drawn - (int) drawn) * Byte.SIZE));
    }
    return Bytes.wrap(bytes);
  }

  /** Behind the header of a frame, or of an HTTP message. */
  private static int carriedFrom(Bytes bytes) {
    byte[] all = bytes.sharedArray();
    int first = bytes.sharedOffset();
    if (bytes.size() > HEADER_BYTES && isLetter(all[first]) && isLetter(all[first + 1])) {
      for (int i = 0; i + BEHIND_HTTP_HEADER.length <= bytes.size(); i++) {
        boolean found = true;
        for (int j = 0; j < BEHIND_HTTP_HEADER.length; j++) {
          found = found && all[first + i + j] == BEHIND_HTTP_HEADER[j];
        }
        if (found) {
          return i + BEHIND_HTTP_HEADER.length;
        }
      }
    }
    return HEADER_BYTES;
  }

  /** HTTP messages begin with POST, GET, OPTIONS or HTTP. */
  private static boolean isLetter(byte b) {
    return b >= 'A' && b <= 'Z';
  }
}
