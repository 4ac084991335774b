package io.mtlab.scenario.cli;

import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import io.mtlab.simulator.toxiproxy.backend.Capability;
import java.util.ArrayList;
import java.util.List;

/** Which back end can do what, as a table. */
final class CapabilityTable {
  private static final int MARK_WIDTH = 11;

  private CapabilityTable() {}

  static List<String> lines() {
    int width = 0;
    for (Capability capability : Capability.values()) {
      width = Math.max(width, capability.about().length() + 2);
    }
    StringBuilder head = new StringBuilder(" ".repeat(width));
    for (BackendKind kind : BackendKind.values()) {
      head.append(padded(kind.word(), MARK_WIDTH));
    }
    List<String> lines = new ArrayList<>();
    lines.add(head.toString().stripTrailing());
    for (Capability capability : Capability.values()) {
      StringBuilder line = new StringBuilder(padded(capability.about(), width));
      for (BackendKind kind : BackendKind.values()) {
        line.append(padded(capability.on(kind) ? "yes" : "-", MARK_WIDTH));
      }
      lines.add(line + capability.remark());
    }
    lines.add("");
    for (BackendKind kind : BackendKind.values()) {
      lines.add(padded(kind.word(), MARK_WIDTH) + "mtlab run ..., " + kind.option());
    }
    return lines;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
