package io.mtlab.scenario.engine;

import io.mtlab.scenario.measure.Measure.Progress;
import io.mtlab.scenario.measure.Trial;
import io.mtlab.scenario.measure.Verdict.Stop;
import io.mtlab.scenario.model.NodeRole;
import io.mtlab.scenario.model.Quantity;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.scenario.model.Verb;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Leads through the phases of a scenario: says who does what when, sees when a phase is over, and
 * when the time is.
 *
 * <p>One thread calls {@link #advance}; any may ask the rest. Has no clock: whoever calls brings
 * the time, nanoseconds since the Unix epoch.
 */
final class Conductor {
  private static final double NS_PER_SECOND = 1e9;

  /** The poster hears of a post before it is due, and keeps the time itself. */
  private static final long TOLD_AHEAD_NS = 1_000_000_000L;

  private final Scenario scenario;
  private final Trial trial;
  private final Supplier<Progress> heard;
  private final ToIntFunction<String> elsewhere;
  private final Cast cast;
  private final Rota rota;
  private final Trace trace;
  private final Consumer<String> phases;
  private final End end;
  private final long runDeadline;
  private volatile int current = -1;
  private volatile boolean groupReady;
  private volatile @Nullable String posterFailure;
  private long phaseStart;
  private long phaseDeadline;
  private int told;
  private int postsBefore;

  /**
   * @param start when the run begins
   * @param cast those who act
   * @param trace told when phases begin and end
   */
  Conductor(Play play, long start, Cast cast, Trace trace) {
    this.scenario = play.order().scenario();
    this.trial = play.order().trial();
    this.heard = play.measure()::progress;
    this.elsewhere = play.measure()::elsewhere;
    this.phases = play::phaseBegins;
    this.end = play.end();
    this.cast = cast;
    this.rota = new Rota(trial.members(), cast);
    this.trace = trace;
    this.runDeadline =
        scenario.withinNs().isPresent() ? start + scenario.withinNs().getAsLong() : Long.MAX_VALUE;
  }

  /** The group exists and has its name. */
  void groupIsReady() {
    groupReady = true;
  }

  /** The poster cannot go on. */
  void posterFailed(String why) {
    posterFailure = why;
  }

  /** Whether {@link #advance} would do something before its time has come. */
  boolean isReady() {
    return end.how() != null || current < 0 || posterFailure != null || isOver(phaseNow());
  }

  /** When {@link #advance} is to be called at the latest. */
  long nextDue() {
    if (current < 0 || end.how() != null) {
      return 0;
    }
    PhaseSpec phase = phaseNow();
    long next = told < calls(phase) ? toldAt(phase, told) : Long.MAX_VALUE;
    long soonest = Math.min(next, rota.nextDue());
    return Math.min(soonest, Math.min(phaseDeadline, runDeadline));
  }

  /** Does what is due by now. */
  void advance(long now) {
    while (end.how() == null && (current < 0 || isOver(phaseNow()))) {
      next(now);
    }
    if (end.how() != null) {
      return;
    }
    rota.advance(now);
    PhaseSpec phase = phaseNow();
    while (told < calls(phase) && toldAt(phase, told) <= now) {
      tell(phase, told, due(phase, told));
      told++;
    }
    String failure = posterFailure;
    if (failure != null) {
      end.set(Stop.OUT_OF_TIME, "The poster gave up: " + failure + ".");
    } else if (now >= runDeadline) {
      end.set(Stop.OUT_OF_TIME, "The run's time limit is over: " + soFar(phase));
    } else if (now >= phaseDeadline) {
      String within = Quantity.DURATION.format((double) phase.withinNs());
      String when = calls(phase) > 1 ? " after the last was due: " : ": ";
      end.set(
          Stop.OUT_OF_TIME,
          "Phase \"" + phase.name() + "\" was not over within " + within + when + soFar(phase));
    }
  }

  /** How far the run is, by its own clock. */
  Watcher.Status status(double seconds) {
    PhaseSpec phase = phaseNow();
    String words = soFar(phase);
    int phases = scenario.phases().size();
    return new Watcher.Status(phase.name(), current + 1, phases, share(phase), words, seconds);
  }

  private double share(PhaseSpec phase) {
    Progress progress = heard.get();
    return switch (phase.verb()) {
      case CREATE_SUPERGROUP -> groupReady ? 1 : 0;
      case JOIN -> (double) progress.joined() / trial.members();
      case POST -> (double) (progress.posted() - postsBefore) / phase.count();
      case RECEIVE_ALL ->
          progress.received() / Math.max(1.0, (double) trial.members() * trial.posts());
      case TAKE_TURNS, CUT, STALL, HEAL, REBIND, ROAM, RESTART -> (double) told / calls(phase);
      case SETTLE -> isOver(phase) ? 1 : 0;
    };
  }

  /** How far the phase is, in words. */
  private String soFar(PhaseSpec phase) {
    Progress progress = heard.get();
    return switch (phase.verb()) {
      case CREATE_SUPERGROUP -> groupReady ? "the group is made." : "there is no group yet.";
      case JOIN -> said("%,d of %,d members have joined.", progress.joined(), trial.members());
      case POST -> said("%,d of %,d posts are sent.", progress.posted(), trial.posts());
      case RECEIVE_ALL ->
          said(
              "%,d of %,d deliveries have arrived.",
              progress.received(), (long) trial.members() * trial.posts());
      case TAKE_TURNS -> "the members begin to come and go.";
      case CUT, STALL, HEAL -> "the network changes.";
      case REBIND, ROAM -> "clients come from other addresses.";
      case RESTART -> "the server is away.";
      case SETTLE ->
          String.format(
              Locale.ROOT,
              "%,d clients are not on their first choice.",
              elsewhere.applyAsInt(phase.node()));
    };
  }

  private void next(long now) {
    if (current >= 0) {
      trace.record(now, new TraceEvent.Phase(phaseNow().name(), true));
    }
    if (current + 1 == scenario.phases().size()) {
      end.set(Stop.COMPLETE, null);
      return;
    }
    if (current >= 0 && phaseNow().verb() == Verb.POST) {
      postsBefore += phaseNow().count();
    }
    told = 0;
    phaseStart = now;
    int next = current + 1;
    current = next;
    PhaseSpec phase = phaseNow();
    int calls = calls(phase);
    long schedule = calls == 0 ? now : due(phase, calls - 1);
    phaseDeadline = schedule + phase.withinNs();
    trace.record(now, new TraceEvent.Phase(phase.name(), false));
    phases.accept(phase.name());
  }

  private boolean isOver(PhaseSpec phase) {
    Progress progress = heard.get();
    return switch (phase.verb()) {
      case CREATE_SUPERGROUP -> groupReady;
      case JOIN -> progress.joined() >= trial.members();
      case POST -> progress.posted() >= postsBefore + phase.count();
      case RECEIVE_ALL -> progress.received() >= (long) trial.members() * trial.posts();
      case TAKE_TURNS, CUT, STALL, HEAL, REBIND, ROAM, RESTART -> told == calls(phase);
      case SETTLE -> elsewhere.applyAsInt(phase.node()) == 0;
    };
  }

  private int calls(PhaseSpec phase) {
    return switch (phase.verb()) {
      case CREATE_SUPERGROUP, TAKE_TURNS, CUT, STALL, HEAL, REBIND, ROAM -> 1;
      case RESTART -> 2;
      case JOIN -> scenario.node(NodeRole.MEMBER).count();
      case POST -> phase.count();
      case RECEIVE_ALL, SETTLE -> 0;
    };
  }

  /** An open model: the schedule alone decides, not what became of the call before. */
  private long due(PhaseSpec phase, int call) {
    if (phase.verb() == Verb.RESTART) {
      return phaseStart + call * phase.awayNs();
    }
    return call == 0
        ? phaseStart
        : phaseStart + (long) (call * NS_PER_SECOND / phase.ratePerSecond());
  }

  private long toldAt(PhaseSpec phase, int call) {
    long due = due(phase, call);
    return phase.verb() == Verb.POST ? due - TOLD_AHEAD_NS : due;
  }

  private void tell(PhaseSpec phase, int call, long due) {
    switch (phase.verb()) {
      case CREATE_SUPERGROUP -> cast.createGroup();
      case JOIN -> rota.join(call + 1);
      case TAKE_TURNS -> rota.begin(phase.turns(), due);
      case POST -> cast.post(postsBefore + call, due);
      case CUT, STALL, HEAL -> cast.network(phase);
      case REBIND, ROAM -> cast.readdress(phase);
      case RESTART -> cast.server(call > 0);
      case RECEIVE_ALL, SETTLE -> {
        // Nobody is told: they receive what comes, and go where they like.
      }
    }
  }

  private static String said(String format, long done, long all) {
    return String.format(Locale.ROOT, format, done, all);
  }

  private PhaseSpec phaseNow() {
    return scenario.phases().get(current);
  }
}
