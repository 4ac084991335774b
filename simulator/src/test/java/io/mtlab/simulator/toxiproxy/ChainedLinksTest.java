package io.mtlab.simulator.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.profile.Chain;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several links in a row over real sockets, and one that several proxies share. */
final class ChainedLinksTest {
  private static final byte[] TAG = {(byte) 0xee, (byte) 0xee, (byte) 0xee, (byte) 0xee};
  private static final int FRAMES = 200;
  private static final int NODE = 5;

  private final Queue<String> lost = new ConcurrentLinkedQueue<>();
  private final Surroundings around =
      new Surroundings(
          new Dice(7),
          (id, stream, fault, index, value, now) -> {
            if (fault.equals("loss")) {
              lost.add(id.link() + " " + id.connection() + " " + index);
            }
          },
          0);
  private final ServedToxiproxy toxiproxy = new ServedToxiproxy(around);
  private final ApiClient api = new ApiClient(toxiproxy);
  private final EchoServer echo = new EchoServer(TAG.length);
  private final EchoServer plainEcho = new EchoServer();

  ChainedLinksTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    api.close();
    toxiproxy.close();
    echo.close();
    plainEcho.close();
  }

  @Test
  void each_link_loses_by_its_own_dice_and_delays_add_up() throws IOException {
    NetworkProfile lossy = NetworkProfile.NONE.withLoss(0.2);
    String listen = proxy("member-home-dc2", echo);
    demand("member-home-dc2", lossy.with("delay", "20ms"), lossy.with("delay", "30.5ms"));
    long start = System.nanoTime();
    try (Wire wire = Wire.from("127.64.0.5", listen)) {
      assertThat(echoed(wire, 0)).isEqualTo(arriving(0));
    }

    assertThat((System.nanoTime() - start) / 1e6).as("there and back").isGreaterThan(101);
    assertThat(lost)
        .containsAll(decided("member-home", 0))
        .contains("home-dc2 0 " + decided("home-dc2", 0).getFirst().split(" ")[2]);
    assertThat(api.send("GET", "/proxies/member-home-dc2/faults", "").body())
        .contains("\"name\":\"home-dc2:loss_upstream\",\"type\":\"loss\"")
        .contains("\"stream\":\"upstream\",\"link\":\"home-dc2\"");
  }

  @Test
  void connections_are_counted_on_when_a_proxy_was_closed_or_the_client_is_elsewhere()
      throws IOException {
    around.counts().together("member-train-dc2", "member-dc2");
    around.counts().together("member-home-dc2", "member-dc2");
    NetworkProfile lossy = NetworkProfile.NONE.withLoss(0.2);
    String home = proxy("member-home-dc2", echo);
    String train = proxy("member-train-dc2", echo);
    demand("member-home-dc2", lossy, lossy);
    demand("member-train-dc2", lossy, lossy);
    try (Wire wire = Wire.from("127.64.0.5", home)) {
      assertThat(echoed(wire, 0)).isEqualTo(arriving(0));
    }
    toxiproxy.client().getProxy("member-home-dc2").disable();
    toxiproxy.client().getProxy("member-home-dc2").enable();
    try (Wire wire = Wire.from("127.64.0.5", home)) {
      assertThat(echoed(wire, 1)).isEqualTo(arriving(1));
    }
    try (Wire wire = Wire.from("127.128.0.5", train)) {
      assertThat(echoed(wire, 2)).isEqualTo(arriving(2));
    }
  }

  @Test
  void connections_of_two_proxies_share_a_bottleneck_that_both_name() throws IOException {
    FaultSpec shared = FaultSpec.of("rate", "rate", "4mbit", "shared", "cell");
    FaultSpec apart = FaultSpec.of("rate", "rate", "4mbit", "shared", "another");
    List<Flow> flows = new ArrayList<>();
    for (String name : List.of("home", "train", "office")) {
      String listen = proxy(name, plainEcho, "none");
      FaultSpec rate = (name.equals("office") ? apart : shared).in(Stream.UPSTREAM);
      for (String fault : ProfileRequests.faultsOf(NetworkProfile.NONE.withFaults(List.of(rate)))) {
        assertThat(api.send("POST", "/proxies/" + name + "/faults", fault).status()).isEqualTo(200);
      }
      flows.add(new Flow(Wire.to(listen)));
    }
    flows.subList(0, 2).forEach(Flow::begin);
    Flow alone = flows.getLast();
    alone.receives(100_000);
    double first = -flows.getFirst().came.get();
    double second = -flows.get(1).came.get();
    double other = alone.wire.receive(400_000).length;
    first += flows.getFirst().came.get();
    second += flows.get(1).came.get();
    for (Flow flow : flows) {
      flow.wire.close();
    }

    assertThat((first + second) / other).as("two have what one has alone").isCloseTo(1, within(.3));
    // Half each while both have something to send; a sender that the machine delays gets less.
    assertThat(first / (first + second)).as("neither starves").isBetween(0.15, 0.85);
  }

  private String proxy(String name, EchoServer to) throws IOException {
    return proxy(name, to, "mtproto");
  }

  private String proxy(String name, EchoServer to, String framing) throws IOException {
    String body =
        "{\"name\":\"%s\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"%s\",\"framing\":\"%s\"}"
            .formatted(name, to.address(), framing);
    assertThat(api.send("POST", "/proxies", body).status()).isEqualTo(201);
    return toxiproxy.client().getProxy(name).getListen();
  }

  private void demand(String proxy, NetworkProfile local, NetworkProfile line) throws IOException {
    Chain chain =
        new Chain(List.of(new Chain.Hop("member-home", local), new Chain.Hop("home-dc2", line)));
    ProfileRequests requests = ProfileRequests.ofEmbedded(chain);
    assertThat(requests.toxics()).isEmpty();
    for (String fault : requests.faults()) {
      ApiClient.Reply reply = api.send("POST", "/proxies/" + proxy + "/faults", fault);
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
  }

  /**
   * The frames that neither direction of neither link loses; the way back counts those that come.
   */
  private static List<Integer> arriving(int connection) {
    List<Integer> there = IntStream.range(0, FRAMES).boxed().toList();
    for (String link : List.of("member-home", "home-dc2")) {
      Dice.Die die = die(link, connection, Stream.UPSTREAM);
      there = there.stream().filter(i -> !die.hits(i, 0.2)).toList();
    }
    List<Integer> back = new ArrayList<>();
    for (int i = 0; i < there.size(); i++) {
      int frame = i;
      if (List.of("home-dc2", "member-home").stream()
          .noneMatch(link -> die(link, connection, Stream.DOWNSTREAM).hits(frame, 0.2))) {
        back.add(there.get(i));
      }
    }
    return back;
  }

  private static List<String> decided(String link, int connection) {
    return IntStream.range(0, FRAMES)
        .filter(i -> die(link, connection, Stream.UPSTREAM).hits(i, 0.2))
        .mapToObj(i -> link + " " + connection + " " + i)
        .toList();
  }

  private static Dice.Die die(String link, int connection, Stream stream) {
    return new Dice(7).die(new PassageId(link, NODE, connection), stream, "loss");
  }

  /** Sends numbered frames; the numbers of those that come back. */
  private static List<Integer> echoed(Wire wire, int connection) throws IOException {
    wire.send(TAG);
    for (int i = 0; i < FRAMES; i++) {
      ByteBuffer frame = ByteBuffer.allocate(4 + 40).order(ByteOrder.LITTLE_ENDIAN).putInt(40);
      wire.send(frame.order(ByteOrder.BIG_ENDIAN).putInt(i).array());
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < arriving(connection).size(); i++) {
      numbers.add(ByteBuffer.wrap(Arrays.copyOfRange(wire.receive(44), 4, 8)).getInt());
    }
    return numbers;
  }

  /** A connection that always has something to send, and counts what comes back. */
  private record Flow(Wire wire, AtomicLong came) {
    Flow(Wire wire) {
      this(wire, new AtomicLong());
    }

    void begin() {
      Thread.ofVirtual().start(() -> untilClosed(() -> wire.send(Wire.bytes(8_192))));
      Thread.ofVirtual()
          .start(() ->
              untilClosed(() -> {
                wire.receive(1_024);
                came.addAndGet(1_024);
              }));
    }

    /** Reads itself, instead of a thread. */
    void receives(int bytes) throws IOException {
      Thread.ofVirtual().start(() -> untilClosed(() -> wire.send(Wire.bytes(8_192))));
      wire.receive(bytes);
    }

    private static void untilClosed(Step step) {
      try {
        while (!Thread.interrupted()) {
          step.run();
        }
      } catch (IOException | UncheckedIOException | AssertionError closed) {
        // The test is over.
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
