package io.mtlab.scenario.measure;

import io.mtlab.mtproto.machine.Cause;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.trace.TraceEvent.Via;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a trace file back, line by line. Times are nanoseconds since the run's start. */
public final class TraceReader {
  private static final Set<String> OF_EVERY_LINE = Set.of("t", "e", "second");

  private TraceReader() {}

  /**
   * Tells a trace what a file holds.
   *
   * @throws IOException when it cannot be read, or a line is no line of a trace
   */
  public static void read(Path file, Trace to) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          JsonNode node = JsonMapper.shared().readTree(line);
          to.record(node.path("t").asLong(), event(node));
        } catch (JacksonException | IllegalArgumentException e) {
          throw new IOException("line " + number + " is no line of a trace: " + line, e);
        }
      }
    }
  }

  private static TraceEvent event(JsonNode line) {
    String n = line.path("n").asString("");
    return switch (line.path("e").asString("")) {
      case "run" -> run(line);
      case "phase" -> new TraceEvent.Phase(text(line, "name"), text(line, "state").equals("ended"));
      case "connected" ->
          new TraceEvent.Connected(n, integer(line, "conn"), text(line, "transport"));
      case "moved" ->
          new TraceEvent.Moved(n, text(line, "from"), text(line, "to"), text(line, "why"));
      case "disconnected" ->
          new TraceEvent.Disconnected(n, integer(line, "conn"), Cause.valueOf(text(line, "cause")));
      case "key-agreed" -> new TraceEvent.KeyAgreed(n, number(line, "took"));
      case "key-bound" -> new TraceEvent.KeyBound(n, integer(line, "number"));
      case "finding" ->
          new TraceEvent.Finding(
              text(line, "fault"),
              text(line, "rules"),
              text(line, "outcome").equals("tolerated"),
              number(line, "count"));
      case "signed-in" -> new TraceEvent.SignedIn(n, number(line, "took"));
      case "joined" -> new TraceEvent.Joined(n, number(line, "took"));
      case "posted" ->
          new TraceEvent.Posted(
              n, number(line, "post"), number(line, "intended"), integer(line, "audience"));
      case "delivered" -> delivered(n, line);
      case "decision" -> decision(n, line);
      case "decisions" -> new TraceEvent.Decisions(number(line, "second"), counts(line));
      case "wire" ->
          new TraceEvent.Wire(number(line, "second"), number(line, "up"), number(line, "down"));
      case "stats" -> stats(line);
      case "failed" -> new TraceEvent.Failed(n, text(line, "why"));
      case "truncated" -> new TraceEvent.Truncated(number(line, "bytes"));
      case "end" -> new TraceEvent.End(text(line, "outcome"));
      default -> throw new IllegalArgumentException("unknown kind of line");
    };
  }

  private static TraceEvent run(JsonNode line) {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    line.path("parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asString()));
    return new TraceEvent.Run(
        text(line, "scenario"), number(line, "seed"), text(line, "time"), parameters);
  }

  private static TraceEvent delivered(String node, JsonNode line) {
    Via via = text(line, "via").equals("update") ? Via.UPDATE : Via.DIFFERENCE;
    return new TraceEvent.Delivered(node, number(line, "post"), number(line, "latency"), via);
  }

  private static TraceEvent decision(String node, JsonNode line) {
    return new TraceEvent.Decision(
        node,
        text(line, "link"),
        integer(line, "conn"),
        text(line, "dir").equals("up") ? Stream.UPSTREAM : Stream.DOWNSTREAM,
        number(line, "i"),
        text(line, "f"));
  }

  private static SequencedMap<String, Long> counts(JsonNode line) {
    TreeMap<String, Long> counts = new TreeMap<>();
    line.properties().stream()
        .filter(entry -> !OF_EVERY_LINE.contains(entry.getKey()))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
    return counts;
  }

  private static TraceEvent stats(JsonNode line) {
    return new TraceEvent.Stats(
        text(line, "side"),
        number(line, "cpu"),
        number(line, "heap"),
        number(line, "rss"),
        integer(line, "connections"));
  }

  private static String text(JsonNode line, String key) {
    return field(line, key).asString();
  }

  private static long number(JsonNode line, String key) {
    return field(line, key).asLong();
  }

  private static int integer(JsonNode line, String key) {
    return field(line, key).asInt();
  }

  private static JsonNode field(JsonNode line, String key) {
    JsonNode field = line.get(key);
    if (field == null) {
      throw new IllegalArgumentException("no \"" + key + "\"");
    }
    return field;
  }
}
