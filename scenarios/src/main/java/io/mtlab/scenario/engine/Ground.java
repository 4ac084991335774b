package io.mtlab.scenario.engine;

import io.mtlab.scenario.serve.EnvironmentException;
import java.io.IOException;
import java.util.List;

/** Where a scenario is played. */
interface Ground {
  /**
   * Plays a whole scenario; returns when it is over, for whatever reason.
   *
   * @throws EnvironmentException when the machine lacks something
   */
  void play(Play play) throws EnvironmentException, IOException, InterruptedException;

  /** What a reader of the report should know about this ground. */
  List<String> notes();
}
