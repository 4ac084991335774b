package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Latency;
import io.mtlab.scenario.measure.Measurements;
import io.mtlab.scenario.measure.Measurements.Side;
import io.mtlab.scenario.measure.Verdict;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code run.json}: the form is {@code scenarios/schema/run.json}. */
public final class RunJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private RunJson() {}

  /** The run as indented JSON with a newline at its end. */
  public static String text(RunReport report) {
    return MAPPER.writeValueAsString(node(report)) + "\n";
  }

  static ObjectNode node(RunReport report) {
    Measurements measured = report.measured();
    Verdict verdict = report.verdict();
    ObjectNode root = object();
    root.put("scenario", measured.run().scenario());
    root.put("title", report.facts().title());
    root.put("seed", measured.run().seed());
    ObjectNode parameters = root.putObject("parameters");
    measured.run().parameters().forEach(parameters::put);
    root.put("time", measured.run().time());
    root.put("outcome", verdict.exitCode().outcome());
    root.put("exitCode", verdict.exitCode().code());
    root.put("startedAt", report.facts().startedAt().toString());
    root.put("wallSeconds", report.facts().wallSeconds());
    root.put("runSeconds", round(measured.run().seconds()));
    root.put("command", report.facts().command());
    root.put("version", report.facts().version());
    members(root, measured);
    deliveries(root, measured);
    latencies(root, measured);
    wire(root, measured);
    network(root, report);
    resources(root, measured);
    generator(root, measured);
    phases(root, measured);
    checks(root.putArray("expectations"), verdict.expectations());
    checks(root.putArray("invariants"), verdict.invariants());
    gaps(root, measured);
    ObjectNode failures = root.putObject("failures");
    measured.failures().forEach(failures::put);
    root.putObject("keys")
        .put("bound", measured.keys().bound())
        .put("renewed", measured.keys().renewed())
        .put("permanentUsed", (long) measured.value("keys.permanentUsed"));
    transports(root.putObject("transports"), measured.transports());
    findings(root.putArray("findings"), measured);
    texts(root.putArray("remarks"), verdict.remarks());
    texts(root.putArray("notes"), report.facts().notes());
    return root;
  }

  private static void members(ObjectNode root, Measurements measured) {
    root.putObject("members")
        .put("expected", measured.members().expected())
        .put("keys", measured.members().keys())
        .put("signedIn", measured.members().signedIn())
        .put("joined", measured.members().joined());
  }

  private static void deliveries(ObjectNode root, Measurements measured) {
    Measurements.Deliveries deliveries = measured.deliveries();
    root.putObject("deliveries")
        .put("expected", deliveries.expected())
        .put("received", deliveries.received())
        .put("missing", deliveries.missing())
        .put("duplicated", deliveries.duplicated())
        .put("outOfOrder", deliveries.outOfOrder())
        .put("byDifference", deliveries.byDifference());
    root.putObject("throughput").put("deliveriesPerSecond", deliveries.perSecond());
  }

  private static void latencies(ObjectNode root, Measurements measured) {
    ObjectNode all = root.putObject("latencyMs");
    measured.latencies().forEach((name, latency) -> latency(all.putObject(name), latency));
  }

  private static void latency(ObjectNode node, Latency latency) {
    node.put("count", latency.count())
        .put("p50", latency.p50())
        .put("p90", latency.p90())
        .put("p99", latency.p99())
        .put("max", latency.max());
  }

  private static void wire(ObjectNode root, Measurements measured) {
    root.putObject("wire")
        .put("bytesUp", measured.wire().bytesUp())
        .put("bytesDown", measured.wire().bytesDown())
        .put("bytesPerDelivery", measured.wire().bytesPerDelivery());
  }

  private static void network(ObjectNode root, RunReport report) {
    ObjectNode network = root.putObject("network");
    texts(network.putArray("links"), report.facts().networks());
    ObjectNode decisions = network.putObject("decisions");
    // Always there, so that a reader need not ask: what the network never did is 0.
    for (String kind : new String[] {"delay", "loss", "reorder", "duplicate"}) {
      decisions.put(kind, 0L);
    }
    report.measured().decisions().forEach(decisions::put);
  }

  private static void resources(ObjectNode root, Measurements measured) {
    Measurements.Resources cost = measured.resources();
    ObjectNode node = root.putObject("resources");
    node.putObject("server")
        .put("cpuSeconds", cost.server().cpuSeconds())
        .put("heapPeakBytes", cost.server().heapPeakBytes())
        .put("rssPeakBytes", cost.server().rssPeakBytes());
    node.putObject("clients").put("cpuSeconds", cost.clients().cpuSeconds());
    node.putObject("network").put("cpuSeconds", cost.network().cpuSeconds());
    Side engine = cost.clients();
    node.putObject("engine")
        .put("heapPeakBytes", engine.heapPeakBytes())
        .put("rssPeakBytes", engine.rssPeakBytes());
    node.put("connectionsPeak", cost.connectionsPeak());
  }

  private static void generator(ObjectNode root, Measurements measured) {
    root.putObject("generator")
        .put("saturated", measured.generator().saturated())
        .put("latestPostMs", measured.generator().latestPostMs());
  }

  private static void phases(ObjectNode root, Measurements measured) {
    ArrayNode phases = root.putArray("phases");
    for (Measurements.Phase phase : measured.phases()) {
      ObjectNode node = phases.addObject().put("name", phase.name());
      node.put("startSeconds", round(phase.startSeconds()));
      node.put("ended", phase.endSeconds() >= 0);
      if (phase.endSeconds() >= 0) {
        node.put("endSeconds", round(phase.endSeconds()));
      }
    }
  }

  private static void checks(ArrayNode to, Iterable<Verdict.Check> checks) {
    for (Verdict.Check check : checks) {
      to.addObject()
          .put("check", check.words())
          .put("actual", check.actual())
          .put("passed", check.passed());
    }
  }

  private static void gaps(ObjectNode root, Measurements measured) {
    ObjectNode missing = root.putObject("missing");
    missing.put("postsSent", measured.gaps().posted());
    missing.put("membersLacking", measured.gaps().membersLacking());
    ArrayNode members = missing.putArray("members");
    for (Measurements.Gap gap : measured.gaps().members()) {
      ObjectNode node = members.addObject().put("member", gap.member()).put("joined", gap.joined());
      node.put("count", gap.count());
      ArrayNode posts = node.putArray("posts");
      gap.posts().forEach(posts::add);
    }
  }

  private static void transports(ObjectNode to, Measurements.Transports transports) {
    ObjectNode inUse = to.putObject("inUse");
    transports.inUse().forEach(inUse::put);
    to.put("elsewhere", transports.elsewhere()).put("moves", transports.moves());
    ObjectNode reasons = to.putObject("reasons");
    transports.reasons().forEach(reasons::put);
  }

  private static void findings(ArrayNode to, Measurements measured) {
    for (Measurements.Finding finding : measured.findings()) {
      ObjectNode node = to.addObject().put("fault", finding.fault());
      texts(node.putArray("rules"), finding.rules());
      node.put("outcome", finding.tolerated() ? "tolerated" : "refused");
      node.put("count", finding.count());
    }
  }

  private static void texts(ArrayNode to, Iterable<String> texts) {
    texts.forEach(to::add);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static double round(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
