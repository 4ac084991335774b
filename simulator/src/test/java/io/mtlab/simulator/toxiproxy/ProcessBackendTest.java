package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * The back-end suite on the real server, started as a process: what differs from ours fails here or
 * there.
 */
@Tag("ci")
class ProcessBackendTest {
  @Nested
  class Toxics extends ToxicsSuite {
    Toxics() throws IOException {
      super(BackendKind.PROCESS);
    }
  }

  @Nested
  class Connections extends ConnectionsSuite {
    Connections() throws IOException {
      super(BackendKind.PROCESS);
    }
  }

  @Nested
  class Api extends ApiSuite {
    Api() throws IOException {
      super(BackendKind.PROCESS);
    }
  }

  @Nested
  class Metrics extends MetricsSuite {
    Metrics() throws IOException {
      super(BackendKind.PROCESS);
    }
  }
}
