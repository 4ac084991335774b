package io.mtlab.conformance.interop;

import io.mtlab.conformance.implementation.Step;
import io.mtlab.conformance.implementation.StepResult;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlVector;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.AuthAuthorization;
import io.mtlab.mtproto.tl.api.AuthSendCode;
import io.mtlab.mtproto.tl.api.AuthSentCode;
import io.mtlab.mtproto.tl.api.AuthSignIn;
import io.mtlab.mtproto.tl.api.CodeSettings;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.InputPeerUser;
import io.mtlab.mtproto.tl.api.InputUserSelf;
import io.mtlab.mtproto.tl.api.MessagesSendMessage;
import io.mtlab.mtproto.tl.api.UpdatesType;
import io.mtlab.mtproto.tl.api.UsersGetUsers;
import io.mtlab.netty.Driver;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.Hosted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The reference client on a socket, taking the steps of a cell against somebody's server. What such
 * a server has to know is in the contract: any phone number with any code, and a user with the id
 * and the access hash {@link #OTHER}.
 */
final class ReferenceClient implements AutoCloseable {
  /** Who is written to. */
  static final long OTHER = 11;

  static final AppInfo APP = new AppInfo(ApiObjects.LAYER, 1, "mtlab", "laboratory", "1", "en");
  private static final String PHONE = "9996620001";
  private static final String CODE = "22222";
  private static final int SECONDS_MAX = 20;

  private final ClientSettings settings;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Driver driver = Driver.open(1);
  private final Hosted<ClientEndpoint> client;
  private final List<StepResult> results = new ArrayList<>();

  ReferenceClient(ClientSettings settings) {
    this.settings = settings;
    client =
        driver.host(
            HostOptions.DEFAULT.withEvents((event, now) -> events.add(event)),
            shard ->
                new ClientEndpoint(
                    settings, shard.entropy(), new Mtproto2Cipher(shard.entropy()), shard));
  }

  /** Takes all steps that such a server can take part in; the rest are not offered. */
  List<StepResult> play() throws InterruptedException {
    take(Step.KEY_EXCHANGE, this::exchange);
    take(Step.CONFIG, this::config);
    take(Step.USER_SIGN_IN, this::signIn);
    take(Step.MESSAGE_SENT, this::send);
    take(Step.RECONNECT, this::reconnect);
    for (Step step : Step.values()) {
      if (!failed() && results.stream().noneMatch(result -> result.step() == step)) {
        results.add(new StepResult(step, StepResult.Outcome.NOT_OFFERED, 0, ""));
      }
    }
    return results;
  }

  private interface Work {
    void go() throws InterruptedException;
  }

  private boolean failed() {
    return results.stream().anyMatch(r -> r.outcome() == StepResult.Outcome.FAILED);
  }

  private void take(Step step, Work work) throws InterruptedException {
    if (failed()) {
      return;
    }
    long began = System.nanoTime();
    try {
      work.go();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      results.add(StepResult.passed(step, millis));
    } catch (Refused refused) {
      results.add(StepResult.failed(step, String.valueOf(refused.getMessage())));
    }
  }

  private void exchange() throws InterruptedException {
    client.execute((endpoint, now) -> endpoint.start(now));
    await(event -> event instanceof ClientEvent.KeyAgreed);
  }

  private void config() throws InterruptedException {
    int dc = call(new HelpGetConfig(), Config.class).thisDc();
    require(dc == settings.dc(), "this_dc is " + dc);
  }

  private void signIn() throws InterruptedException {
    AuthSendCode ask = new AuthSendCode(PHONE, 1, "hash", CodeSettings.builder().build());
    String hash = call(ask, AuthSentCode.class).phoneCodeHash();
    call(new AuthSignIn(PHONE, hash, CODE, null), AuthAuthorization.class);
  }

  private void send() throws InterruptedException {
    MessagesSendMessage message =
        MessagesSendMessage.builder()
            .peer(new InputPeerUser(OTHER, OTHER))
            .message("to the other one")
            .randomId(7)
            .build();
    call(message, UpdatesType.class);
  }

  /**
   * Under the key of before: the server would have to agree on another one, and is not asked to.
   */
  private void reconnect() throws InterruptedException {
    events.clear();
    client.execute((endpoint, now) -> endpoint.reconnect(now));
    await(event -> event instanceof ClientEvent.Connected);
    UsersGetUsers self = new UsersGetUsers(List.of(new InputUserSelf()));
    int found = call(self, TlVector.class).elements().size();
    require(found == 1, found + " users");
    require(events.stream().noneMatch(ClientEvent.KeyAgreed.class::isInstance), "another key");
  }

  private <T> T call(TlMethod<?> method, Class<T> type) throws InterruptedException {
    Ticket ticket = client.query((endpoint, now) -> endpoint.call(method, now)).join();
    Event end =
        await(event ->
            switch (event) {
              case ClientEvent.Answered answered -> answered.ticket().equals(ticket);
              case ClientEvent.Refused refused -> refused.ticket().equals(ticket);
              default -> false;
            });
    if (end instanceof ClientEvent.Answered answered && type.isInstance(answered.answer())) {
      return type.cast(answered.answer());
    }
    throw new Refused("the answer is " + end);
  }

  private Event await(Predicate<Event> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
    List<Event> others = new ArrayList<>();
    while (true) {
      Event event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) {
        throw new Refused("not done within " + SECONDS_MAX + " s; heard " + others);
      }
      if (wanted.test(event)) {
        return event;
      }
      if (event instanceof ClientEvent.GaveUp || event instanceof ClientEvent.Distrusted) {
        throw new Refused(event.toString());
      }
      others.add(event);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new Refused(otherwise);
    }
  }

  @Override
  public void close() {
    driver.close();
  }

  /** A step did not go as it should. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
