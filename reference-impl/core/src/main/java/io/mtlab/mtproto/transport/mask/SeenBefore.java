package io.mtlab.mtproto.transport.mask;

import io.mtlab.mtproto.bytes.Bytes;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * What clients opened their connections with: whoever sends the same again has recorded it. The
 * oldest are forgotten, so that a million connections take no more than the last {@link
 * #COUNT_MAX}.
 */
public final class SeenBefore {
  /** So many openings are remembered; MTProxy keeps about as many client randoms. */
  public static final int COUNT_MAX = 200_000;

  private final SequencedSet<Bytes> seen = new LinkedHashSet<>();

  /** Remembers an opening; says whether it was there already. */
  public boolean again(Bytes opening) {
    if (!seen.add(Bytes.copyOf(opening.toArray()))) {
      return true;
    }
    if (seen.size() > COUNT_MAX) {
      Iterator<Bytes> oldest = seen.iterator();
      oldest.next();
      oldest.remove();
    }
    return false;
  }
}
