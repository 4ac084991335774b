package io.mtlab.conformance.vectors.transport;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.transport.mask.ProxySecret;

/** {@code ProxySecretTest}: the text of a secret of an MTProxy, and what is in it. */
public final class SecretVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, Mismatch {
    ProxySecret secret = Refused.onBadArgument(() -> ProxySecret.parse(vector.text("text")));
    vector.expectText("type", type(secret.form()));
    vector.expect("key", secret.key());
    String domain = secret.domain();
    if (domain != null) {
      vector.expectText("domain", domain);
    }
  }

  private static String type(ProxySecret.Form form) {
    return switch (form) {
      case SIMPLE -> "simple";
      case PADDED -> "secured";
      case FAKE_TLS -> "tls";
    };
  }
}
