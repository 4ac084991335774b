package io.mtlab.simulator.network.profile;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Stages;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.frame.Duplicate;
import io.mtlab.simulator.network.frame.Loss;
import io.mtlab.simulator.network.frame.Reorder;
import io.mtlab.simulator.network.frame.Share;
import io.mtlab.simulator.network.stream.Delay;
import io.mtlab.simulator.network.stream.Rate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a network does to a connection, alike in both directions. The words are netem's.
 *
 * @param delay nanoseconds from one side to the other
 * @param jitter nanoseconds: each piece takes from delay - jitter to delay + jitter, uniform
 * @param rate bytes a second, or {@link #UNLIMITED}
 * @param loss how probable it is that a frame is lost, from 0 to 1
 * @param duplicate how probable it is that a frame arrives twice, from 0 to 1
 * @param reorder which frames are overtaken
 * @param faults what else happens, by netem's and our own words
 */
public record NetworkProfile(
    long delay,
    long jitter,
    long rate,
    double loss,
    double duplicate,
    Reorder.Settings reorder,
    List<FaultSpec> faults)
    implements Stages {
  /** A line as fast as the machine. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** The parameters that {@link #with} knows, in the order in which they are shown. */
  public static final List<String> PARAMETERS =
      List.of("delay", "jitter", "rate", "loss", "duplicate", "reorder");

  /** A frame is overtaken by one, or comes after half a second all the same. */
  private static final Reorder.Settings NO_REORDER =
      new Reorder.Settings(0, 1, 500 * Time.MILLISECOND);

  /** Nothing happens. */
  public static final NetworkProfile NONE =
      new NetworkProfile(0, 0, UNLIMITED, 0, 0, NO_REORDER, List.of());

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([a-z%]*)");

  /** Checks the ranges. */
  public NetworkProfile {
    if (delay < 0 || jitter < 0) {
      throw new IllegalArgumentException("delay and jitter must not be negative");
    }
    if (rate < 1) {
      throw new IllegalArgumentException("the rate must be more than 0");
    }
    Bounds.probability(loss);
    Bounds.probability(duplicate);
    faults = List.copyOf(faults);
  }

  /** The same with one parameter set from its text: {@code 40ms}, {@code 1mbit}, {@code 2.5%}. */
  public NetworkProfile with(String parameter, String text) {
    return switch (parameter) {
      case "delay" -> withDelay(time(parameter, text), jitter);
      case "jitter" -> withDelay(delay, time(parameter, text));
      case "rate" -> withRate(bytesPerSecond(parameter, text));
      case "loss" -> withLoss(fraction(parameter, text));
      case "duplicate" -> withDuplicate(fraction(parameter, text));
      case "reorder" -> withReorder(fraction(parameter, text));
      default ->
          throw new IllegalArgumentException(
              "no network parameter is called " + parameter + "; there are " + PARAMETERS);
    };
  }

  /** The same with another delay and jitter, in nanoseconds. */
  public NetworkProfile withDelay(long newDelay, long newJitter) {
    return new NetworkProfile(newDelay, newJitter, rate, loss, duplicate, reorder, faults);
  }

  /** The same with another rate, in bytes a second. */
  public NetworkProfile withRate(long bytesPerSecond) {
    return new NetworkProfile(delay, jitter, bytesPerSecond, loss, duplicate, reorder, faults);
  }

  /** The same with another probability of loss. */
  public NetworkProfile withLoss(double probability) {
    return new NetworkProfile(delay, jitter, rate, probability, duplicate, reorder, faults);
  }

  /** The same with another probability of repetition. */
  public NetworkProfile withDuplicate(double probability) {
    return new NetworkProfile(delay, jitter, rate, loss, probability, reorder, faults);
  }

  /** The same with another probability of being overtaken; gap and window stay. */
  public NetworkProfile withReorder(double probability) {
    Reorder.Settings settings = new Reorder.Settings(probability, reorder.gap(), reorder.window());
    return new NetworkProfile(delay, jitter, rate, loss, duplicate, settings, faults);
  }

  /** The same with these faults besides. */
  public NetworkProfile withFaults(List<FaultSpec> more) {
    List<FaultSpec> all = new ArrayList<>(faults);
    all.addAll(more);
    return new NetworkProfile(delay, jitter, rate, loss, duplicate, reorder, all);
  }

  /** The same without anything of this kind, so that another one can take its place. */
  public NetworkProfile without(FaultKind kind) {
    List<FaultSpec> others = faults.stream().filter(fault -> fault.kind() != kind).toList();
    NetworkProfile rest = new NetworkProfile(delay, jitter, rate, loss, duplicate, reorder, others);
    return switch (kind) {
      case DELAY -> rest.withDelay(0, 0);
      case RATE -> rest.withRate(UNLIMITED);
      case LOSS -> rest.withLoss(0);
      case DUPLICATE -> rest.withDuplicate(0);
      case REORDER -> rest.withReorder(0);
      default -> rest;
    };
  }

  /** How long anything takes from one side to the other at the least, in nanoseconds. */
  public long oneWay() {
    long all = delay;
    for (FaultSpec fault : faults) {
      if (fault.kind() == FaultKind.DELAY) {
        all = Bounds.plus(all, fault.whole("base"));
      } else if (fault.kind() == FaultKind.TRACE) {
        all = Bounds.plus(all, Traces.recording(fault).at(0).delay());
      }
    }
    return all;
  }

  /**
   * How long a packet and its acknowledgment take on average, in nanoseconds: by all delays of both
   * directions that are always there. Jitter lies around its base, and adds nothing.
   */
  public long roundTrip() {
    long all = Bounds.plus(delay, delay);
    for (FaultSpec fault : faults) {
      long one =
          switch (fault.kind()) {
            case DELAY -> fault.whole("base");
            case TRACE -> Traces.recording(fault).at(0).delay();
            default -> 0;
          };
      if (fault.isAlwaysThere()) {
        all = Bounds.plus(all, fault.stream() == null ? Bounds.plus(one, one) : one);
      }
    }
    return all;
  }

  /** The same, where losses under TCP that say no round trip take this one, unless it is 0. */
  public NetworkProfile withRoundTrip(long roundTrip) {
    List<FaultSpec> told = faults.stream().map(fault -> fault.withRoundTrip(roundTrip)).toList();
    return new NetworkProfile(delay, jitter, rate, loss, duplicate, reorder, told);
  }

  /** A fault with what it takes from the rest of the network. */
  public FaultSpec fault(int index) {
    FaultSpec fault = faults.get(index);
    return fault.kind() == FaultKind.TCP_LOSS ? fault.withRoundTrip(roundTrip()) : fault;
  }

  @Override
  public boolean faultsFrames() {
    return loss > 0
        || duplicate > 0
        || reorder.probability() > 0
        || faults.stream().anyMatch(FaultSpec::faultsFrames);
  }

  @Override
  public List<Stage> of(PassageId id, Stream stream, Surroundings around, long now) {
    List<Stage> stages = new ArrayList<>(4);
    if (loss > 0) {
      stages.add(new Loss(loss, Site.of(id, stream, "loss", around)));
    }
    if (duplicate > 0) {
      stages.add(new Duplicate(Share.of(duplicate), Site.of(id, stream, "duplicate", around)));
    }
    if (reorder.probability() > 0) {
      stages.add(new Reorder(reorder, Site.of(id, stream, "reorder", around)));
    }
    for (int i = 0; i < faults.size(); i++) {
      FaultStages its = new FaultStages(fault(i), drawName(i), around, around.epoch());
      stages.addAll(its.of(id, stream, now));
    }
    if (rate != UNLIMITED) {
      stages.add(new Rate(rate));
    }
    if (delay > 0 || jitter > 0) {
      Delay.Settings settings = new Delay.Settings(delay, jitter);
      stages.add(new Delay(settings, Site.of(id, stream, "delay", around.dice(), around.log())));
    }
    return stages;
  }

  /** The first of a kind draws under its word, like the one of a preset; others draw apart. */
  public String drawName(int index) {
    FaultKind kind = faults.get(index).kind();
    long before = faults.subList(0, index).stream().filter(one -> one.kind() == kind).count();
    boolean plain =
        switch (kind) {
          case LOSS -> loss > 0;
          case DUPLICATE -> duplicate > 0;
          case REORDER -> reorder.probability() > 0;
          case DELAY -> delay > 0 || jitter > 0;
          default -> false;
        };
    long number = before + (plain ? 2 : 1);
    return number == 1 ? kind.word() : kind.word() + "#" + number;
  }

  private static long time(String parameter, String text) {
    Matcher match = match(parameter, text, "a time such as 40ms");
    long unit =
        switch (match.group(2)) {
          case "us" -> Time.MICROSECOND;
          case "ms" -> Time.MILLISECOND;
          case "s" -> Time.SECOND;
          case "min" -> Time.MINUTE;
          default -> noUnit(parameter, text, match, "us, ms, s or min");
        };
    return scaled(parameter, text, match, unit);
  }

  private static long bytesPerSecond(String parameter, String text) {
    if (text.equals("unlimited")) {
      return UNLIMITED;
    }
    Matcher match = match(parameter, text, "a rate such as 10mbit, or unlimited");
    long bits =
        switch (match.group(2)) {
          case "bit" -> 1;
          case "kbit" -> 1_000;
          case "mbit" -> 1_000_000;
          case "gbit" -> 1_000_000_000;
          default -> noUnit(parameter, text, match, "bit, kbit, mbit or gbit a second");
        };
    long bytes = scaled(parameter, text, match, bits) / 8;
    if (bytes < 1) {
      throw new IllegalArgumentException(parameter + " must be at least 8bit, not " + text);
    }
    return bytes;
  }

  private static double fraction(String parameter, String text) {
    Matcher match = match(parameter, text, "a share from 0% to 100%");
    if (!match.group(2).equals("%")) {
      noUnit(parameter, text, match, "%");
    }
    double percent = Double.parseDouble(match.group(1));
    if (percent > 100) {
      throw new IllegalArgumentException(parameter + " must be from 0% to 100%, not " + text);
    }
    return percent / 100;
  }

  private static Matcher match(String parameter, String text, String wanted) {
    Matcher match = NUMBER_AND_UNIT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      throw new IllegalArgumentException(parameter + " must be " + wanted + ", not " + text);
    }
    return match;
  }

  /** Nothing needs no unit. */
  private static long noUnit(String parameter, String text, Matcher match, String units) {
    if (match.group(2).isEmpty() && new BigDecimal(match.group(1)).signum() == 0) {
      return 1;
    }
    throw new IllegalArgumentException(parameter + " must have a unit (" + units + "): " + text);
  }

  private static long scaled(String parameter, String text, Matcher match, long unit) {
    BigDecimal value = new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(unit));
    if (value.compareTo(BigDecimal.valueOf(Time.HOUR * 1000)) > 0) {
      throw new IllegalArgumentException(parameter + " is too large: " + text);
    }
    return value.longValue();
  }
}
