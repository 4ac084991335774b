package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.RsaPublicKey;
import java.math.BigInteger;

/** RSA keys for tests: their secret halves are worth nothing. */
final class Keys {
  static final RsaPrivateKey FIRST =
      key(
          "c360945cd6958474e41f475c4f692bc48d334f5c14fb0382992b577930e2d8bed614a0e3416e"
              + "2c70422cbc1ed205c3512c454846010c85b5c4f3f4a9bdb7d1346d173da12962d55ce30be836"
              + "03416b8d57b13c62b5136af23289e69bbb765f6155f30ff48e9e11774c36c30ea590e5243d0c"
              + "ca7745ab6b34b91ab0eea5c2a22e3547dabb067c4e2a48d36351a8a7ed3b50635c010eeae895"
              + "7f83b88a034a51fa96226fa7eafdea48e7387fcb635033dbe13368b202cc75b291a8cfc29bfd"
              + "95f3f7bc2c98c23e70e89b1813da7684aa1fe8ac8ab43045f754f566867da863cfcf5bb3e9db"
              + "a36a6b0a22412bd54abaf1c8f76b0ad41ff4c4454a2799557ef59eef",
          "8b04a58c89834a04826d5f3167afc5dccd3bbd3420199b9dc9aef546de6a0b1f7ee49eb61550"
              + "777e4917dba3727d7744c2e36951a65d6aa6b3c58249651cee5707688a09aa9110904f5da195"
              + "0d2bf78352ea61b53a72de9e0727e856d7449b097f46bc0b9f8f098e814455f68e0853833d8d"
              + "646309c7b738849d6157edca57ea9ac50920fc2682e45b320854efefad80cc9df481604f63e3"
              + "c19963f3b9a2e2ef32c908d998c4257a51e1afb5ade87f636a4448c9c0953640cf7a4708e3f2"
              + "c8c6a6cc41bea9e6c186aa5484f6fc466fbc7810173ca7213d08e345951c7c7146939db2138e"
              + "b35f74341d50553343f174e94c44df44c62d7811ae218e801fb573c1");

  static final RsaPrivateKey SECOND =
      key(
          "952ccb8654cd6e85e4904176c8d35920ba01ca25df30ebeddaf76a1b17dcb2d183949c106ded"
              + "5f7342e35c6c67d42313a93ca25146e59c552a1581b450929b5a77a07711dce72f7c58bd2823"
              + "541a4879a93757d20f3a4966d1a58afc4bd00b0217f0740ef42b2e6dd00d980b257e7b39e108"
              + "218e49547b3300b0658f3a49686006cb7db9c558b45671a398171b532fddb65d6ed18bbcd926"
              + "7af4f507386874a73efbe6a31792b0b0dfa718abaa32489b22fc96929ca908d563c6fe58d1d3"
              + "b533c3917c61edc67861a688f3d82d26ab0229f364a1f4ba0f8a54e709b5d47f0ddd2397a736"
              + "d52f47cb1aac3c90c01d9476771a57a85749c711fb6dd2f7611bf945",
          "20616d994e599c5ad47b0ab6bfcf7eaa87adc14538be1c0c50aa417e398f06c2cb4acc1895df"
              + "ff86dbb75215d6f0d99f582e48f6970adac532c221da33de2afa377addb5c32b6ca7937495dc"
              + "9b522c36ba6840b8206590ced0859c56791762f8549d7577d480f60e50a9cebde6a8de9338f9"
              + "649d47e61e6afb048f3b08962c214d1c91d88a1125ca96b8f8cb82286fc00949a9d758c03492"
              + "313228e334f265156ca3d183d8910ed52b6cefe4222440219efa74ed7ab27f93afc293709a2d"
              + "15a80e2219ddb829919fd83d6c33942d510dc4e21d562e16789a5bdcda5742f5824e4077d4bf"
              + "4a796aee09cbda401c696076b609176df561eac8c13a3e4d0f43e9c9");

  private Keys() {}

  private static RsaPrivateKey key(String modulus, String secretExponent) {
    return RsaPrivateKey.of(RsaPublicKey.ofModulus(modulus), new BigInteger(secretExponent, 16));
  }
}
