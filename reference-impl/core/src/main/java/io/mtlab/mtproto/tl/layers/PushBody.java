package io.mtlab.mtproto.tl.layers;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.UpdatesTooLong;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of one push, encoded once for each layer that its audience speaks. */
public final class PushBody {
  private final TlObject updates;
  private @Nullable Bytes ours;
  private @Nullable List<InLayer> others; // an audience speaks a handful of layers

  private record InLayer(ApiLayer layer, Bytes body) {}

  /** Nothing is encoded before somebody asks for it. */
  public PushBody(TlObject updates) {
    this.updates = updates;
  }

  /** The body for a client of this layer. */
  public Bytes in(ApiLayer layer) {
    if (!layer.isOurs()) {
      return inOther(layer);
    }
    Bytes body = ours;
    if (body == null) {
      body = TlObjects.toBytes(updates);
      ours = body;
    }
    return body;
  }

  private Bytes inOther(ApiLayer layer) {
    List<InLayer> known = others;
    if (known == null) {
      known = new ArrayList<>(2);
      others = known;
    }
    for (InLayer one : known) {
      if (one.layer() == layer) {
        return one.body();
      }
    }
    Bytes body = layer.updates(updates);
    // A layer without words for it is told that there is something to ask for.
    InLayer made =
        new InLayer(layer, body == null ? TlObjects.toBytes(new UpdatesTooLong()) : body);
    known.add(made);
    return made.body();
  }
}
