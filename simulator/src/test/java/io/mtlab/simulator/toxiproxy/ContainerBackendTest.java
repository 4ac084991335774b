package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The back-end suite on the real server in a container. */
@Tag("ci")
class ContainerBackendTest {
  @Nested
  class Toxics extends ToxicsSuite {
    Toxics() throws IOException {
      super(BackendKind.CONTAINER);
    }
  }

  @Nested
  class Connections extends ConnectionsSuite {
    Connections() throws IOException {
      super(BackendKind.CONTAINER);
    }
  }

  @Nested
  class Api extends ApiSuite {
    Api() throws IOException {
      super(BackendKind.CONTAINER);
    }
  }

  @Nested
  class Metrics extends MetricsSuite {
    Metrics() throws IOException {
      super(BackendKind.CONTAINER);
    }
  }
}
