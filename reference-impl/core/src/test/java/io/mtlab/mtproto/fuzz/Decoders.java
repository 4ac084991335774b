package io.mtlab.mtproto.fuzz;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.schema.SchemaException;
import io.mtlab.schema.SchemaParser;
import java.nio.charset.StandardCharsets;

/** Decoders without a state. */
final class Decoders {
  private Decoders() {}

  static void tl(Bytes input) throws ProtocolException {
    try {
      TlObjects.read(new TlReader(input));
    } catch (ProtocolException fault) {
      TlObjects.readQuery(new TlReader(input));
    }
  }

  static void content(Bytes input) throws ProtocolException {
    for (Message message : Container.unwrap(new Message(1L << 62, 0, input))) {
      TlObjects.read(new TlReader(message.body()));
    }
  }

  static void schema(Bytes input) {
    try {
      SchemaParser.parse(new String(input.toArray(), StandardCharsets.UTF_8));
    } catch (SchemaException wrong) {
      // the right end of a wrong schema
    }
  }
}
