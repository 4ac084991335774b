package io.mtlab.mtproto.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.api.AuthImportAuthorization;
import io.mtlab.mtproto.tl.api.ContactsResolveUsername;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.api.InvokeAfterMsg;
import io.mtlab.mtproto.tl.api.InvokeAfterMsgs;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.api.NearestDc;
import io.mtlab.mtproto.tl.api.UploadSaveBigFilePart;
import io.mtlab.mtproto.tl.api.UploadSaveFilePart;
import io.mtlab.mtproto.tl.service.GzipPacked;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a client does about each answer to its calls. */
final class CallerTest {
  private final List<Long> sent = new ArrayList<>();
  private final List<Long> suspected = new ArrayList<>();
  private final Map<Long, TlObject> answered = new LinkedHashMap<>();
  private final Map<Long, RpcError> refused = new LinkedHashMap<>();
  private final Caller caller =
      new Caller(new AppInfo(200, 1, "device", "1", "1", "en"), new Session());
  private int signedOut;
  private int keysLost;
  private long messageId = 1000;
  private long now = 1000 * Time.SECOND;

  @Requirement("R-009")
  void r009_the_client_introduces_itself_until_the_first_success() {
    long first = call();
    assertThat(leaves(first)).isInstanceOf(InvokeWithLayer.class);
    refuse(first, 400, "SOMETHING_INVALID");
    long second = call();
    assertThat(leaves(second)).isInstanceOf(InvokeWithLayer.class);
    succeed(second);
    long third = call();
    assertThat(leaves(third)).isInstanceOf(HelpGetNearestDc.class);
    refuse(third, 400, "CONNECTION_NOT_INITED");
    assertThat(leaves(third)).isInstanceOf(InvokeWithLayer.class);
    for (int i = 0; i < 5 && !refused.containsKey(third); i++) {
      refuse(third, 400, "CONNECTION_LAYER_INVALID");
    }
    assertThat(refused).containsKey(third);
    caller.introduceAgain();
    assertThat(leaves(call())).isInstanceOf(InvokeWithLayer.class);
  }

  @Requirement("L-018")
  void l018_a_query_is_packed_where_that_makes_it_shorter_and_is_no_file() {
    introduced();
    assertThat(first(new ContactsResolveUsername("a".repeat(300), null))).isEqualTo(GzipPacked.ID);
    assertThat(first(new ContactsResolveUsername("a".repeat(200), null)))
        .isEqualTo(ContactsResolveUsername.ID);
    byte[] random = new byte[300];
    new SplittableRandom(2).nextBytes(random);
    assertThat(first(new AuthImportAuthorization(1, Bytes.wrap(random))))
        .isEqualTo(AuthImportAuthorization.ID);
    Bytes zeros = Bytes.wrap(new byte[4096]);
    assertThat(first(new UploadSaveFilePart(1, 0, zeros))).isEqualTo(UploadSaveFilePart.ID);
    assertThat(first(new UploadSaveBigFilePart(1, 0, 1, zeros)))
        .isEqualTo(UploadSaveBigFilePart.ID);
  }

  /** The number that the body of this call begins with. */
  private int first(TlMethod<?> method) {
    return caller.body(caller.call(method, List.of()), messageId += 4).int32(0);
  }

  @Requirement("R-018")
  void r018_a_call_is_put_off_as_long_as_the_server_says_and_not_shorter() {
    long call = introduced();
    leaves(call);
    sent.clear();
    refuse(call, 420, "FLOOD_WAIT_7");
    now += 7 * Time.SECOND - 1;
    caller.wake(now);
    assertThat(sent).isEmpty();
    assertThat(caller.nextWake()).isEqualTo(now + 1);
    now++;
    caller.wake(now);
    assertThat(sent).containsExactly(call);
    assertThat(refused).isEmpty();
    leaves(call);
    refuse(call, 420, "FLOOD_WAIT_61");
    assertThat(refused).containsOnly(Map.entry(call, new RpcError(420, "FLOOD_WAIT_61")));
  }

  @Requirement({"R-022", "R-014"})
  void r022_a_server_that_always_fails_is_asked_a_few_times_with_growing_pauses() {
    long call = introduced();
    List<Long> pauses = new ArrayList<>();
    while (!refused.containsKey(call)) {
      leaves(call);
      refuse(call, pauses.size() % 2 == 0 ? 500 : -503, "INTERNAL");
      if (caller.nextWake() != Time.NEVER) {
        pauses.add((caller.nextWake() - now) / Time.SECOND);
        now = caller.nextWake();
        caller.wake(now);
      }
    }
    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L);
    assertThat(caller.nextWake()).isEqualTo(Time.NEVER);
  }

  @Requirement({"R-021", "R-019"})
  void r021_who_is_not_signed_in_keeps_the_key_and_a_duplicated_key_is_given_up() {
    long first = introduced();
    leaves(first);
    refuse(first, 401, "SESSION_REVOKED");
    assertThat(signedOut).isEqualTo(1);
    assertThat(keysLost).isZero();
    long second = call();
    leaves(second);
    refuse(second, 401, "SESSION_PASSWORD_NEEDED");
    assertThat(signedOut).isEqualTo(1);
    long third = call();
    leaves(third);
    refuse(third, 406, "FRESH_CHANGE_PHONE_FORBIDDEN");
    assertThat(keysLost).isZero();
    long fourth = call();
    leaves(fourth);
    refuse(fourth, 406, "AUTH_KEY_DUPLICATED");
    assertThat(keysLost).isEqualTo(1);
    assertThat(refused.keySet()).containsExactly(first, second, third, fourth);
  }

  @Requirement("R-027")
  void r027_an_answer_of_another_type_is_an_error_of_the_call() {
    long call = introduced();
    leaves(call);
    caller.answered(call, TlObjects.toBytes(TlBool.of(true)), now);
    assertThat(refused).containsOnly(Map.entry(call, new RpcError(500, "ANSWER_UNREADABLE")));
  }

  @Requirement({"R-008", "R-006", "Z-001"})
  void r008_a_call_is_chained_to_those_that_have_no_answer_yet() {
    long first = introduced();
    leaves(first);
    long id = messageId;
    long second = call(first);
    assertThat(leaves(second))
        .isInstanceOfSatisfying(
            InvokeAfterMsg.class, chained -> assertThat(chained.msgId()).isEqualTo(id));
    long third = call(first, second);
    assertThat(leaves(third)).isInstanceOf(InvokeAfterMsgs.class);
    succeed(first);
    assertThat(leaves(call(first))).isInstanceOf(HelpGetNearestDc.class);
  }

  @Requirement("R-008")
  void r008_who_came_too_early_goes_again_when_the_one_before_is_answered() {
    long first = introduced();
    leaves(first);
    long second = call(first);
    leaves(second);
    sent.clear();
    refuse(second, 400, "MSG_WAIT_TIMEOUT");
    assertThat(sent).isEmpty();
    assertThat(suspected).containsExactly(first);
    succeed(first);
    assertThat(sent).containsExactly(second);
    assertThat(leaves(second)).isInstanceOf(HelpGetNearestDc.class);
    succeed(second);
    assertThat(answered.keySet()).endsWith(first, second);
  }

  @Requirement("R-008")
  void r008_a_chain_behind_one_that_goes_again_follows_its_new_message() {
    long first = introduced();
    leaves(first);
    long second = call(first);
    leaves(second);
    long third = call(second);
    leaves(third);
    refuse(second, 500, "MSG_WAIT_FAILED");
    refuse(third, 400, "MSG_WAIT_FAILED");
    sent.clear();
    leaves(first); // sent again as a new message
    long id = messageId;
    assertThat(sent).containsExactly(second);
    assertThat(leaves(second))
        .isInstanceOfSatisfying(
            InvokeAfterMsg.class, chained -> assertThat(chained.msgId()).isEqualTo(id));
    assertThat(sent).containsExactly(second, third);
    assertThat(refused).isEmpty();
  }

  @Requirement("R-008")
  void r008_behind_one_that_is_refused_for_good_all_are_refused() {
    long first = introduced();
    leaves(first);
    long second = call(first);
    leaves(second);
    long third = call(second);
    leaves(third);
    refuse(second, 400, "MSG_WAIT_FAILED"); // overtook the refusal of the first
    refuse(third, 400, "MSG_WAIT_FAILED");
    refuse(first, 400, "PEER_ID_INVALID");
    assertThat(refused.keySet()).containsExactly(first, second, third);
  }

  @Requirement("R-008")
  void r008_behind_one_that_is_put_off_others_wait() {
    long first = introduced();
    leaves(first);
    refuse(first, 420, "FLOOD_WAIT_3");
    sent.clear();
    long second = call(first);
    assertThat(sent).isEmpty();
    now += 3 * Time.SECOND;
    caller.wake(now);
    assertThat(sent).containsExactly(first);
    leaves(first);
    assertThat(sent).containsExactly(first, second);
  }

  @Requirement({"R-008", "R-022"})
  void r008_a_chain_that_never_comes_to_its_turn_is_given_up() {
    long first = introduced();
    leaves(first);
    long second = call(first);
    for (int i = 0; i <= Caller.REPAIRS_MAX; i++) {
      assertThat(refused).isEmpty();
      leaves(second);
      leaves(first);
      refuse(second, 400, "MSG_WAIT_TIMEOUT");
    }
    assertThat(refused.keySet()).containsExactly(second);
  }

  private long call(Long... after) {
    return caller.call(new HelpGetNearestDc(), List.of(after));
  }

  /** A call of a client that the server knows. */
  private long introduced() {
    long call = call();
    leaves(call);
    succeed(call);
    return call();
  }

  /** The session makes a message of the call. */
  private TlMethod<?> leaves(long call) {
    messageId += 4;
    try {
      return (TlMethod<?>) TlObjects.read(new TlReader(caller.body(call, messageId)));
    } catch (ProtocolException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void succeed(long call) {
    caller.answered(call, TlObjects.toBytes(new NearestDc("ZZ", 2, 2)), now);
  }

  private void refuse(long call, int code, String text) {
    Bytes error = TlObjects.toBytes(new io.mtlab.mtproto.tl.service.RpcError(code, text));
    caller.answered(call, error, now);
  }

  private final class Session implements Caller.Out {
    @Override
    public void send(long call) {
      sent.add(call);
    }

    @Override
    public void suspect(long call) {
      suspected.add(call);
    }

    @Override
    public void answered(long call, TlObject answer) {
      answered.put(call, answer);
    }

    @Override
    public void refused(long call, RpcError error) {
      refused.put(call, error);
    }

    @Override
    public void signedOut(RpcError why) {
      signedOut++;
    }

    @Override
    public void keyLost() {
      keysLost++;
    }
  }
}
