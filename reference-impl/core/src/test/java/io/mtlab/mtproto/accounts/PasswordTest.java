package io.mtlab.mtproto.accounts;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.DomainAnswer;
import io.mtlab.mtproto.endpoint.DomainBench;
import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.AccountGetPassword;
import io.mtlab.mtproto.tl.api.AccountPassword;
import io.mtlab.mtproto.tl.api.AccountPasswordInputSettings;
import io.mtlab.mtproto.tl.api.AccountUpdatePasswordSettings;
import io.mtlab.mtproto.tl.api.AuthCheckPassword;
import io.mtlab.mtproto.tl.api.AuthSignIn;
import io.mtlab.mtproto.tl.api.InputCheckPasswordEmpty;
import io.mtlab.mtproto.tl.api.InputCheckPasswordSRP;
import io.mtlab.mtproto.tl.api.InputCheckPasswordSRPType;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoUnknown;
import io.mtlab.testing.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two-step verification: both sides, right and wrong. */
final class PasswordTest {
  private static final String PHONE = "9996620001";
  private static final String PASSWORD = "Пароль 1";

  private final DomainBench bench = new DomainBench();
  private final SplittableRandom random = new SplittableRandom(3);
  private final ClientPassword client =
      new ClientPassword(new DhGroups(random::nextBytes), random::nextBytes);

  @Requirement({"K-001", "K-004", "K-006", "K-007", "K-008", "K-009", "K-012"})
  void k008_a_password_opens_what_a_code_alone_does_not() throws ProtocolException {
    Asker owner = protectedPerson();
    Asker stranger = awaited();
    assertThat(stranger.userId()).isZero();

    AccountPassword asked = asked(stranger);
    assertThat(asked.hasPassword()).isTrue();
    assertThat(asked.hint()).isEqualTo("a hint");
    DomainAnswer answer =
        bench.call(stranger, new AuthCheckPassword(client.proof(asked, bytes(PASSWORD))));
    assertThat(DomainBench.signedIn(stranger, answer).userId()).isEqualTo(owner.userId());
  }

  @Requirement({"K-009", "K-011"})
  void k011_a_wrong_password_is_refused_and_its_srp_id_used_up() throws ProtocolException {
    protectedPerson();
    Asker stranger = awaited();
    AccountPassword asked = asked(stranger);
    InputCheckPasswordSRPType right = client.proof(asked, bytes(PASSWORD));

    assertRefused(stranger, client.proof(asked, bytes("password")), "400 PASSWORD_HASH_INVALID");
    assertRefused(stranger, right, "400 SRP_ID_INVALID");
    AccountPassword again = asked(stranger);
    assertThat(again.srpId()).isNotEqualTo(asked.srpId());
    assertThat(again.srpB()).isNotEqualTo(asked.srpB());
    assertThat(bench.call(stranger, check(client.proof(again, bytes(PASSWORD)))))
        .isInstanceOf(DomainAnswer.Result.class);
  }

  @Requirement("K-010")
  void k010_an_srp_id_belongs_to_one_key() throws ProtocolException {
    protectedPerson();
    Asker one = awaited();
    Asker other = awaited();
    AccountPassword asked = asked(one);
    asked(other);
    assertRefused(other, client.proof(asked, bytes(PASSWORD)), "400 SRP_ID_INVALID");
    assertRefused(
        bench.stranger(), client.proof(asked, bytes(PASSWORD)), "401 AUTH_KEY_UNREGISTERED");
    // Asking again costs the server nothing: it is the same until it was used.
    assertThat(asked(one).srpB()).isEqualTo(asked.srpB());
  }

  @Requirement("K-010")
  void k010_a_value_whose_secret_could_be_guessed_does_not_open() {
    protectedPerson();
    Asker stranger = awaited();
    Bytes zero = Bytes.wrap(new byte[DhGroup.SIZE]);
    for (Bytes a :
        new Bytes[] {zero, DhGroup.WELL_KNOWN.prime(), Bytes.EMPTY, Bytes.wrap(new byte[300])}) {
      long srpId = srpId(stranger);
      assertRefused(
          stranger,
          new InputCheckPasswordSRP(srpId, a, Bytes.wrap(new byte[32])),
          "400 SRP_A_INVALID");
    }
  }

  @Requirement("K-010")
  void k010_a_password_that_was_changed_meanwhile_is_told() throws ProtocolException {
    Asker owner = protectedPerson();
    Asker stranger = awaited();
    AccountPassword asked = asked(stranger);
    change(owner, PASSWORD, "another");
    assertRefused(stranger, client.proof(asked, bytes(PASSWORD)), "400 SRP_PASSWORD_CHANGED");
    assertThat(bench.call(stranger, check(client.proof(asked(stranger), bytes("another")))))
        .isInstanceOf(DomainAnswer.Result.class);
  }

  @Requirement("K-011")
  void k011_guessing_is_stopped_for_a_while() throws ProtocolException {
    protectedPerson();
    Asker stranger = awaited();
    Bytes a = Bytes.wrap(random(DhGroup.SIZE, (byte) 0x50));
    for (int i = 0; i < Passwords.WRONG_MAX; i++) {
      assertRefused(
          stranger,
          new InputCheckPasswordSRP(srpId(stranger), a, Bytes.wrap(new byte[32])),
          "400 PASSWORD_HASH_INVALID");
    }
    AccountPassword asked = asked(stranger);
    InputCheckPasswordSRPType right = client.proof(asked, bytes(PASSWORD));
    assertRefused(stranger, right, "420 FLOOD_WAIT_600");
    bench.now += Passwords.WRONG_WINDOW;
    stranger = awaited();
    assertThat(bench.call(stranger, check(client.proof(asked(stranger), bytes(PASSWORD)))))
        .isInstanceOf(DomainAnswer.Result.class);
  }

  @Requirement("K-013")
  void k013_a_removed_password_is_not_asked_for() throws ProtocolException {
    Asker owner = protectedPerson();
    InputCheckPasswordSRPType proof = client.proof(asked(owner), bytes(PASSWORD));
    assertThat(error(owner, new InputCheckPasswordEmpty(), ClientPassword.removed()))
        .isEqualTo("400 PASSWORD_HASH_INVALID");
    update(owner, proof, ClientPassword.removed());
    assertThat(asked(owner).hasPassword()).isFalse();
    assertThat(asked(owner).srpB()).isNull();

    Asker stranger = bench.stranger();
    String hash = bench.codeHash(stranger, PHONE);
    DomainAnswer answer = bench.call(stranger, new AuthSignIn(PHONE, hash, DomainBench.CODE, null));
    assertThat(DomainBench.signedIn(stranger, answer).userId()).isEqualTo(owner.userId());
  }

  @Requirement("K-014")
  void k014_a_new_salt_is_the_offered_one_and_32_bytes() throws ProtocolException {
    Asker owner = bench.person(PHONE);
    AccountPasswordInputSettings good = client.replaced(asked(owner), bytes(PASSWORD), "");
    var algorithm =
        (PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow) good.newAlgo();
    requireNonNull(algorithm);
    Bytes salt = algorithm.salt1();
    for (Bytes wrong :
        new Bytes[] {
          Bytes.EMPTY,
          salt.slice(0, 8),
          salt.slice(0, salt.size() - 1),
          salt.from(1),
          Bytes.concat(salt, salt),
          Bytes.wrap(new byte[salt.size()])
        }) {
      var changed =
          new PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
              wrong, algorithm.salt2(), algorithm.g(), algorithm.p());
      assertThat(settings(owner, good.toBuilder().newAlgo(changed).build()))
          .isEqualTo("400 NEW_SALT_INVALID");
    }
    assertThat(settings(owner, good.toBuilder().newPasswordHash(Bytes.EMPTY).build()))
        .isEqualTo("400 NEW_SETTINGS_INVALID");
    assertThat(asked(owner).hasPassword()).isFalse();
    update(owner, new InputCheckPasswordEmpty(), good);
    assertThat(asked(owner).hasPassword()).isTrue();
  }

  @Requirement({"K-001", "K-002", "K-003"})
  void k002_a_client_proves_nothing_to_a_server_with_unsafe_numbers() {
    protectedPerson();
    AccountPassword asked = asked(awaited());
    var algorithm =
        (PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow) asked.currentAlgo();
    requireNonNull(algorithm);
    assertThatThrownBy(() ->
            client.proof(
                asked.toBuilder().currentAlgo(new PasswordKdfAlgoUnknown()).build(),
                bytes(PASSWORD)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.fault()).isEqualTo(PeerIncompatible.PASSWORD_ALGORITHM));
    var generator =
        new PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
            algorithm.salt1(), algorithm.salt2(), 2, algorithm.p());
    assertFault(PeerMisbehaved.DH_GENERATOR, asked.toBuilder().currentAlgo(generator).build());
    var prime =
        new PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
            algorithm.salt1(), algorithm.salt2(), 3, algorithm.p().slice(0, 128));
    assertFault(PeerMisbehaved.DH_PRIME, asked.toBuilder().currentAlgo(prime).build());
    assertFault(
        PeerMisbehaved.DH_PUBLIC_VALUE, asked.toBuilder().srpB(DhGroup.WELL_KNOWN.prime()).build());
    assertFault(PeerMisbehaved.DH_PUBLIC_VALUE, asked.toBuilder().srpB(Bytes.EMPTY).build());
  }

  @Requirement("K-015")
  void k015_a_password_is_wiped_whether_it_was_used_or_not() throws ProtocolException {
    protectedPerson();
    AccountPassword asked = asked(awaited());
    byte[] password = bytes(PASSWORD);
    client.proof(asked, password);
    assertThat(password).containsOnly(0);
    byte[] unused = bytes(PASSWORD);
    assertThatThrownBy(() -> client.proof(asked.toBuilder().srpB(Bytes.EMPTY).build(), unused))
        .isInstanceOf(ProtocolException.class);
    assertThat(unused).containsOnly(0);
  }

  @Test
  void a_right_code_waits_ten_minutes_for_its_password() {
    protectedPerson();
    Asker stranger = awaited();
    bench.now += Passwords.LIFE;
    assertThat(bench.error(stranger, new AccountGetPassword()))
        .isEqualTo("401 AUTH_KEY_UNREGISTERED");
  }

  private void assertFault(PeerMisbehaved fault, AccountPassword asked) {
    assertThatThrownBy(() -> client.proof(asked, bytes(PASSWORD)))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  /** Somebody with a password. */
  private Asker protectedPerson() {
    try {
      Asker owner = bench.person(PHONE);
      update(
          owner,
          new InputCheckPasswordEmpty(),
          client.replaced(asked(owner), bytes(PASSWORD), "a hint"));
      return owner;
    } catch (ProtocolException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void change(Asker owner, String from, String to) throws ProtocolException {
    AccountPassword asked = asked(owner);
    update(owner, client.proof(asked, bytes(from)), client.replaced(asked, bytes(to), ""));
  }

  /** Somebody who has given the right code, and is told that this is not enough. */
  private Asker awaited() {
    Asker stranger = bench.stranger();
    String hash = bench.codeHash(stranger, PHONE);
    assertThat(bench.error(stranger, new AuthSignIn(PHONE, hash, DomainBench.CODE, null)))
        .isEqualTo("401 SESSION_PASSWORD_NEEDED");
    return stranger;
  }

  private AccountPassword asked(Asker asker) {
    DomainAnswer answer = bench.call(asker, new AccountGetPassword());
    return (AccountPassword) ((DomainAnswer.Result) answer).result();
  }

  private long srpId(Asker asker) {
    return requireNonNull(asked(asker).srpId());
  }

  private static TlMethod<?> check(InputCheckPasswordSRPType proof) {
    return new AuthCheckPassword(proof);
  }

  private void assertRefused(Asker asker, InputCheckPasswordSRPType proof, String error) {
    assertThat(bench.error(asker, check(proof))).isEqualTo(error);
  }

  private void update(
      Asker owner, InputCheckPasswordSRPType proof, AccountPasswordInputSettings settings) {
    DomainAnswer answer = bench.call(owner, new AccountUpdatePasswordSettings(proof, settings));
    assertThat(((DomainAnswer.Result) answer).result()).isEqualTo(TlBool.TRUE);
  }

  private String settings(Asker owner, AccountPasswordInputSettings settings) {
    return error(owner, new InputCheckPasswordEmpty(), settings);
  }

  private String error(
      Asker owner, InputCheckPasswordSRPType proof, AccountPasswordInputSettings settings) {
    return bench.error(owner, new AccountUpdatePasswordSettings(proof, settings));
  }

  private byte[] random(int size, byte first) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    bytes[0] = first;
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
