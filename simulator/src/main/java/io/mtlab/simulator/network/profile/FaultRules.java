package io.mtlab.simulator.network.profile;

import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.frame.Inject;
import java.util.List;

/** Which attributes of a fault go together. */
final class FaultRules {
  private static final List<String> RANDOM = List.of("probability", "correlation");
  private static final List<String> GILBERT = List.of("p", "r");
  private static final List<String> ELLIOTT = List.of("p", "r", "1-h", "1-k");
  private static final List<String> STATE = List.of("p13", "p31", "p32", "p23", "p14");

  private FaultRules() {}

  static void check(FaultSpec spec) {
    double from = spec.number("from", 0);
    if (spec.has("until") && spec.number("until") <= from) {
      throw new BadFaultException("until", "until must be later than from");
    }
    if (spec.has("which") && !spec.has("messages")) {
      throw new BadFaultException("which", "which is said of messages; of frames it is frames");
    }
    if (spec.has("match") && !spec.has("messages")) {
      throw new BadFaultException("match", "match is said of messages, which are not named");
    }
    switch (spec.kind()) {
      case LOSS -> loss(spec);
      case DELAY -> delay(spec);
      case SLICE -> slice(spec);
      case RATE -> rate(spec);
      case INJECT -> inject(spec);
      default -> {}
    }
    try {
      PassageId id = new PassageId("", 0, 0);
      Surroundings around = new Surroundings(new Dice(0), DecisionLog.NONE, 0);
      FaultStages stages = new FaultStages(spec.always(), spec.kind().word(), around, 0);
      for (Stream stream : Stream.values()) { // a fault of the one has no stage in the other
        stages.of(id, stream, 0);
      }
    } catch (BadFaultException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new BadFaultException(null, spec.kind().word() + ": " + e.getMessage());
    }
  }

  private static void loss(FaultSpec spec) {
    String model = spec.word("model");
    List<String> its =
        switch (model) {
          case "gilbert" -> GILBERT;
          case "gilbert-elliott" -> ELLIOTT;
          case "state" -> STATE;
          case "list" -> List.of("list");
          default -> RANDOM;
        };
    for (List<String> others : List.of(RANDOM, ELLIOTT, STATE, List.of("list"))) {
      for (String name : others) {
        if (spec.has(name) && !its.contains(name)) {
          throw new BadFaultException(
              name,
              "%s is not said of the model %s, which has %s"
                  .formatted(name, model, String.join(", ", its)));
        }
      }
    }
    for (String name : List.of("p", "r", "p13", "list")) {
      if (its.contains(name) && !spec.has(name)) {
        throw new BadFaultException(null, "the model " + model + " needs " + name);
      }
    }
  }

  private static void delay(FaultSpec spec) {
    boolean table = spec.word("distribution").equals("table");
    if (table && !spec.has("table")) {
      throw new BadFaultException(null, "the distribution table needs a table");
    }
    if (!table && spec.has("table")) {
      throw new BadFaultException("table", "a table needs \"distribution\": \"table\"");
    }
  }

  private static void rate(FaultSpec spec) {
    if (spec.has("shared") && spec.number("burst") > 0) {
      throw new BadFaultException("burst", "a line that is shared saves up no burst");
    }
  }

  private static void inject(FaultSpec spec) {
    int bytes = spec.word("bytes").length() / 2;
    if (spec.word("as").equals("message") && bytes % Inject.WORD_BYTES != 0) {
      throw new BadFaultException(
          "bytes",
          "a message has a multiple of %d bytes, not %d; \"as\": \"frame\" takes any"
              .formatted(Inject.WORD_BYTES, bytes));
    }
  }

  private static void slice(FaultSpec spec) {
    if (spec.number("variation") > spec.number("size")) {
      throw new BadFaultException("variation", "variation must be at most the size");
    }
  }
}
