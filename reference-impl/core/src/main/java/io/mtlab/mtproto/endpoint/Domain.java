package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.accounts.Accounts;
import io.mtlab.mtproto.accounts.PhoneHomes;
import io.mtlab.mtproto.accounts.Transfers;
import io.mtlab.mtproto.bots.Bots;
import io.mtlab.mtproto.chats.Chats;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.dc.DataCentres;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Channels;
import io.mtlab.mtproto.domain.Chapter;
import io.mtlab.mtproto.domain.Delivery;
import io.mtlab.mtproto.domain.DomainAnswer;
import io.mtlab.mtproto.domain.DomainRequest;
import io.mtlab.mtproto.domain.Errors;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Part;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.store.KeyAnswer;
import io.mtlab.mtproto.store.KeyRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoreRequest;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.api.UpdatesType;
import io.mtlab.mtproto.updates.MissedUpdates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The domain of a server: the API chapters behind one {@link Part}. It takes {@link DomainRequest}s
 * of gates, asks the store behind it, answers with {@link DomainAnswer}s and pushes {@link
 * Delivery}s. It has no rules of its own but two: who is not signed in may only call what signs him
 * in, and what no chapter knows is refused.
 */
public final class Domain implements Part {
  private final Replies replies;
  private final List<Chapter> chapters;
  private final Map<Long, Waiting> waiting = new HashMap<>();
  private long lastTicket;

  /** A domain of these chapters; the first one that handles a method has it. */
  public Domain(List<Chapter> chapters, Replies replies) {
    this.chapters = List.copyOf(chapters);
    this.replies = replies;
  }

  /** A domain of all chapters that there are. */
  public static Domain of(DomainSettings settings, Entropy entropy, Replies replies) {
    Channels channels = new Channels();
    DcSettings dc = settings.dc();
    PhoneHomes homes = new PhoneHomes(dc.thisDc(), List.copyOf(dc.addresses().keySet()));
    return new Domain(
        List.of(
            new DataCentres(settings.dc()),
            new Accounts(settings.codes(), homes, new Transfers(dc.thisDc(), dc.secret()), entropy),
            new Bots(settings.tokens(), entropy::nextLong),
            new Chats(channels, entropy::nextLong),
            new MissedUpdates(channels)),
        replies);
  }

  @Override
  public void asked(Ticket ticket, Request request, long now) {
    if (!(request instanceof DomainRequest asked)) {
      throw new IllegalArgumentException("no request to a domain: " + request);
    }
    switch (asked) {
      case DomainRequest.Query query -> begin(ticket, query, now);
      case DomainRequest.KeepKey keep ->
          askForGate(ticket, new KeyRequest.Put(keep.key(), keep.serverSalt(), keep.madeAt()));
      case DomainRequest.FindKey find -> askForGate(ticket, new KeyRequest.Get(find.authKeyId()));
      case DomainRequest.ForgetKey forget ->
          askForGate(ticket, new KeyRequest.Remove(forget.authKeyId()));
      case DomainRequest.KeepLayer keep ->
          askForGate(ticket, new KeyRequest.KeepLayer(keep.authKeyId(), keep.layer()));
    }
  }

  private void begin(Ticket ticket, DomainRequest.Query query, long now) {
    Query call = new Query(ticket, query.asker());
    if (query.asker().userId() == 0 && !OpenMethods.contains(query.method())) {
      call.refuse(Errors.AUTH_KEY_UNREGISTERED);
      return;
    }
    for (Chapter chapter : chapters) {
      if (chapter.handles(query.method(), call, now)) {
        return;
      }
    }
    call.refuse(unknown(query.method()));
  }

  private static RpcError unknown(TlMethod<?> method) {
    return new RpcError(
        400, "INPUT_METHOD_INVALID_" + Integer.toUnsignedString(method.constructorId()));
  }

  private void askForGate(Ticket ticket, KeyRequest request) {
    ask(request, new KeyOfGate(ticket));
  }

  private void ask(StoreRequest request, Waiting until) {
    Ticket ticket = new Ticket(++lastTicket);
    waiting.put(ticket.number(), until);
    replies.ask(ticket, request);
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {
    Waiting until = waiting.remove(ticket.number());
    if (until == null || !(answer instanceof StoreAnswer stored)) {
      throw new IllegalStateException("nobody asked for " + answer + " under " + ticket);
    }
    switch (until) {
      case KeyOfGate gate -> replies.answer(gate.ticket(), forGate(stored));
      case GoesOn call -> call.step().go(stored, call.call(), now);
    }
  }

  private static DomainAnswer forGate(StoreAnswer stored) {
    if (!(stored instanceof KeyAnswer answer)) {
      throw new IllegalStateException("no answer about keys: " + stored);
    }
    return switch (answer) {
      case KeyAnswer.Kept kept -> new DomainAnswer.KeyKept();
      case KeyAnswer.Taken taken -> new DomainAnswer.KeyTaken();
      case KeyAnswer.Found found ->
          new DomainAnswer.KeyFound(
              found.key().key(),
              found.key().serverSalt(),
              found.key().madeAt(),
              found.key().userId(),
              found.key().layer());
      case KeyAnswer.Unknown unknown -> new DomainAnswer.KeyUnknown();
      case KeyAnswer.Removed removed -> new DomainAnswer.KeyForgotten();
      case KeyAnswer.LayerKept kept -> new DomainAnswer.LayerKept();
      case KeyAnswer.Authorized authorized ->
          throw new IllegalStateException("gates do not authorize");
    };
  }

  @Override
  public void wake(long now) {
    // No chapter waits for a time.
  }

  @Override
  public long nextWake() {
    return Time.NEVER;
  }

  /** Who waits for an answer of the store. */
  private sealed interface Waiting {}

  private record KeyOfGate(Ticket ticket) implements Waiting {}

  private record GoesOn(Query call, Step step) implements Waiting {}

  /** One query on its way. */
  private final class Query implements Call {
    private final Ticket ticket;
    private final Asker asker;
    private boolean ended;

    Query(Ticket ticket, Asker asker) {
      this.ticket = ticket;
      this.asker = asker;
    }

    @Override
    public Asker asker() {
      return asker;
    }

    @Override
    public void answer(TlObject result) {
      end(new DomainAnswer.Result(result, OptionalLong.empty()));
    }

    @Override
    public void signedIn(TlObject result, long userId) {
      end(new DomainAnswer.Result(result, OptionalLong.of(userId)));
    }

    @Override
    public void signedOut(TlObject result) {
      end(new DomainAnswer.Result(result, OptionalLong.of(0)));
    }

    @Override
    public void refuse(RpcError error) {
      end(new DomainAnswer.Refused(error));
    }

    private void end(DomainAnswer answer) {
      if (ended) {
        throw new IllegalStateException("a query ends once");
      }
      ended = true;
      replies.answer(ticket, answer);
    }

    @Override
    public void ask(StoreRequest request, Step next) {
      Domain.this.ask(request, new GoesOn(this, next));
    }

    @Override
    public void tell(Audience audience, UpdatesType updates) {
      replies.push(new Delivery(audience, updates));
    }
  }
}
