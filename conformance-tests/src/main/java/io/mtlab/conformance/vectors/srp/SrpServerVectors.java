package io.mtlab.conformance.vectors.srp;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.accounts.Accounts;
import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.accounts.PhoneHomes;
import io.mtlab.mtproto.accounts.Transfers;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.srp.Verifier;
import io.mtlab.mtproto.store.StoredPassword;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.AccountGetPassword;
import io.mtlab.mtproto.tl.api.AccountPassword;
import io.mtlab.mtproto.tl.api.AuthCheckPassword;
import io.mtlab.mtproto.tl.api.InputCheckPasswordSRP;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * {@code SrpServerTest}: what the chapter of accounts answers to a proof, when its b is the given
 * one. It is asked for the password first, as by any client.
 */
public final class SrpServerVectors implements VectorTest {
  private static final int DC = 2;

  @Override
  public void run(Vector vector) throws Mismatch, Refused {
    Bytes b = vector.bytes("b");
    // The one thing of this size that is drawn before the answer is b.
    Entropy entropy =
        drawn -> {
          if (drawn.length == b.size()) {
            b.copyTo(drawn, 0);
          }
        };
    Verifier verifier =
        new Verifier(vector.bytes("salt1"), vector.bytes("salt2"), vector.bytes("v"));
    Accounts accounts =
        new Accounts(
            new CodePolicy.Fixed("00000"),
            PhoneHomes.alone(DC),
            new Transfers(DC, Bytes.wrap(new byte[32])),
            entropy);
    StoredPassword stored = new StoredPassword(verifier, "");

    AccountPassword asked =
        (AccountPassword) answer(accounts, new AccountGetPassword(), stored).answer();
    Long srpId = asked.srpId();
    Bytes value = asked.srpB();
    if (srpId == null || value == null) {
      throw new Mismatch("srp_id", "one", "none");
    }
    vector.expect("B", value);
    boolean right = !vector.has("srpIdValid") || vector.isTrue("srpIdValid");
    var proof =
        new InputCheckPasswordSRP(right ? srpId : srpId + 1, vector.bytes("A"), vector.bytes("M1"));
    String outcome = answer(accounts, new AuthCheckPassword(proof), stored).outcome();
    if (!outcome.equals(vector.text("expected")) && !isAlternative(vector, outcome)) {
      throw new Mismatch("expected", vector.text("expected"), outcome);
    }
    if (!outcome.equals(OneCall.OK)) {
      throw new Refused(outcome);
    }
  }

  private static OneCall answer(Accounts accounts, TlMethod<?> method, StoredPassword stored) {
    OneCall call = new OneCall(stored);
    if (!accounts.handles(method, call, 0)) {
      throw new IllegalStateException("the chapter does not know " + method);
    }
    return call;
  }

  private static boolean isAlternative(Vector vector, String outcome) {
    return vector.has("alternatives")
        && StreamSupport.stream(vector.json("alternatives").spliterator(), false)
            .map(JsonNode::asString)
            .anyMatch(outcome::equals);
  }
}
