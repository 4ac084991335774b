package io.mtlab.simulator.toxiproxy;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.profile.Chain;
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
  private static final long BYTES_PER_RATE = 1000;

  /** Refuses what Toxiproxy's whole milliseconds and kilobytes cannot express. */
  public static ProfileRequests of(NetworkProfile profile) {
    return new ProfileRequests(toxicsOf(profile), faultsOf(profile));
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
    NetworkProfile told = profile.withRoundTrip(profile.roundTrip());
    NetworkProfile rest = fineDelay ? told.withDelay(0, 0) : told;
    ProfileRequests requests = of(fineRate ? rest.withRate(NetworkProfile.UNLIMITED) : rest);
    List<String> faults = new ArrayList<>(requests.faults());
    for (Stream stream : Stream.values()) {
      Faults more = new Faults("", stream, faults);
      if (fineRate) {
        more.addRate(profile);
      }
      if (fineDelay) {
        more.addDelay(profile);
      }
    }
    return new ProfileRequests(requests.toxics(), List.copyOf(faults));
  }

  /** The same for several links in a row, each of which draws and records under its own name. */
  public static ProfileRequests ofEmbedded(Chain chain) {
    return new ProfileRequests(List.of(), faultsOf(chain, true));
  }

  /** The faults of several links in a row, without the delay and the rate that are toxics. */
  public static List<String> faultsOf(Chain chain) {
    return faultsOf(chain, false);
  }

  private static List<String> faultsOf(Chain chain, boolean whole) {
    List<String> faults = new ArrayList<>();
    for (Stream stream : Stream.values()) {
      for (Chain.Hop hop : chain.hops(stream)) {
        Faults of = new Faults(hop.link(), stream, faults);
        of.addAll(hop.profile());
        if (whole) {
          of.addRate(hop.profile());
          of.addDelay(hop.profile());
        }
      }
    }
    return List.copyOf(faults);
  }

  /** The faults alone. */
  public static List<String> faultsOf(NetworkProfile profile) {
    List<String> faults = new ArrayList<>();
    for (Stream stream : Stream.values()) {
      new Faults("", stream, faults).addAll(profile);
    }
    return List.copyOf(faults);
  }

  /** The toxics alone. */
  public static List<String> toxicsOf(NetworkProfile profile) {
    List<String> toxics = new ArrayList<>();
    for (Stream stream : Stream.values()) {
      addToxics(profile, word(stream), toxics);
    }
    return List.copyOf(toxics);
  }

  private static String word(Stream stream) {
    return stream.name().toLowerCase(Locale.ROOT);
  }

  private static void addToxics(NetworkProfile profile, String stream, List<String> toxics) {
    if (profile.rate() != NetworkProfile.UNLIMITED) {
      long rate = whole("rate", profile.rate(), BYTES_PER_RATE, "kilobytes (8kbit) a second");
      toxics.add(toxic("bandwidth", stream, text -> text.key("rate").value(rate)));
    }
    if (profile.delay() > 0 || profile.jitter() > 0) {
      long delay = whole("delay", profile.delay(), Time.MILLISECOND, "milliseconds");
      long jitter = whole("jitter", profile.jitter(), Time.MILLISECOND, "milliseconds");
      toxics.add(
          toxic(
              "latency",
              stream,
              text -> text.key("latency").value(delay).key("jitter").value(jitter)));
    }
  }

  private static String toxic(String type, String stream, Consumer<JsonText> attributes) {
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

  /**
   * The faults of one direction of a link.
   *
   * @param link on which they happen; empty for the proxy itself
   * @param into where the requests go
   */
  private record Faults(String link, Stream stream, List<String> into) {
    void addAll(NetworkProfile profile) {
      if (profile.loss() > 0) {
        add("loss", text -> text.key("probability").value(profile.loss()));
      }
      if (profile.duplicate() > 0) {
        add("duplicate", text -> text.key("probability").value(profile.duplicate()));
      }
      if (profile.reorder().probability() > 0) {
        double window = (double) profile.reorder().window() / Time.MILLISECOND;
        add(
            "reorder",
            text ->
                text.key("probability")
                    .value(profile.reorder().probability())
                    .key("gap")
                    .value(profile.reorder().gap())
                    .key("window")
                    .value(window));
      }
      for (int i = 0; i < profile.faults().size(); i++) {
        FaultSpec spec = profile.fault(i);
        if (spec.stream() == null || spec.stream() == stream) {
          add(spec, profile.drawName(i));
        }
      }
    }

    /** A rate that no toxic expresses. */
    void addRate(NetworkProfile profile) {
      if (profile.rate() != NetworkProfile.UNLIMITED) {
        add(FaultKind.RATE, "rate", profile.rate(), "burst", 0);
      }
    }

    /** A delay that no toxic expresses. */
    void addDelay(NetworkProfile profile) {
      if (profile.delay() > 0 || profile.jitter() > 0) {
        add(FaultKind.DELAY, "base", profile.delay(), "jitter", profile.jitter());
      }
    }

    /** A fault with two numbers in their base units: nanoseconds, bytes. */
    private void add(FaultKind kind, String one, long first, String other, long second) {
      SequencedMap<String, Value> values = new LinkedHashMap<>();
      values.put(one, new Value.Num((double) first));
      values.put(other, new Value.Num((double) second));
      add(FaultSpec.of(kind, values), kind.word());
    }

    private void add(String type, Consumer<JsonText> attributes) {
      JsonText text = begun(new JsonText().beginObject(), type).key("attributes").beginObject();
      attributes.accept(text);
      into.add(text.endObject().endObject().toString());
    }

    private void add(FaultSpec spec, String drawName) {
      JsonText text = new JsonText().beginObject();
      text.key("name").value(Fault.named(link, drawName + "_" + word(stream)));
      Fault.attributes(spec, begun(text, spec.kind().word()).key("attributes"));
      into.add(text.endObject().toString());
    }

    private JsonText begun(JsonText text, String type) {
      text.key("type").value(type).key("stream").value(word(stream));
      return link.isEmpty() ? text : text.key("link").value(link);
    }
  }
}
