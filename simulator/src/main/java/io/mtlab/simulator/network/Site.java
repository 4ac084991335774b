package io.mtlab.simulator.network;

/**
 * Where a stage stands: it draws and records under this name.
 *
 * @param id the connection
 * @param stream the direction
 * @param fault what the decision log calls it
 * @param die the draws of this stage
 * @param log who hears its decisions
 * @param match which frames it is for
 */
public record Site(
    PassageId id, Stream stream, String fault, Dice.Die die, DecisionLog log, Match match) {
  /** The place of a stage that is for all frames. */
  public Site(PassageId id, Stream stream, String fault, Dice.Die die, DecisionLog log) {
    this(id, stream, fault, die, log, Match.ALL);
  }

  /** The place of the one stage of this kind in this direction. */
  public static Site of(PassageId id, Stream stream, String fault, Dice dice, DecisionLog log) {
    return new Site(id, stream, fault, dice.die(id, stream, fault), log);
  }

  /** The same for a stage of frames, which may have been told whom to hit. */
  public static Site of(PassageId id, Stream stream, String fault, Surroundings around) {
    Match match = around.match(id, stream, fault, Match.ALL);
    Dice.Die die = around.dice().die(id, stream, fault);
    return new Site(id, stream, fault, die, around.log(), match);
  }

  /** Whether the fault hits this frame, which chance picked or not. */
  public boolean hits(boolean drawn, Unit.Frame frame, long now) {
    return match.hits(drawn, frame, now);
  }

  /** Records a decision. */
  public void decided(long index, long valueNs, long now) {
    log.decided(id, stream, fault, index, valueNs, now);
  }
}
