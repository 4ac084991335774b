package io.mtlab.simulator.toxiproxy;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.profile.FaultKind;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.network.profile.Value;
import io.mtlab.simulator.toxiproxy.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * A network's profile as requests to a proxy: each string is the body of one POST. The toxics are
 * good for the real server too; the faults need our own, and a proxy with {@code "framing":
 * "mtproto"}. Stages then stand, and draw, as in virtual time.
 *
 * @param toxics for {@code /proxies/{proxy}/toxics}, in this order
 * @param faults for {@code /proxies/{proxy}/faults}
 */
public record ProfileRequests(List<String> toxics, List<String> faults) {
  private static final List<String> STREAMS = List.of("upstream", "downstream");
  private static final long BYTES_PER_RATE = 1000;

  /** Refuses what Toxiproxy's whole milliseconds and kilobytes cannot express. */
  public static ProfileRequests of(NetworkProfile profile) {
    List<String> toxics = new ArrayList<>();
    for (String stream : STREAMS) {
      addToxics(profile, stream, toxics);
    }
    return new ProfileRequests(List.copyOf(toxics), faultsOf(profile));
  }

  /**
   * The same for our own alone: a delay or a rate that toxics cannot express is a fault, whose
   * numbers may be fractions.
   */
  public static ProfileRequests ofEmbedded(NetworkProfile profile) {
    boolean fineDelay =
        profile.delay() % Time.MILLISECOND != 0 || profile.jitter() % Time.MILLISECOND != 0;
    boolean fineRate =
        profile.rate() != NetworkProfile.UNLIMITED && profile.rate() % BYTES_PER_RATE != 0;
    NetworkProfile rest = fineDelay ? profile.withDelay(0, 0) : profile;
    ProfileRequests requests = of(fineRate ? rest.withRate(NetworkProfile.UNLIMITED) : rest);
    List<String> faults = new ArrayList<>(requests.faults());
    for (String stream : STREAMS) {
      if (fineRate) {
        faults.add(fault(FaultKind.RATE, stream, "rate", profile.rate(), "burst", 0));
      }
      if (fineDelay) {
        faults.add(
            fault(FaultKind.DELAY, stream, "base", profile.delay(), "jitter", profile.jitter()));
      }
    }
    return new ProfileRequests(requests.toxics(), List.copyOf(faults));
  }

  /** A fault with two numbers in their base units: nanoseconds, bytes. */
  private static String fault(
      FaultKind kind, String stream, String one, long first, String other, long second) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    values.put(one, new Value.Num((double) first));
    values.put(other, new Value.Num((double) second));
    return body(FaultSpec.of(kind, values), kind.word() + "_" + stream, stream);
  }

  /** The faults alone. */
  public static List<String> faultsOf(NetworkProfile profile) {
    List<String> faults = new ArrayList<>();
    for (String stream : STREAMS) {
      addFaults(profile, stream, faults);
      for (int i = 0; i < profile.faults().size(); i++) {
        FaultSpec spec = profile.faults().get(i);
        if (spec.stream() == null || stream.equals(word(spec.stream()))) {
          faults.add(body(spec, profile.drawName(i) + "_" + stream, stream));
        }
      }
    }
    return List.copyOf(faults);
  }

  private static String word(Stream stream) {
    return stream.name().toLowerCase(Locale.ROOT);
  }

  private static String body(FaultSpec spec, String name, String stream) {
    JsonText text = new JsonText().beginObject().key("name").value(name);
    text.key("type").value(spec.kind().word()).key("stream").value(stream).key("attributes");
    Fault.attributes(spec, text);
    return text.endObject().toString();
  }

  private static void addToxics(NetworkProfile profile, String stream, List<String> toxics) {
    if (profile.rate() != NetworkProfile.UNLIMITED) {
      long rate = whole("rate", profile.rate(), BYTES_PER_RATE, "kilobytes (8kbit) a second");
      toxics.add(body("bandwidth", stream, text -> text.key("rate").value(rate)));
    }
    if (profile.delay() > 0 || profile.jitter() > 0) {
      long delay = whole("delay", profile.delay(), Time.MILLISECOND, "milliseconds");
      long jitter = whole("jitter", profile.jitter(), Time.MILLISECOND, "milliseconds");
      toxics.add(
          body(
              "latency",
              stream,
              text -> text.key("latency").value(delay).key("jitter").value(jitter)));
    }
  }

  private static void addFaults(NetworkProfile profile, String stream, List<String> faults) {
    if (profile.loss() > 0) {
      faults.add(body("loss", stream, text -> text.key("probability").value(profile.loss())));
    }
    if (profile.duplicate() > 0) {
      faults.add(
          body("duplicate", stream, text -> text.key("probability").value(profile.duplicate())));
    }
    if (profile.reorder().probability() > 0) {
      double window = (double) profile.reorder().window() / Time.MILLISECOND;
      faults.add(
          body(
              "reorder",
              stream,
              text ->
                  text.key("probability")
                      .value(profile.reorder().probability())
                      .key("gap")
                      .value(profile.reorder().gap())
                      .key("window")
                      .value(window)));
    }
  }

  private static String body(String type, String stream, Consumer<JsonText> attributes) {
    JsonText text = new JsonText().beginObject().key("type").value(type);
    text.key("stream").value(stream).key("attributes").beginObject();
    attributes.accept(text);
    return text.endObject().endObject().toString();
  }

  private static long whole(String parameter, long value, long unit, String units) {
    if (value % unit != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must be a whole number of %s for a Toxiproxy, not %s of them",
              parameter,
              units,
              (double) value / unit));
    }
    return value / unit;
  }
}
