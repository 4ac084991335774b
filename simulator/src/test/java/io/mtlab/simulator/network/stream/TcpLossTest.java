package io.mtlab.simulator.network.stream;

import static io.mtlab.simulator.network.Heard.chunk;
import static io.mtlab.simulator.network.Heard.ms;
import static io.mtlab.simulator.network.Heard.run;
import static io.mtlab.simulator.network.Heard.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Heard;
import io.mtlab.simulator.network.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Losses under TCP: what is lost comes again, and whoever reads the stream only waits. */
class TcpLossTest {
  private static final int SEGMENT = 1_460;
  private static final long RTT = ms(100);

  private final List<Long> stalls = new ArrayList<>();
  private final DecisionLog log = (id, stream, fault, index, value, now) -> stalls.add(value);
  private long bytes;
  private long last;

  @Test
  void no_byte_is_missing_and_a_single_segment_waits_for_the_timeout() {
    Heard heard = new Heard();
    TcpLoss always = new TcpLoss(settings(0.999999), site("tcp-loss", log));
    always.take(chunk("a"), 0, heard);
    always.take(Unit.End.FIN, ms(1), heard);
    run(always, 10 * Time.HOUR, heard);

    assertThat(heard.lines()).hasSize(2).first().asString().startsWith("a@");
    // 200 ms, doubled up to 120 s, fifteen times in all.
    assertThat(stalls).hasSize(1).first().matches(stall -> stall > 10 * Time.MINUTE);
  }

  @Test
  void short_messages_stall_as_often_as_they_are_lost_and_for_a_timeout() {
    TcpLoss loss = new TcpLoss(settings(0.05), site("tcp-loss", log));
    for (int i = 0; i < 20_000; i++) {
      loss.take(chunk("message"), i * Time.HOUR, this::take);
      run(loss, (i + 1) * Time.HOUR, this::take);
    }

    assertThat(bytes).isEqualTo(20_000 * 7);
    // Binomial(20,000, 0.05), six deviations of 31.
    assertThat(stalls).hasSizeBetween(815, 1_185);
    assertThat(stalls).allMatch(stall -> stall >= ms(200));
    // One more timeout for each time that it is lost again: 5 % of them.
    long longer = stalls.stream().filter(stall -> stall > ms(200)).count();
    assertThat(longer / (double) stalls.size()).isCloseTo(0.05, within(0.045));
  }

  @Test
  void a_long_transfer_is_as_fast_as_the_formula_says_and_stalls_for_a_round_trip() {
    TcpLoss loss = new TcpLoss(settings(0.01), site("tcp-loss", log));
    int size = 8 * 1024 * 1024;
    loss.take(new Unit.Chunk(Bytes.wrap(new byte[size])), 0, this::take);
    run(loss, Time.HOUR, this::take);

    assertThat(bytes).isEqualTo(size);
    double mathis = SEGMENT / 0.1 * StrictMath.sqrt(1.5) / StrictMath.sqrt(0.01);
    double stalled = stalls.stream().mapToLong(stall -> stall).sum() / 1e9;
    assertThat(last / 1e9).isCloseTo(size / mathis + stalled, within(0.01));
    assertThat(size / (last / 1e9)).isLessThan(mathis);
    // 5,746 segments at 1 %: six deviations of 7.5; the last three have nobody behind them.
    assertThat(stalls).hasSizeBetween(12, 103);
    assertThat(stalls.stream().filter(stall -> stall == RTT).count() / (double) stalls.size())
        .isGreaterThan(0.9);
  }

  @Test
  void without_loss_nothing_happens() {
    TcpLoss loss = new TcpLoss(settings(0), site("tcp-loss", log));
    loss.take(new Unit.Chunk(Bytes.wrap(new byte[100_000])), 7, this::take);

    assertThat(last).isEqualTo(7);
    assertThat(bytes).isEqualTo(100_000);
    assertThat(loss.nextWake()).isEqualTo(Time.NEVER);
  }

  private static TcpLoss.Settings settings(double probability) {
    return new TcpLoss.Settings(probability, RTT, SEGMENT, ms(200));
  }

  private void take(Unit unit, long now) {
    bytes += unit.size();
    last = now;
  }
}
