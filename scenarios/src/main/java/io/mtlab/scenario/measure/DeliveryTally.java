package io.mtlab.scenario.measure;

import io.mtlab.scenario.measure.Measurements.Breach;
import io.mtlab.scenario.measure.Measurements.Deliveries;
import io.mtlab.scenario.measure.Measurements.Gap;
import io.mtlab.scenario.measure.Measurements.Gaps;
import io.mtlab.simulator.trace.TraceEvent.Delivered;
import io.mtlab.simulator.trace.TraceEvent.Posted;
import io.mtlab.simulator.trace.TraceEvent.Via;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Who got which post: one bit for each member and post. */
final class DeliveryTally {
  /** Post numbers beyond this are not believed: a bit is kept for each. */
  private static final int POSTS_MAX = 1 << 24;

  private static final int POSTS_LISTED_MAX = 20;
  private static final int BREACHES_MAX = 20;
  private static final int DIGITS = 3;

  private final Trial trial;
  private final Map<String, Inbox> inboxes = new HashMap<>();
  private final BitSet posted = new BitSet();
  private final List<Breach> breaches = new ArrayList<>();
  private final Histogram latency = new Histogram(DIGITS);
  private long received;
  private long duplicated;
  private long outOfOrder;
  private long byDifference;
  private int joined;
  private int sent;
  private long firstPostAt = -1;
  private long lastDeliveryAt;

  DeliveryTally(Trial trial) {
    this.trial = trial;
  }

  void joined(String member) {
    Inbox inbox = inbox(member);
    joined += inbox.joined ? 0 : 1;
    inbox.joined = true;
  }

  void posted(Posted post) {
    if (post.post() < 0 || post.post() >= POSTS_MAX) {
      breach("delivered-was-posted", "post " + post.post() + " is out of range");
      return;
    }
    sent += posted.get((int) post.post()) ? 0 : 1;
    posted.set((int) post.post());
    firstPostAt = firstPostAt < 0 ? post.intendedNs() : Math.min(firstPostAt, post.intendedNs());
  }

  /** Counts a hand-over to an application; true for the first one of this post. */
  boolean delivered(long at, Delivered delivered) {
    Inbox inbox = inbox(delivered.node());
    if (delivered.post() < 0 || delivered.post() >= POSTS_MAX || !wasPosted(delivered.post())) {
      breach("delivered-was-posted", said(delivered) + ", which nobody sent");
      return false;
    }
    if (!inbox.joined) {
      breach("delivered-after-joining", said(delivered) + " without having joined");
    }
    int post = (int) delivered.post();
    if (inbox.got.get(post)) {
      duplicated++;
      return false;
    }
    inbox.got.set(post);
    received++;
    byDifference += delivered.via() == Via.DIFFERENCE ? 1 : 0;
    outOfOrder += post < inbox.last ? 1 : 0;
    inbox.last = Math.max(inbox.last, post);
    latency.recordValue(Math.max(0, delivered.latencyNs()));
    lastDeliveryAt = at;
    return true;
  }

  int joined() {
    return joined;
  }

  Measure.Progress progress() {
    return new Measure.Progress(joined, sent, received);
  }

  Latency latency() {
    return Latency.of(latency);
  }

  List<Breach> breaches() {
    return List.copyOf(breaches);
  }

  Deliveries deliveries() {
    double seconds = firstPostAt < 0 ? 0 : (lastDeliveryAt - firstPostAt) / 1e9;
    double perSecond = seconds <= 0 ? 0 : Math.round(received / seconds * 1000) / 1000.0;
    long missing = Math.max(0, trial.deliveries() - received);
    return new Deliveries(
        trial.deliveries(), received, missing, duplicated, outOfOrder, byDifference, perSecond);
  }

  Gaps gaps() {
    List<Gap> listed = new ArrayList<>();
    int lacking = 0;
    for (int number = 1; number <= trial.members(); number++) {
      Gap gap = gap(trial.member(number));
      if (gap != null) {
        lacking++;
        if (listed.size() < Gaps.LISTED_MAX) {
          listed.add(gap);
        }
      }
    }
    return new Gaps(sent, List.copyOf(listed), lacking);
  }

  private @Nullable Gap gap(String member) {
    Inbox inbox = inboxes.get(member);
    BitSet lacks = (BitSet) posted.clone();
    if (inbox != null) {
      lacks.andNot(inbox.got);
    }
    boolean hasJoined = inbox != null && inbox.joined;
    if (lacks.isEmpty() && hasJoined) {
      return null;
    }
    List<Integer> posts = lacks.stream().limit(POSTS_LISTED_MAX).boxed().toList();
    return new Gap(member, hasJoined, posts, lacks.cardinality());
  }

  private static String said(Delivered delivered) {
    return delivered.node() + " got post " + delivered.post();
  }

  private boolean wasPosted(long post) {
    return posted.get((int) post);
  }

  private Inbox inbox(String member) {
    return inboxes.computeIfAbsent(member, _ -> new Inbox());
  }

  private void breach(String invariant, String what) {
    if (breaches.size() < BREACHES_MAX) {
      breaches.add(new Breach(invariant, what));
    }
  }

  /** What one member has. */
  private static final class Inbox {
    private final BitSet got = new BitSet();
    private boolean joined;
    private int last = -1;
  }
}
