package io.mtlab.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.trace.TraceEvent.Via;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TraceFileTest {
  private static final long START = 1_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void what_was_run_and_each_second_of_it_outlive_a_process_that_is_killed() {
    TraceFile file = new TraceFile(bytes, START);
    file.record(START, new TraceEvent.Run("a", 7, "real", new TreeMap<>()));
    assertThat(lines()).hasSize(1);
    file.record(START + 1, new TraceEvent.SignedIn("m", 13));
    assertThat(lines()).as("most lines wait for more").hasSize(1);
    file.record(START + 2, new TraceEvent.Stats("server", 1, 2, 3, 4));
    assertThat(lines()).hasSize(3);
    file.record(START + 3, new TraceEvent.Joined("m", 14));
    file.record(START + 4, new TraceEvent.Phase("p", false));
    assertThat(lines()).hasSize(5);
  }

  @Test
  void each_kind_has_its_line() {
    try (TraceFile file = new TraceFile(bytes, START)) {
      TreeMap<String, String> parameters = new TreeMap<>();
      parameters.put("members", "3");
      file.record(START, new TraceEvent.Run("a", -7, "virtual", parameters));
      file.record(START, new TraceEvent.Phase("p", false));
      file.record(START + 1, new TraceEvent.Phase("p", true));
      file.record(START + 2, new TraceEvent.Connected("m", 0, "intermediate"));
      file.record(START + 3, new TraceEvent.Disconnected("m", 0, Cause.RST));
      file.record(START + 4, new TraceEvent.KeyAgreed("m", 12));
      file.record(START + 5, new TraceEvent.SignedIn("m", 13));
      file.record(START + 6, new TraceEvent.Joined("m", 14));
      file.record(START + 7, new TraceEvent.Posted("p", 3, 5, 200));
      file.record(START + 8, new TraceEvent.Delivered("m", 3, 9, Via.DIFFERENCE));
      file.record(START + 9, new TraceEvent.Decision("m", "l", 1, Stream.DOWNSTREAM, 17, "loss"));
      file.record(START + 10, new TraceEvent.Wire(0, 100, 200));
      file.record(START + 11, new TraceEvent.Stats("server", 1, 2, 3, 4));
      file.record(START + 12, new TraceEvent.Failed("m", "IDLE"));
      file.record(START + 13, new TraceEvent.End("passed"));
    }

    assertThat(lines())
        .containsExactly(
            "{'t':0,'e':'run','scenario':'a','seed':-7,'time':'virtual',"
                + "'parameters':{'members':'3'}}",
            "{'t':0,'e':'phase','name':'p','state':'started'}",
            "{'t':1,'e':'phase','name':'p','state':'ended'}",
            "{'t':2,'n':'m','e':'connected','conn':0,'transport':'intermediate'}",
            "{'t':3,'n':'m','e':'disconnected','conn':0,'cause':'RST'}",
            "{'t':4,'n':'m','e':'key-agreed','took':12}",
            "{'t':5,'n':'m','e':'signed-in','took':13}",
            "{'t':6,'n':'m','e':'joined','took':14}",
            "{'t':7,'n':'p','e':'posted','post':3,'intended':5,'audience':200}",
            "{'t':8,'n':'m','e':'delivered','post':3,'latency':9,'via':'difference'}",
            "{'t':9,'n':'m','e':'decision','link':'l','conn':1,'dir':'down','i':17,'f':'loss'}",
            "{'t':10,'e':'wire','second':0,'up':100,'down':200}",
            "{'t':11,'e':'stats','side':'server','cpu':1,'heap':2,'rss':3,'connections':4}",
            "{'t':12,'n':'m','e':'failed','why':'IDLE'}",
            "{'t':13,'e':'end','outcome':'passed'}");
  }

  @Test
  void names_and_numbers_of_all_sorts_come_back_through_a_json_parser() {
    String name = "\"\\ \n\u0000\u007f é 漢 \ud83d\ude00";
    try (TraceFile file = new TraceFile(bytes, 0)) {
      file.record(Long.MIN_VALUE, new TraceEvent.KeyAgreed(name, Long.MAX_VALUE));
    }

    var read = JsonMapper.shared().readTree(bytes.toByteArray());
    assertThat(read.get("n").asString()).isEqualTo(name);
    assertThat(read.get("t").asLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(read.get("took").asLong()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void only_whole_lines_leave_the_buffer() {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    TraceFile file = new TraceFile(seen, 0);
    int size = 0;
    for (int i = 0; i < 10_000; i++) {
      file.record(i, new TraceEvent.Joined("member-" + i, i));
      if (seen.size() != size) {
        size = seen.size();
        assertThat(seen.toByteArray()[size - 1]).isEqualTo((byte) '\n');
      }
    }
    assertThat(size).isPositive();
    file.close();
    assertThat(seen.toString(StandardCharsets.US_ASCII).lines()).hasSize(10_000);
  }

  @Test
  void beyond_the_limit_only_the_run_itself_is_written() {
    TraceFile file = new TraceFile(bytes, 0, 100);
    for (int i = 0; i < 10; i++) {
      file.record(i, new TraceEvent.Joined("m", i));
    }
    file.record(10, new TraceEvent.End("passed"));
    file.close();

    assertThat(file.truncated()).isTrue();
    assertThat(lines())
        .endsWith("{'t':2,'e':'truncated','bytes':100}", "{'t':10,'e':'end','outcome':'passed'}")
        .hasSize(5);
  }

  @Test
  void sums_stand_at_the_end_of_their_second_and_before_what_comes_later() {
    try (TraceFile file = new TraceFile(bytes, START)) {
      Recorder recorder = new Recorder(file, START, number -> "node-" + number);
      PassageId id = new PassageId("link", 4, 0);
      recorder.moved(Stream.UPSTREAM, 10, START);
      recorder.decided(id, Stream.UPSTREAM, "delay", 0, 5, START + 1);
      recorder.decided(id, Stream.UPSTREAM, "loss", 0, 0, START + 2);
      recorder.decided(id, Stream.UPSTREAM, "delay", 1, 5, START + 3);
      recorder.record(START + 3 * Time.SECOND, new TraceEvent.Phase("late", false));
      recorder.moved(Stream.DOWNSTREAM, 7, START + 3 * Time.SECOND);
      recorder.finish(START + 3 * Time.SECOND + 9);
    }

    assertThat(lines())
        .containsExactly(
            "{'t':2,'n':'node-4','e':'decision','link':'link','conn':0,'dir':'up','i':0,'f':'loss'}",
            "{'t':1000000000,'e':'wire','second':0,'up':10,'down':0}",
            "{'t':1000000000,'e':'decisions','second':0,'delay':2}",
            "{'t':3000000000,'e':'phase','name':'late','state':'started'}",
            "{'t':3000000009,'e':'wire','second':3,'up':0,'down':7}");
  }

  @Test
  void a_shared_recorder_never_goes_back() {
    try (TraceFile file = new TraceFile(bytes, START)) {
      Recorder recorder = Recorder.shared(file, START, number -> "n");
      recorder.record(START + 9, new TraceEvent.Joined("a", 1));
      recorder.record(START + 4, new TraceEvent.Joined("b", 2));
    }

    assertThat(lines())
        .containsExactly(
            "{'t':9,'n':'a','e':'joined','took':1}", "{'t':9,'n':'b','e':'joined','took':2}");
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.US_ASCII).replace('"', '\'').lines().toList();
  }
}
