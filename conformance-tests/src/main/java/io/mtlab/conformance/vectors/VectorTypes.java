package io.mtlab.conformance.vectors;

import static java.util.Map.entry;

import io.mtlab.conformance.vectors.crypto.CtrChecksumVectors;
import io.mtlab.conformance.vectors.crypto.CtrVectors;
import io.mtlab.conformance.vectors.crypto.DecryptVectors;
import io.mtlab.conformance.vectors.crypto.IgeChecksumVectors;
import io.mtlab.conformance.vectors.crypto.IgeVectors;
import io.mtlab.conformance.vectors.crypto.KdfVectors;
import io.mtlab.conformance.vectors.crypto.MessageV1Vectors;
import io.mtlab.conformance.vectors.crypto.MessageVectors;
import io.mtlab.conformance.vectors.crypto.MsgKeyV1Vectors;
import io.mtlab.conformance.vectors.crypto.MsgKeyV2Vectors;
import io.mtlab.conformance.vectors.crypto.OpenV1Vectors;
import io.mtlab.conformance.vectors.exchange.AuthKeyClientVectors;
import io.mtlab.conformance.vectors.exchange.AuthKeyServerVectors;
import io.mtlab.conformance.vectors.exchange.AuthKeyTranscripts;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.conformance.vectors.keys.AuthKeyHashesVectors;
import io.mtlab.conformance.vectors.keys.BindTempAuthKeyServerVectors;
import io.mtlab.conformance.vectors.keys.BindTempAuthKeyVectors;
import io.mtlab.conformance.vectors.keys.DhGroupVectors;
import io.mtlab.conformance.vectors.keys.DhPublicValueVectors;
import io.mtlab.conformance.vectors.keys.DhSharedKeyVectors;
import io.mtlab.conformance.vectors.keys.FactorVectors;
import io.mtlab.conformance.vectors.keys.NonceHashVectors;
import io.mtlab.conformance.vectors.keys.RsaFingerprintVectors;
import io.mtlab.conformance.vectors.keys.RsaPadVectors;
import io.mtlab.conformance.vectors.keys.RsaRawVectors;
import io.mtlab.conformance.vectors.keys.RsaUnpadVectors;
import io.mtlab.conformance.vectors.keys.TmpAesVectors;
import io.mtlab.conformance.vectors.keys.ToyGroupVectors;
import io.mtlab.conformance.vectors.session.ClientGenerateVectors;
import io.mtlab.conformance.vectors.session.ClientMessageIdVectors;
import io.mtlab.conformance.vectors.session.ContainerVectors;
import io.mtlab.conformance.vectors.session.FutureSaltVectors;
import io.mtlab.conformance.vectors.session.GzipVectors;
import io.mtlab.conformance.vectors.session.OpenVectors;
import io.mtlab.conformance.vectors.session.RpcErrorVectors;
import io.mtlab.conformance.vectors.session.ServerMessageIdVectors;
import io.mtlab.conformance.vectors.srp.SrpClientCheckVectors;
import io.mtlab.conformance.vectors.srp.SrpClientVectors;
import io.mtlab.conformance.vectors.srp.SrpHashVectors;
import io.mtlab.conformance.vectors.srp.SrpNewPasswordVectors;
import io.mtlab.conformance.vectors.srp.SrpServerVectors;
import io.mtlab.conformance.vectors.tl.DeclarationVectors;
import io.mtlab.conformance.vectors.tl.DecodeVectors;
import io.mtlab.conformance.vectors.tl.NumberOfNormalFormVectors;
import io.mtlab.conformance.vectors.tl.NumberVectors;
import io.mtlab.conformance.vectors.tl.ObjectVectors;
import io.mtlab.conformance.vectors.tl.StringDecodeVectors;
import io.mtlab.conformance.vectors.tl.StringVectors;
import io.mtlab.conformance.vectors.tl.VectorVectors;
import io.mtlab.conformance.vectors.tl.WrapperVectors;
import io.mtlab.conformance.vectors.transport.ClientStreamVectors;
import io.mtlab.conformance.vectors.transport.EnvelopeVectors;
import io.mtlab.conformance.vectors.transport.FakeTlsHelloVectors;
import io.mtlab.conformance.vectors.transport.FakeTlsRecordVectors;
import io.mtlab.conformance.vectors.transport.ObfuscatedVectors;
import io.mtlab.conformance.vectors.transport.SecretVectors;
import io.mtlab.conformance.vectors.transport.ServerStreamVectors;
import io.mtlab.conformance.vectors.web.HttpRequestVectors;
import io.mtlab.conformance.vectors.web.HttpWaitVectors;
import io.mtlab.conformance.vectors.web.WebSocketAcceptVectors;
import io.mtlab.conformance.vectors.web.WebSocketStreamVectors;
import io.mtlab.conformance.vectors.web.WebSocketUpgradeVectors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who runs the tests of which type, and which types belong to chapters that are planned. */
final class VectorTypes {
  private static final Map<String, Supplier<VectorTest>> RUNNERS =
      Map.ofEntries(
          entry("IgeTest", IgeVectors::new),
          entry("IgeLcgTest", IgeChecksumVectors::new),
          entry("CtrTest", CtrVectors::new),
          entry("CtrLcgTest", CtrChecksumVectors::new),
          entry("KdfTest", KdfVectors::new),
          entry("MsgKeyV1Test", MsgKeyV1Vectors::new),
          entry("MsgKeyV2Test", MsgKeyV2Vectors::new),
          entry("MessageTest", MessageVectors::new),
          entry("DecryptTest", DecryptVectors::new),
          entry("MessageV1Test", MessageV1Vectors::new),
          entry("OpenV1Test", OpenV1Vectors::new),
          entry("OpenTest", OpenVectors::new),
          entry("ContainerTest", ContainerVectors::new),
          entry("ContainerDecodeTest", ContainerVectors::new),
          entry("GzipPackedTest", GzipVectors::new),
          entry("GzipPackedDecodeTest", GzipVectors::new),
          entry("ServerMsgIdTest", ServerMessageIdVectors::new),
          entry("ClientMsgIdTest", ClientMessageIdVectors::new),
          entry("ClientGenerateTest", ClientGenerateVectors::new),
          entry("FutureSaltTest", FutureSaltVectors::new),
          entry("RpcErrorTest", RpcErrorVectors::new),
          entry("AuthKeyTranscript", AuthKeyTranscripts::new),
          entry("AuthKeyClientTest", AuthKeyClientVectors::new),
          entry("AuthKeyServerTest", AuthKeyServerVectors::new),
          entry("BindTempAuthKeyTest", BindTempAuthKeyVectors::new),
          entry("BindTempAuthKeyServerTest", BindTempAuthKeyServerVectors::new),
          entry("RsaFingerprintTest", RsaFingerprintVectors::new),
          entry("RsaRawTest", RsaRawVectors::new),
          entry("RsaPadTest", RsaPadVectors::new),
          entry("RsaUnpadTest", RsaUnpadVectors::new),
          entry("FactorTest", FactorVectors::new),
          entry("TmpAesTest", TmpAesVectors::new),
          entry("NonceHashTest", NonceHashVectors::new),
          entry("AuthKeyIdTest", AuthKeyHashesVectors::new),
          entry("AuthKeyHashesTest", AuthKeyHashesVectors::new),
          entry("DhGroupTest", DhGroupVectors::new),
          entry("ToyGroupTest", ToyGroupVectors::new),
          entry("DhPublicValueTest", DhPublicValueVectors::new),
          entry("DhSharedKeyTest", DhSharedKeyVectors::new),
          entry("SrpClientTest", SrpClientVectors::new),
          entry("SrpHashTest", SrpHashVectors::new),
          entry("SrpNewPasswordTest", SrpNewPasswordVectors::new),
          entry("SrpClientCheckTest", SrpClientCheckVectors::new),
          entry("SrpServerTest", SrpServerVectors::new),
          entry("EnvelopeTest", EnvelopeVectors::new),
          entry("ServerStreamTest", ServerStreamVectors::new),
          entry("ClientStreamTest", ClientStreamVectors::new),
          entry("WebSocketAcceptTest", WebSocketAcceptVectors::new),
          entry("WebSocketUpgradeTest", WebSocketUpgradeVectors::new),
          entry("WebSocketStreamTest", WebSocketStreamVectors::new),
          entry("HttpRequestTest", HttpRequestVectors::new),
          entry("HttpWaitTest", HttpWaitVectors::new),
          entry("ObfuscatedClientTest", ObfuscatedVectors::new),
          entry("ObfuscatedServerTest", ObfuscatedVectors::new),
          entry("ObfuscatedInitTest", ObfuscatedVectors::new),
          entry("ProxySecretTest", SecretVectors::new),
          entry("FakeTlsClientHelloTest", FakeTlsHelloVectors::new),
          entry("FakeTlsServerHelloTest", FakeTlsHelloVectors::new),
          entry("FakeTlsRecordsTest", FakeTlsRecordVectors::new),
          entry("FakeTlsRecordsDecodeTest", FakeTlsRecordVectors::new),
          entry("TlCrc32Test", NumberOfNormalFormVectors::new),
          entry("TlDeclarationTest", DeclarationVectors::new),
          entry("TlStringTest", StringVectors::new),
          entry("TlStringDecodeTest", StringDecodeVectors::new),
          entry("TlNumberTest", NumberVectors::new),
          entry("TlVectorTest", VectorVectors::new),
          entry("TlObjectTest", ObjectVectors::new),
          entry("TlDecodeTest", DecodeVectors::new),
          entry("TlWrapperTest", WrapperVectors::new));

  /** The types of chapters U, F and X, by the start of their names. */
  private static final List<String> PLANNED =
      List.of(
          "Pts", "Qts", "Seq", "Difference", "Upload", "Md5", "GetFile", "CdnDecrypt", "Secret");

  private VectorTypes() {}

  /** A new runner for a group of this type; null if there is none. */
  static @Nullable VectorTest find(String type) {
    Supplier<VectorTest> runner = RUNNERS.get(type);
    return runner == null ? null : runner.get();
  }

  /** The types that are run, by name. */
  static Set<String> implemented() {
    return new TreeSet<>(RUNNERS.keySet());
  }

  /** Whether a type belongs to a chapter that is planned: update sequences, files, secret chats. */
  static boolean isPlanned(String type) {
    return PLANNED.stream().anyMatch(type::startsWith);
  }
}
