package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Lane;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.profile.FaultStages;
import io.mtlab.simulator.network.stream.Slice;
import io.mtlab.simulator.network.stream.Windowed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The proxy's toxics and faults as stages of one connection, by name. */
final class LinkStages {
  private final Passage passage;
  private final Surroundings around;
  private final Map<String, ToxicStage> toxics = new LinkedHashMap<>(2);
  private final Map<String, List<Stage>> faults = new LinkedHashMap<>(2);
  private boolean slicesUpstream;
  private boolean slicesDownstream;

  LinkStages(Passage passage, Surroundings around) {
    this.passage = passage;
    this.around = around;
  }

  /** The connection opens with these. */
  void open(List<Toxic> openToxics, List<Fault> openFaults, long now) {
    for (Fault fault : openFaults) {
      add(fault, now);
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

  void add(Fault fault, long now) {
    List<Stage> stages = stages(fault, now);
    faults.put(fault.name(), stages);
    stages.forEach(passage.lane(fault.direction())::add);
    noteSlices();
  }

  void change(Fault fault, long now) {
    List<Stage> before = faults.getOrDefault(fault.name(), List.of());
    List<Stage> stages = stages(fault, now);
    Lane lane = passage.lane(fault.direction());
    if (before.size() == stages.size()) {
      for (int i = 0; i < stages.size(); i++) {
        lane.replace(before.get(i), stages.get(i), now);
      }
    } else {
      before.forEach(stage -> lane.remove(stage, now));
      stages.forEach(lane::add);
    }
    faults.put(fault.name(), stages);
    noteSlices();
  }

  void remove(Fault fault, long now) {
    List<Stage> stages = faults.remove(fault.name());
    if (stages != null) {
      stages.forEach(stage -> passage.lane(fault.direction()).remove(stage, now));
      noteSlices();
    }
  }

  private List<Stage> stages(Fault fault, long now) {
    return new FaultStages(fault.spec(), fault.drawName(), around, fault.since())
        .of(fault.on(passage.id()), fault.direction(), now);
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
    return faults.values().stream().flatMap(List::stream).anyMatch(stage -> slices(stage, lane));
  }

  private static boolean slices(Stage stage, Lane lane) {
    Stage now = stage instanceof Windowed windowed ? windowed.stage() : stage;
    return now instanceof Slice && lane.has(stage);
  }

  /** Stages of one sort in one direction draw apart, by the names they were given. */
  private Site site(Stream stream, String fault, String drawName) {
    Dice.Die die = around.dice().die(passage.id(), stream, drawName);
    return new Site(passage.id(), stream, fault, die, around.log());
  }
}
