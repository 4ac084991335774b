package io.mtlab.simulator.network;

/** A fault that needs whole frames. Frame stages stand before all others. */
public interface FrameStage extends Stage {
  /**
   * Its place among frame stages, small first: what is lost is not repeated, and what is repeated
   * can be overtaken, whichever was asked for first.
   */
  int rank();
}
