package io.mtlab.simulator.network.profile;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.simulator.dissect.Dissector;
import io.mtlab.simulator.dissect.MessageKinds;
import io.mtlab.simulator.network.Match;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Spans;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.When;
import io.mtlab.simulator.network.frame.Corrupt;
import io.mtlab.simulator.network.frame.Duplicate;
import io.mtlab.simulator.network.frame.Inject;
import io.mtlab.simulator.network.frame.Loss;
import io.mtlab.simulator.network.frame.LossModel;
import io.mtlab.simulator.network.frame.Reorder;
import io.mtlab.simulator.network.frame.Replay;
import io.mtlab.simulator.network.stream.Bottleneck;
import io.mtlab.simulator.network.stream.Delay;
import io.mtlab.simulator.network.stream.Distribution;
import io.mtlab.simulator.network.stream.Down;
import io.mtlab.simulator.network.stream.HalfClose;
import io.mtlab.simulator.network.stream.Limit;
import io.mtlab.simulator.network.stream.Partition;
import io.mtlab.simulator.network.stream.Played;
import io.mtlab.simulator.network.stream.Rate;
import io.mtlab.simulator.network.stream.Recording;
import io.mtlab.simulator.network.stream.Reset;
import io.mtlab.simulator.network.stream.Slice;
import io.mtlab.simulator.network.stream.SlowClose;
import io.mtlab.simulator.network.stream.Stall;
import io.mtlab.simulator.network.stream.TcpLoss;
import io.mtlab.simulator.network.stream.Windowed;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** A {@link FaultSpec} as stages. */
public final class FaultStages {
  private final FaultSpec spec;
  private final String draws;
  private final Surroundings around;
  private final When when;

  /**
   * Makes the stages of one fault.
   *
   * @param draws the name under which it draws: two of a kind in one direction draw apart
   * @param epoch from when on the times of a fault without a phase count
   */
  public FaultStages(FaultSpec spec, String draws, Surroundings around, long epoch) {
    this.spec = spec;
    this.draws = draws;
    this.around = around;
    this.when =
        spec.has("phase")
            ? When.during(spec.word("phase"), around.aim().phases(), spec.window())
            : When.of(spec.window(), epoch);
  }

  /** The stages for one direction of a connection that opens now; none if it is for another. */
  public List<Stage> of(PassageId id, Stream stream, long now) {
    if (!spec.concerns(id, stream)) {
      return List.of();
    }
    String word = spec.kind().word();
    Match drawn = drawn(stream);
    Match match = spec.kind().ofFrames() ? around.match(id, stream, word, drawn) : drawn;
    Site site =
        new Site(id, stream, word, around.dice().die(id, stream, draws), around.log(), match);
    return switch (spec.kind()) {
      case LOSS -> List.of(new Loss(model(), (int) spec.number("most", Loss.NO_MOST), site));
      case CORRUPT -> List.of(new Corrupt(corrupt(), site));
      case DUPLICATE -> List.of(new Duplicate(spec.share(), site));
      case REPLAY -> List.of(new Replay(replay(), around.shelf(), site));
      case REORDER -> List.of(new Reorder(reorder(), site));
      case INJECT -> List.of(inject(site));
      case TRACE -> trace(site, now);
      default -> List.of(timed(at -> stage(site, at), now));
    };
  }

  private Match drawn(Stream stream) {
    Match drawn = Match.of(frames(), when);
    if (!spec.has("messages")) {
      return drawn;
    }
    Dissector dissector = around.aim().dissectors().get();
    MessageKinds kinds = new MessageKinds(spec.names("messages"));
    Direction direction = stream.direction();
    Predicate<Bytes> meant =
        spec.word("match").equals("all")
            ? message -> dissector.holdsOnly(message, direction, kinds)
            : message -> dissector.holds(message, direction, kinds);
    return new MessageMatch(drawn, meant, spec.spans("which"));
  }

  private Spans frames() {
    return spec.kind().ofFrames() ? spec.spans("frames") : Spans.ALL;
  }

  private Stage timed(LongFunction<Stage> maker, long now) {
    boolean always = !spec.has("from") && !spec.has("until") && !spec.has("phase");
    return always ? maker.apply(now) : new Windowed(maker, when, now);
  }

  private Stage stage(Site site, long now) {
    return switch (spec.kind()) {
      case LIMIT -> new Limit(spec.whole("bytes"));
      case RESET -> new Reset(spec.whole("after"), Unit.End.RST);
      case HALF_CLOSE -> new HalfClose(spec.whole("after"));
      case DOWN -> new Down(spec.comings(), when.epoch(), now, site);
      case PARTITION -> new Partition(spec.comings(), when.epoch(), site);
      case STALL -> new Stall(spec.comings(), when.epoch(), site);
      case TCP_LOSS -> new TcpLoss(tcpLoss(), site);
      case SLICE ->
          new Slice(
              new Slice.Settings(
                  (int) spec.number("size"), (int) spec.number("variation"), spec.whole("pause")),
              site);
      case RATE -> rate(site);
      case DELAY -> new Delay(delay(), site);
      case SLOW_CLOSE -> new SlowClose(spec.whole("delay"));
      case LOSS, CORRUPT, DUPLICATE, REPLAY, REORDER, INJECT, TRACE ->
          throw new IllegalStateException(spec.kind() + " is no fault of streams alone");
    };
  }

  private Stage rate(Site site) {
    Rate.Settings settings =
        new Rate.Settings(
            spec.whole("rate"), spec.whole("burst"), (long) spec.number("queue", Rate.DEEP));
    return spec.has("shared") && settings.bytesPerSecond() > 0
        ? new Bottleneck(around.lines().line(spec.word("shared"), site.stream()), settings, site)
        : new Rate(settings, site);
  }

  private List<Stage> trace(Site site, long now) {
    Recording recording = Traces.recording(spec);
    Stage played = timed(at -> new Played(recording, when.epoch(), site, at), now);
    return Traces.loses(spec)
        ? List.of(new Loss(new LossModel.Recorded(recording, when), Loss.NO_MOST, site), played)
        : List.of(played);
  }

  private LossModel model() {
    return switch (spec.word("model")) {
      case "gilbert" -> new LossModel.GilbertElliott(spec.number("p"), spec.number("r"), 1, 0);
      case "gilbert-elliott" ->
          new LossModel.GilbertElliott(
              spec.number("p"), spec.number("r"), spec.number("1-h"), spec.number("1-k"));
      case "state" ->
          new LossModel.FourState(
              spec.number("p13"),
              // As tc has it: what is not said is the rest.
              spec.number("p31", 1 - spec.number("p13")),
              spec.number("p32"),
              spec.number("p23"),
              spec.number("p14"));
      case "list" -> new LossModel.Listed(spec.spans("list"));
      default -> new LossModel.Random(spec.share());
    };
  }

  private Corrupt.Settings corrupt() {
    return new Corrupt.Settings(
        spec.share(), (int) spec.number("bits"), (int) spec.number("place", Corrupt.ANYWHERE));
  }

  private Inject inject(Site site) {
    Bytes bytes = Bytes.fromHex(spec.word("bytes"));
    return spec.word("as").equals("frame")
        ? Inject.frame(bytes, spec.share(), site)
        : Inject.message(bytes, spec.share(), site);
  }

  private Replay.Settings replay() {
    return new Replay.Settings(
        spec.share(), spec.whole("after"), spec.word("connection").equals("next"));
  }

  private Reorder.Settings reorder() {
    return new Reorder.Settings(spec.share(), (int) spec.number("gap"), spec.whole("window"));
  }

  private TcpLoss.Settings tcpLoss() {
    return new TcpLoss.Settings(
        spec.number("probability"),
        spec.whole("round-trip"),
        (int) spec.number("segment"),
        spec.whole("timeout"));
  }

  private Delay.Settings delay() {
    Distribution distribution =
        switch (spec.word("distribution")) {
          case "normal" -> Distribution.NORMAL;
          case "pareto" -> Distribution.PARETO;
          case "paretonormal" -> Distribution.PARETO_NORMAL;
          case "table" -> Distribution.table(spec.table("table"));
          default -> Distribution.UNIFORM;
        };
    return new Delay.Settings(
        spec.whole("base"),
        spec.whole("jitter"),
        distribution,
        spec.number("correlation"),
        spec.word("order").equals("kept"));
  }
}
