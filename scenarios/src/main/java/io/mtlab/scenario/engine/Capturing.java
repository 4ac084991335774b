package io.mtlab.scenario.engine;

import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.scenario.model.NodeRole;
import io.mtlab.simulator.capture.Capture;
import io.mtlab.simulator.network.Tap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run writes of its wires, if the user wants it. */
final class Capturing {
  private final Path folder;
  private final @Nullable Capture capture;

  private Capturing(Path folder, @Nullable Capture capture) {
    this.folder = folder;
    this.capture = capture;
  }

  /** Begins what the order asks for. */
  static Capturing of(Order order) throws IOException {
    Path folder = order.folder().resolve("capture");
    if (!order.capture()) {
      return new Capturing(folder, null);
    }
    return new Capturing(
        folder, new Capture(folder, node -> name(order, node), order.scenario().secrets()));
  }

  private static String name(Order order, int node) {
    if (node < Clients.POSTER) {
      return "somebody";
    }
    return node == Clients.POSTER
        ? order.scenario().node(NodeRole.POSTER).id()
        : order.trial().member(node - Clients.POSTER);
  }

  /** Whether anything is written. */
  boolean isOn() {
    return capture != null;
  }

  /** Watches the connections. */
  Tap.Source taps() {
    return capture == null ? Tap.Source.NONE : capture;
  }

  /** The same cipher, whose keys are written down. */
  MessageCipher noting(MessageCipher cipher) {
    return capture == null ? cipher : capture.keys().noting(cipher);
  }

  /** Ends it, when nothing moves any more; answers what the report says of it. */
  List<String> end() {
    if (capture == null) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "The wires are in " + folder + ", with all keys: whoever has it can read every message.");
    try {
      capture.close();
    } catch (IOException e) {
      notes.add("The capture is not whole: " + e.getMessage());
    }
    if (capture.leftOut() > 0) {
      notes.add(capture.leftOut() + " frames are in the pcapng files only.");
    }
    return notes;
  }
}
