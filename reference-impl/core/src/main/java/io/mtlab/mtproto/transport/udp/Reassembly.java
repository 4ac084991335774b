package io.mtlab.mtproto.transport.udp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one peer of which some pieces have come. What is held grows with what arrives,
 * never with what is announced; when it is too much, or too old, the oldest frame is forgotten.
 */
final class Reassembly {
  /** The largest frame: as in other transports, 16 MiB. */
  static final int FRAME_BYTES_MAX = 1 << 24;

  /** So many frames may be incomplete at once. */
  static final int FRAMES_MAX = 32;

  /** So many bytes are held for one peer: the largest frame of any transport. */
  static final int HELD_BYTES_MAX = FRAME_BYTES_MAX;

  /** A frame that is incomplete for so long is forgotten: a lost piece never comes. */
  static final long INCOMPLETE_MAX = 10 * Time.SECOND;

  private static final int COUNT_MAX =
      (FRAME_BYTES_MAX + Fragment.BYTES_MAX - 1) / Fragment.BYTES_MAX;

  /** By frame number, the one that began first at the head. */
  private final SequencedMap<Integer, Parts> incomplete = new LinkedHashMap<>();

  private int heldBytes;

  private static final class Parts {
    final int count;
    final long since;
    final TreeMap<Integer, Bytes> pieces = new TreeMap<>();
    int bytes;

    Parts(int count, long since) {
      this.count = count;
      this.since = since;
    }
  }

  /** Takes a piece; answers the frame if it is whole now. A piece that fits nothing is ignored. */
  @Nullable Bytes take(Fragment piece, long now) {
    if (!plausible(piece)) {
      return null;
    }
    forget(now);
    if (piece.count() == 1) {
      return piece.bytes();
    }
    Parts parts = incomplete.computeIfAbsent(piece.frame(), _ -> new Parts(piece.count(), now));
    if (parts.count != piece.count()
        || parts.pieces.putIfAbsent(piece.index(), piece.bytes()) != null) {
      return null;
    }
    parts.bytes += piece.bytes().size();
    heldBytes += piece.bytes().size();
    if (parts.pieces.size() < parts.count) {
      bound();
      return null;
    }
    incomplete.remove(piece.frame());
    heldBytes -= parts.bytes;
    return Bytes.concat(parts.pieces.values().toArray(Bytes[]::new));
  }

  int heldBytes() {
    return heldBytes;
  }

  int incompleteFrames() {
    return incomplete.size();
  }

  private static boolean plausible(Fragment piece) {
    boolean last = piece.index() == piece.count() - 1;
    return piece.index() < piece.count()
        && piece.count() <= COUNT_MAX
        && (last || piece.bytes().size() == Fragment.BYTES_MAX);
  }

  private void forget(long now) {
    Iterator<Parts> each = incomplete.values().iterator();
    while (each.hasNext()) {
      Parts oldest = each.next();
      if (now - oldest.since < INCOMPLETE_MAX) {
        return;
      }
      heldBytes -= oldest.bytes;
      each.remove();
    }
  }

  private void bound() {
    while (incomplete.size() > FRAMES_MAX || heldBytes > HELD_BYTES_MAX) {
      heldBytes -= incomplete.pollFirstEntry().getValue().bytes;
    }
  }
}
