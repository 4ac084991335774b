package io.mtlab.scenario.engine;

import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.scenario.engine.way.Networks;
import io.mtlab.scenario.engine.way.Way;
import io.mtlab.scenario.model.Problem;
import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.model.ScenarioException;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import io.mtlab.simulator.toxiproxy.backend.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must be so before a run starts. */
final class Preflight {
  /** More real key exchanges than this take longer than anybody wants to wait. */
  static final int EXCHANGED_MEMBERS_MAX = 5_000;

  /** In the engine, a member has its own socket and both ends of the proxy's. */
  private static final int DESCRIPTORS_PER_MEMBER = 3;

  /** Jars, event loops, files, pipes: what a process holds besides connections. */
  private static final int DESCRIPTORS_BESIDE = 300;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern OPEN_FILES =
      Pattern.compile("Max open files\\s+(\\d+|unlimited)\\s.*");

  private Preflight() {}

  /**
   * Refuses what makes no sense.
   *
   * @throws ScenarioException when members are too many for real key exchanges
   */
  static void checkUse(Order order) throws ScenarioException {
    int members = order.members().count();
    if (!order.members().provisioned() && members > EXCHANGED_MEMBERS_MAX) {
      String text =
          String.format(
              Locale.ROOT,
              "%,d members would each exchange a key; above %,d say keys: provisioned"
                  + " (--set keys=provisioned, where that is a parameter)",
              members,
              EXCHANGED_MEMBERS_MAX);
      throw new ScenarioException(
          List.of(new Problem(new Problem.Place("node " + order.members().id(), 0, 0), text)));
    }
    List<Problem> problems = new ArrayList<>();
    for (Way way : Way.all(order.scenario())) {
      for (LinkSpec link : way.path().links()) {
        try {
          checkVisible(way.transport(), link);
          if (way.transport().channel() == Channel.STREAM) {
            checkAble(link, order.backend());
          }
        } catch (ScenarioException refused) {
          problems.addAll(refused.problems());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems.stream().distinct().toList());
    }
  }

  /** What stands between clients and server must be able to do what the link asks for. */
  static void checkAble(LinkSpec link, BackendKind backend) throws ScenarioException {
    Problem.Place place = new Problem.Place("link " + link.id(), 0, 0);
    List<Problem> problems =
        Capability.lacking(Networks.profile(link), backend).stream()
            .map(line -> new Problem(place, line))
            .toList();
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems);
    }
  }

  /** What TLS hides cannot be lost, repeated or overtaken by itself. */
  static void checkVisible(TransportSpec transport, LinkSpec link) throws ScenarioException {
    if (transport.carrier().isSecure() && Networks.profile(link).faultsFrames()) {
      String text =
          "unsupported: TLS hides the frames of "
              + transport.name()
              + ", so none can be lost, repeated or overtaken; choose loss, duplicate and reorder"
              + " of 0%, or another transport";
      throw new ScenarioException(
          List.of(new Problem(new Problem.Place("link " + link.id(), 0, 0), text)));
    }
  }

  /**
   * Refuses what the machine cannot hold.
   *
   * @throws EnvironmentException with the limit and the ways out
   */
  static void checkMachine(Order order) throws EnvironmentException {
    if (!order.virtual()) {
      checkDescriptors(order.members().count(), order.inProcess(), descriptorsMax());
    }
  }

  static void checkDescriptors(int members, boolean inProcess, long limit)
      throws EnvironmentException {
    long perMember = DESCRIPTORS_PER_MEMBER + (inProcess ? 1L : 0L);
    long needed = members * perMember + DESCRIPTORS_BESIDE;
    if (needed > limit) {
      long possible = Math.max(0, (limit - DESCRIPTORS_BESIDE) / perMember);
      throw new EnvironmentException(
          String.format(
              Locale.ROOT,
              "%,d members need %,d open files, and this process may have %,d (ulimit -n);"
                  + " run with --time virtual, or with at most --set members=%d",
              members,
              needed,
              limit,
              possible));
    }
  }

  /** How many descriptors this process may have; no limit where it cannot be read. */
  private static long descriptorsMax() {
    try {
      for (String line : Files.readAllLines(LIMITS)) {
        Matcher matcher = OPEN_FILES.matcher(line);
        if (matcher.matches() && !matcher.group(1).equals("unlimited")) {
          return Long.parseLong(matcher.group(1));
        }
      }
    } catch (IOException e) {
      // Not Linux: the system itself will say when it has enough.
      return Long.MAX_VALUE;
    }
    return Long.MAX_VALUE;
  }
}
