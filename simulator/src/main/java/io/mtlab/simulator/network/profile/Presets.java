package io.mtlab.simulator.network.profile;

import io.mtlab.mtproto.machine.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Networks by name. Delays are one-way: where a source gives a round trip, it says so and ours is
 * half of it; where it gives two rates, ours is the one that is named. Loss, duplication and
 * reordering are those of whole frames, which a source for packets can only hint at: what is our
 * own choice says so.
 *
 * @param name how scenarios call it
 * @param about what it stands for, in a few words
 * @param source where the numbers are from
 * @param profile the numbers
 */
public record Presets(String name, String about, String source, NetworkProfile profile) {
  private static final long MS = Time.MILLISECOND;

  /** The link table of a service for tests of video calls: rates, delays, jitter and loss. */
  private static final String LOADERO =
      "https://wiki.loadero.com/test-creation/participant-configuration/network-conditions/";

  private static final SequencedMap<String, Presets> ALL = new LinkedHashMap<>();

  /** Other names that people try. */
  private static final SequencedMap<String, String> ALIASES = new LinkedHashMap<>();

  static {
    add("none", "the machine's own loopback", "nothing is added", NetworkProfile.NONE);
    add(
        "datacentre",
        "two zones of one cloud region",
        "Azure, What are availability zones: a round trip of less than 2 ms; no loss our choice",
        delayed(MS, 0));
    add(
        "wifi",
        "a good home network",
        "our choice",
        delayed(2 * MS, MS).withRate(mbit(30)).withLoss(0.001));
    add(
        "congested-wifi",
        "a crowded room",
        LOADERO + " (High jitter: 200 ms, 100 ms; 5% packetloss); reordering our choice",
        delayed(200 * MS, 100 * MS).withLoss(0.05).withReorder(0.02));
    add(
        "5g",
        "a phone with a good signal",
        "ITU-R M.2410: 4 ms one way on air, 100 Mbit/s down for a user; 6 ms for what is behind it,"
            + " jitter, loss and reordering our choice",
        delayed(10 * MS, 3 * MS).withRate(mbit(100)).withLoss(0.001).withReorder(0.001));
    add(
        "mobile-4g",
        "a phone on the move",
        LOADERO
            + " (4G, its outgoing side: 45 ms, jitter 15 ms, 50 Mbit/s; 0.2 % loss there); 1 % of"
            + " the frames lost and 1 % overtaken are our choice, so that what repairs them has"
            + " work",
        delayed(45 * MS, 15 * MS).withRate(mbit(50)).withLoss(0.01).withReorder(0.01));
    add(
        "mobile-3g",
        "a phone in the country",
        LOADERO
            + " (3G: 250 ms, jitter 50 ms, 1,200 kbit/s, 0.5 % loss there); 1.5 % loss and 1 %"
            + " reordering are our choice",
        delayed(250 * MS, 50 * MS).withRate(kbit(1_200)).withLoss(0.015).withReorder(0.01));
    add(
        "edge",
        "a phone far from everything",
        LOADERO + " (Edge: 650 ms, jitter 100 ms, 200 kbit/s incoming, 1 % loss)",
        delayed(650 * MS, 100 * MS).withRate(kbit(200)).withLoss(0.01));
    add(
        "gprs",
        "the slowest there is",
        LOADERO + " (GPRS: 650 ms, jitter 100 ms, 80 kbit/s incoming, 1 % loss)",
        delayed(650 * MS, 100 * MS).withRate(kbit(80)).withLoss(0.01));
    add(
        "satellite",
        "over a geostationary satellite",
        "RFC 2488, section 2: 239.6 to 279.0 ms from ground to ground; 10 Mbit/s and"
            + " 0.1 % loss our choice",
        delayed(259 * MS, 20 * MS).withRate(mbit(10)).withLoss(0.001));
    add(
        "intercontinental",
        "Europe to East Asia by cable",
        "our choice: 11,000 km of fibre at 200 km a millisecond, doubled for cables that are"
            + " no straight lines; 0.1 % loss",
        delayed(110 * MS, 5 * MS).withLoss(0.001));
    add(
        "airplane",
        "a passenger's connection, which is lost now and then",
        "NetForecast, by Valour Consultancy: a round trip of 790 ms in flight; 1.5 Mbit/s down:"
            + " AppNeta on Gogo (2014); bursts of loss (3.8 %), jitter and 8 s of silence in 128 s"
            + " our choice",
        NetworkProfile.NONE
            .withRate(kbit(1_504))
            .withFaults(
                List.of(
                    FaultSpec.of("loss", "model", "gilbert", "p", "1%", "r", "25%"),
                    FaultSpec.of("stall", "after", "30s", "on", "8s", "off", "120s"),
                    FaultSpec.of(
                        "delay",
                        "base",
                        "395ms",
                        "jitter",
                        "40ms",
                        "distribution",
                        "paretonormal",
                        "correlation",
                        "25%"))));
    add(
        "elevator",
        "mobile-4g, and nothing at all for 12 s of each 52 s",
        "our choice",
        byName("mobile-4g")
            .withFaults(
                List.of(FaultSpec.of("partition", "after", "10s", "on", "12s", "off", "40s"))));
    ALIASES.put("data-centre", "datacentre");
    ALIASES.put("3g", "mobile-3g");
    ALIASES.put("4g", "mobile-4g");
  }

  /** The preset of this name; the message of the exception lists all names. */
  public static NetworkProfile byName(String name) {
    Presets preset = ALL.get(ALIASES.getOrDefault(name, name));
    if (preset == null) {
      throw new IllegalArgumentException(
          "no network is called " + name + "; there are " + String.join(", ", names()));
    }
    return preset.profile;
  }

  /** All names: from the best network to the worst, those that come and go, other names. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(ALL.keySet());
    names.addAll(ALIASES.keySet());
    return List.copyOf(names);
  }

  /** All presets. */
  public static List<Presets> all() {
    return List.copyOf(ALL.values());
  }

  private static void add(String name, String about, String source, NetworkProfile profile) {
    ALL.put(name, new Presets(name, about, source, profile));
  }

  private static NetworkProfile delayed(long delay, long jitter) {
    return NetworkProfile.NONE.withDelay(delay, jitter);
  }

  private static long mbit(long mbit) {
    return mbit * 1_000_000 / 8;
  }

  private static long kbit(long kbit) {
    return kbit * 1_000 / 8;
  }
}
