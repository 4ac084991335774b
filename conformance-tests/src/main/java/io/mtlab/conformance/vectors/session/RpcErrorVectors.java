package io.mtlab.conformance.vectors.session;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.rpc.ErrorReaction;

/** {@code RpcErrorTest}: what a client does about an rpc_error. */
public final class RpcErrorVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    var reaction = ErrorReaction.to(new RpcError(vector.int32("code"), vector.text("message")));
    vector.expectText("action", action(reaction));
    switch (reaction) {
      case ErrorReaction.Migrate(int dc, boolean home) -> {
        vector.expect("value", dc);
        if (home != vector.isTrue("changesHomeDc")) {
          throw new Mismatch("changesHomeDc", String.valueOf(!home), String.valueOf(home));
        }
      }
      case ErrorReaction.Wait(int seconds) -> vector.expect("value", seconds);
      default -> {}
    }
  }

  private static String action(ErrorReaction reaction) {
    return switch (reaction) {
      case ErrorReaction.Migrate _ -> "migrate";
      case ErrorReaction.Wait _ -> "wait";
      case ErrorReaction.SignInAgain _, ErrorReaction.MakeAnotherKey _ -> "reauth";
      case ErrorReaction.CheckPassword _ -> "checkPassword";
      case ErrorReaction.BindTemporaryKey _ -> "bindTempKey";
      case ErrorReaction.Introduce _ -> "initConnection";
      case ErrorReaction.RetryLater _ -> "retryLater";
      case ErrorReaction.Fail _ -> "fail";
    };
  }
}
