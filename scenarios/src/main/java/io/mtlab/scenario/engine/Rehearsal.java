package io.mtlab.scenario.engine;

import io.mtlab.scenario.measure.Measurements;
import io.mtlab.scenario.measure.Verdict;
import io.mtlab.scenario.measure.Verdict.Stop;
import io.mtlab.scenario.model.ScenarioException;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A play in virtual time that leaves no file: only what is to be thought of it.
 *
 * @param verdict what is to be thought of it
 * @param decisions what happened to frames, in the order of time
 */
public record Rehearsal(Verdict verdict, List<Decision> decisions) {
  /**
   * Plays an order in virtual time, without waiting.
   *
   * @throws ScenarioException when the order makes no sense in virtual time
   */
  public static Rehearsal of(Order order) throws ScenarioException, IOException {
    Preflight.checkUse(order);
    List<Decision> decisions = new ArrayList<>();
    Capturing nothing = Capturing.of(order);
    try (Play play = new Play(order, _ -> {}, OutputStream.nullOutputStream(), nothing)) {
      play.tells((_, event) -> {
        if (event instanceof Decision decision) {
          decisions.add(decision);
        }
      });
      new VirtualGround(order, nothing).play(play);
      Measurements measured = play.measure().measurements();
      Stop how = play.end().how();
      Verdict verdict =
          Verdict.of(
              order.scenario(), measured, how == null ? Stop.BROKEN : how, play.end().remark());
      return new Rehearsal(verdict, decisions);
    }
  }
}
