package io.mtlab.simulator.network;

import java.util.List;

/** What a network does to each connection. */
public interface Stages {
  /** Nothing happens. */
  Stages NONE =
      new Stages() {
        @Override
        public boolean faultsFrames() {
          return false;
        }

        @Override
        public List<Stage> of(PassageId id, Stream stream, Surroundings around, long now) {
          return List.of();
        }
      };

  /** Whether whole frames are lost, repeated or overtaken, so that they have to be looked for. */
  boolean faultsFrames();

  /** New stages for one direction of a connection that opens now; none for what does not happen. */
  List<Stage> of(PassageId id, Stream stream, Surroundings around, long now);

  /** The same link by link, in the order in which this direction passes them. */
  default List<List<Stage>> byLink(PassageId id, Stream stream, Surroundings around, long now) {
    return List.of(of(id, stream, around, now));
  }
}
