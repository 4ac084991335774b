package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Delivery;
import io.mtlab.mtproto.domain.DomainAnswer;
import io.mtlab.mtproto.domain.DomainRequest;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Part;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.store.memory.MemoryStore;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlVector;
import io.mtlab.mtproto.tl.api.AuthAuthorization;
import io.mtlab.mtproto.tl.api.AuthSendCode;
import io.mtlab.mtproto.tl.api.AuthSentCode;
import io.mtlab.mtproto.tl.api.AuthSignIn;
import io.mtlab.mtproto.tl.api.AuthSignUp;
import io.mtlab.mtproto.tl.api.CodeSettings;
import io.mtlab.mtproto.tl.api.InputUser;
import io.mtlab.mtproto.tl.api.InputUserSelf;
import io.mtlab.mtproto.tl.api.User;
import io.mtlab.mtproto.tl.api.UsersGetUsers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A domain and a store in memory, with a test in the gate's place. Time stands until it is moved.
 */
public final class DomainBench {
  /** The code of every phone number. */
  public static final String CODE = "12345";

  /** When a test begins. */
  public static final long START = 1_767_225_600L * Time.SECOND;

  /** What was pushed, in order. */
  public final List<Delivery> deliveries = new ArrayList<>();

  /** The time of the next call. */
  public long now = START;

  private final Deque<Runnable> queue = new ArrayDeque<>();
  private final Map<Long, DomainAnswer> answers = new HashMap<>();
  private final SplittableRandom random = new SplittableRandom(7);
  private final MemoryStore store = new MemoryStore(new StoreReplies());
  private Domain domain;
  private long tickets;
  private long keys;

  /** With this policy of codes, and any bot token. */
  public DomainBench(CodePolicy codes) {
    LinkedHashMap<Integer, Address> dcs = new LinkedHashMap<>();
    dcs.put(2, new Address("127.0.0.1", 4430));
    DcSettings dc = new DcSettings(2, true, dcs);
    domain = domain(new DomainSettings(codes, TokenPolicy.ANY, dc));
  }

  /** With the code {@link #CODE}. */
  public DomainBench() {
    this(new CodePolicy.Fixed(CODE));
  }

  /** The domain forgets all it has in memory; the store does not. */
  public void restartDomain(TokenPolicy tokens) {
    CodePolicy codes = new CodePolicy.Fixed(CODE);
    domain = domain(new DomainSettings(codes, tokens, DcSettings.alone(2)));
  }

  private Domain domain(DomainSettings settings) {
    return Domain.of(settings, random::nextBytes, new DomainReplies());
  }

  /** Somebody with a new key, not signed in. */
  public Asker stranger() {
    byte[] secret = new byte[AuthKey.SIZE];
    random.nextBytes(secret);
    AuthKey key = AuthKey.of(secret);
    assertThat(ask(new DomainRequest.KeepKey(key, 5, 0))).isEqualTo(new DomainAnswer.KeyKept());
    return new Asker(key.id(), ++keys, 0);
  }

  /** Somebody who has signed up with this phone number. */
  public Asker person(String phone) {
    Asker asker = stranger();
    String hash = codeHash(asker, phone);
    call(asker, new AuthSignIn(phone, hash, CODE, null));
    DomainAnswer answer = call(asker, new AuthSignUp(false, phone, hash, "P" + phone, ""));
    return signedIn(asker, answer);
  }

  /** The same asker as the gate knows him after this answer. */
  public static Asker signedIn(Asker asker, DomainAnswer answer) {
    assertThat(answer).isInstanceOf(DomainAnswer.Result.class);
    long user = ((DomainAnswer.Result) answer).signedIn().orElseThrow();
    return new Asker(asker.authKeyId(), asker.sessionId(), user);
  }

  /** The user in an answer to a way of signing in. */
  public static User userOf(DomainAnswer answer) {
    return (User) ((AuthAuthorization) ((DomainAnswer.Result) answer).result()).user();
  }

  /** Asks for a code, and gives the hash that names it. */
  public String codeHash(Asker asker, String phone) {
    AuthSendCode method = new AuthSendCode(phone, 1, "hash", CodeSettings.builder().build());
    return result(asker, method, AuthSentCode.class).phoneCodeHash();
  }

  /** How others name this asker's user. */
  public InputUser inputOf(Asker asker) {
    UsersGetUsers method = new UsersGetUsers(List.of(new InputUserSelf()));
    User user = (User) result(asker, method, TlVector.class).elements().getFirst();
    return new InputUser(user.id(), Objects.requireNonNull(user.accessHash()));
  }

  /** The answer to a method. */
  public DomainAnswer call(Asker asker, TlMethod<?> method) {
    return ask(new DomainRequest.Query(asker, method));
  }

  /** The result of a method that must succeed. */
  public <T> T result(Asker asker, TlMethod<?> method, Class<T> type) {
    DomainAnswer answer = call(asker, method);
    assertThat(answer).isInstanceOf(DomainAnswer.Result.class);
    return type.cast(((DomainAnswer.Result) answer).result());
  }

  /** The error of a method that must fail, as code and text. */
  public String error(Asker asker, TlMethod<?> method) {
    DomainAnswer answer = call(asker, method);
    assertThat(answer).isInstanceOf(DomainAnswer.Refused.class);
    DomainAnswer.Refused refused = (DomainAnswer.Refused) answer;
    return refused.error().code() + " " + refused.error().text();
  }

  /** What a gate is answered. */
  public DomainAnswer ask(DomainRequest request) {
    Ticket ticket = new Ticket(++tickets);
    domain.asked(ticket, request, now);
    while (!queue.isEmpty()) {
      queue.removeFirst().run();
    }
    DomainAnswer answer = answers.remove(ticket.number());
    return Objects.requireNonNull(answer, "no answer");
  }

  /** The users that a delivery reaches, in order. */
  public static List<Long> reached(Delivery delivery) {
    return switch (delivery.audience()) {
      case Audience.OneUser one -> List.of(one.userId());
      case Audience.Users many -> {
        List<Long> users = new ArrayList<>();
        many.users().forEach(users::add);
        users.remove(many.exceptUserId());
        yield users;
      }
    };
  }

  private final class DomainReplies implements Part.Replies {
    @Override
    public void answer(Ticket ticket, Answer answer) {
      assertThat(answers.put(ticket.number(), (DomainAnswer) answer)).isNull();
    }

    @Override
    public void push(Push push) {
      deliveries.add((Delivery) push);
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      queue.add(() -> store.asked(ticket, request, now));
    }
  }

  private final class StoreReplies implements Part.Replies {
    @Override
    public void answer(Ticket ticket, Answer answer) {
      queue.add(() -> domain.answered(ticket, answer, now));
    }

    @Override
    public void push(Push push) {
      throw new AssertionError("a store pushes nothing");
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      throw new AssertionError("a store asks nobody");
    }
  }
}
