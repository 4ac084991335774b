package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Lane;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Stream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The proxy's toxics and faults as stages of one connection, by name. */
final class LinkStages {
  private final Passage passage;
  private final Dice dice;
  private final DecisionLog log;
  private final Map<String, ToxicStage> toxics = new LinkedHashMap<>(2);
  private final Map<String, Stage> faults = new LinkedHashMap<>(2);
  private boolean slicesUpstream;
  private boolean slicesDownstream;

  LinkStages(Passage passage, Dice dice, DecisionLog log) {
    this.passage = passage;
    this.dice = dice;
    this.log = log;
  }

  /** The connection opens with these. */
  void open(List<Toxic> openToxics, List<Fault> openFaults, long now) {
    for (Fault fault : openFaults) {
      add(fault);
    }
    for (Toxic toxic : openToxics) {
      add(toxic, true, now);
    }
  }

  /** Adds a toxic behind the others; {@code resets} if the connection is being opened. */
  void add(Toxic toxic, boolean resets, long now) {
    Stream stream = toxic.direction();
    String fault = toxic.type().fault();
    Site site = site(stream, fault, toxic.hasDefaultName() ? fault : toxic.name());
    Site draws = site(stream, "toxicity", "toxicity:" + toxic.name());
    ToxicStage stage = new ToxicStage(toxic, site, draws, resets, now);
    toxics.put(toxic.name(), stage);
    passage.lane(stream).add(stage);
    noteSlices();
  }

  void change(Toxic toxic, long now) {
    ToxicStage stage = toxics.get(toxic.name());
    if (stage != null) {
      stage.change(toxic, now, passage.lane(toxic.direction()).behind(stage));
      noteSlices();
    }
  }

  void remove(Toxic toxic, long now) {
    ToxicStage stage = toxics.remove(toxic.name());
    if (stage != null) {
      passage.lane(toxic.direction()).remove(stage, now);
      noteSlices();
    }
  }

  void add(Fault fault) {
    Stream stream = fault.direction();
    String word = fault.type().word();
    Site site = site(stream, word, fault.hasDefaultName() ? word : fault.name());
    Stage stage = fault.type().stage(fault.values(), site);
    faults.put(fault.name(), stage);
    passage.lane(stream).add(stage);
  }

  void change(Fault fault) {
    Stage stage = faults.get(fault.name());
    if (stage != null) {
      FaultType.change(stage, fault.values());
    }
  }

  void remove(Fault fault, long now) {
    Stage stage = faults.remove(fault.name());
    if (stage != null) {
      passage.lane(fault.direction()).remove(stage, now);
    }
  }

  /** Whether the connection's sockets are to be closed by resets. */
  boolean resets() {
    for (ToxicStage stage : toxics.values()) {
      if (stage.resets()) {
        return true;
      }
    }
    return false;
  }

  /** Whether chunks of this direction must be written one by one. */
  boolean slices(Stream stream) {
    return stream == Stream.UPSTREAM ? slicesUpstream : slicesDownstream;
  }

  private void noteSlices() {
    slicesUpstream = slicing(passage.lane(Stream.UPSTREAM));
    slicesDownstream = slicing(passage.lane(Stream.DOWNSTREAM));
  }

  private boolean slicing(Lane lane) {
    for (ToxicStage stage : toxics.values()) {
      if (stage.slices() && lane.has(stage)) {
        return true;
      }
    }
    return false;
  }

  /** Stages of one sort in one direction draw apart, by the names they were given. */
  private Site site(Stream stream, String fault, String drawName) {
    return new Site(passage.id(), stream, fault, dice.die(passage.id(), stream, drawName), log);
  }
}
