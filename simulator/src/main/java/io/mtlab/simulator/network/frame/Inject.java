package io.mtlab.simulator.network.frame;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.simulator.network.FrameStage;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Unit;
import java.util.List;

/**
 * Frames that nobody sent come behind some others: a message, framed as the connection's transport
 * frames it, or a frame as it stands on the wire, with the transport's header. What depends on the
 * place in the stream (numbers, masks, records) is made anew like that of any other.
 */
public final class Inject implements FrameStage {
  /** The largest that is taken: four times what the longest error or query needs. */
  public static final int BYTES_MAX = 64 * 1024;

  /** A message is so many bytes long, or a multiple. */
  public static final int WORD_BYTES = 4;

  private final Bytes bytes;
  private final boolean isFrame;
  private final Picks picks;
  private final Site site;

  private Inject(Bytes bytes, boolean isFrame, Share share, Site site) {
    if (bytes.isEmpty() || bytes.size() > BYTES_MAX) {
      throw new IllegalArgumentException("from 1 to " + BYTES_MAX + " bytes can be injected");
    }
    this.bytes = bytes;
    this.isFrame = isFrame;
    this.picks = new Picks(share, site.die());
    this.site = site;
  }

  /** Puts a message, as long as a transport can carry, behind a share of the frames. */
  public static Inject message(Bytes message, Share share, Site site) {
    if (message.size() % WORD_BYTES != 0) {
      throw new IllegalArgumentException("a message is made of words of 4 bytes");
    }
    return new Inject(message, false, share, site);
  }

  /** Puts a frame, with its transport's header, behind a share of the frames. */
  public static Inject frame(Bytes frame, Share share, Site site) {
    return new Inject(frame, true, share, site);
  }

  @Override
  public int rank() {
    return 6;
  }

  @Override
  public void take(Unit passing, long now, Next next) {
    next.take(passing, now);
    if (passing instanceof Unit.Frame frame && site.hits(picks.hits(frame.index()), frame, now)) {
      List<Unit.Frame> more = isFrame ? List.of(frame.with(bytes)) : frame.carrying(bytes);
      if (!more.isEmpty()) {
        site.decided(frame.index(), 0, now);
      }
      for (Unit.Frame one : more) {
        next.take(one, now);
      }
    }
  }
}
