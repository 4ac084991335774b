package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import java.io.IOException;
import org.junit.jupiter.api.Nested;

/** The back-end suite on our own server. */
class EmbeddedBackendTest {
  @Nested
  class Toxics extends ToxicsSuite {
    Toxics() throws IOException {
      super(BackendKind.EMBEDDED);
    }
  }

  @Nested
  class Connections extends ConnectionsSuite {
    Connections() throws IOException {
      super(BackendKind.EMBEDDED);
    }
  }

  @Nested
  class Api extends ApiSuite {
    Api() throws IOException {
      super(BackendKind.EMBEDDED);
    }
  }

  @Nested
  class Metrics extends MetricsSuite {
    Metrics() throws IOException {
      super(BackendKind.EMBEDDED);
    }
  }
}
