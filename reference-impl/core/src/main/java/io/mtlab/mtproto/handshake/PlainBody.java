package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlLimits;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.ClientDHInnerData;
import io.mtlab.mtproto.tl.service.DhGenFail;
import io.mtlab.mtproto.tl.service.DhGenOk;
import io.mtlab.mtproto.tl.service.DhGenRetry;
import io.mtlab.mtproto.tl.service.PQInnerData;
import io.mtlab.mtproto.tl.service.PQInnerDataDc;
import io.mtlab.mtproto.tl.service.PQInnerDataTemp;
import io.mtlab.mtproto.tl.service.PQInnerDataTempDc;
import io.mtlab.mtproto.tl.service.PQInnerDataType;
import io.mtlab.mtproto.tl.service.ReqDHParams;
import io.mtlab.mtproto.tl.service.ReqPq;
import io.mtlab.mtproto.tl.service.ReqPqMulti;
import io.mtlab.mtproto.tl.service.ResPQ;
import io.mtlab.mtproto.tl.service.ServerDHInnerData;
import io.mtlab.mtproto.tl.service.ServerDHParamsOk;
import io.mtlab.mtproto.tl.service.SetClientDHParams;

/**
 * The objects of the exchange in bytes. Nothing else of the schema is even read without a key: a
 * stranger gets to as little code as possible.
 */
final class PlainBody {
  /** The longest vector is that of fingerprints, the longest string encrypted_answer, 592 bytes. */
  private static final TlLimits LIMITS = new TlLimits(1024, 1024, 4);

  private PlainBody() {}

  static Bytes write(TlObject object) {
    return TlObjects.toBytes(object);
  }

  static TlReader reader(Bytes body) {
    return new TlReader(body, LIMITS);
  }

  /** What a server may say; the reader stands behind it. */
  static TlObject answer(TlReader reader) throws ProtocolException {
    return switch (reader.peekInt32()) {
      case ResPQ.ID -> ResPQ.read(reader);
      case ServerDHParamsOk.ID -> ServerDHParamsOk.read(reader);
      case DhGenOk.ID -> DhGenOk.read(reader);
      case DhGenRetry.ID -> DhGenRetry.read(reader);
      case DhGenFail.ID -> DhGenFail.read(reader);
      default -> throw outOfPlace(reader);
    };
  }

  /** What a client may say; the reader stands behind it. */
  static TlObject query(TlReader reader) throws ProtocolException {
    return switch (reader.peekInt32()) {
      case ReqPq.ID -> ReqPq.read(reader);
      case ReqPqMulti.ID -> ReqPqMulti.read(reader);
      case ReqDHParams.ID -> ReqDHParams.read(reader);
      case SetClientDHParams.ID -> SetClientDHParams.read(reader);
      default -> throw outOfPlace(reader);
    };
  }

  /** What a client puts under the server's RSA key; the reader stands behind it. */
  static PQInnerDataType pqInnerData(TlReader reader) throws ProtocolException {
    return switch (reader.peekInt32()) {
      case PQInnerData.ID -> PQInnerData.read(reader);
      case PQInnerDataDc.ID -> PQInnerDataDc.read(reader);
      case PQInnerDataTemp.ID -> PQInnerDataTemp.read(reader);
      case PQInnerDataTempDc.ID -> PQInnerDataTempDc.read(reader);
      default -> throw outOfPlace(reader);
    };
  }

  /** What a server encrypts for the client: exactly this object was under the hash. */
  static ServerDHInnerData serverInnerData(Bytes data) throws ProtocolException {
    TlReader reader = reader(data);
    if (reader.peekInt32() != ServerDHInnerData.ID) {
      throw outOfPlace(reader);
    }
    ServerDHInnerData inner = ServerDHInnerData.read(reader);
    demandHashOfObject(reader);
    return inner;
  }

  /** What a client encrypts for the server: exactly this object was under the hash. */
  static ClientDHInnerData clientInnerData(Bytes data) throws ProtocolException {
    TlReader reader = reader(data);
    if (reader.peekInt32() != ClientDHInnerData.ID) {
      throw outOfPlace(reader);
    }
    ClientDHInnerData inner = ClientDHInnerData.read(reader);
    demandHashOfObject(reader);
    return inner;
  }

  private static void demandHashOfObject(TlReader reader) throws ProtocolException {
    if (reader.left() != 0) {
      throw new ProtocolException(PeerMisbehaved.ANSWER_HASH_MISMATCH);
    }
  }

  private static ProtocolException outOfPlace(TlReader reader) throws ProtocolException {
    boolean known = TlObjects.knows(reader.peekInt32());
    return new ProtocolException(
        known ? PeerMisbehaved.OUT_OF_TURN : Malformed.UNKNOWN_CONSTRUCTOR);
  }
}
