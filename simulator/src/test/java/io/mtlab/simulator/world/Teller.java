package io.mtlab.simulator.world;

import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Delivery;
import io.mtlab.mtproto.domain.DomainRequest;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Part;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.UpdateConfig;
import io.mtlab.mtproto.tl.api.UpdateShort;

/** A domain that tells whoever asks for the configuration something unasked: 1, 2, 3 and so on. */
final class Teller implements Part {
  private final Part domain;
  private final Part.Replies replies;
  private int told;

  Teller(Part domain, Part.Replies replies) {
    this.domain = domain;
    this.replies = replies;
  }

  @Override
  public void asked(Ticket ticket, Request request, long now) {
    if (request instanceof DomainRequest.Query query && query.method() instanceof HelpGetConfig) {
      UpdateShort update = new UpdateShort(new UpdateConfig(), ++told);
      replies.push(new Delivery(Audience.OneUser.whole(query.asker().userId()), update));
    }
    domain.asked(ticket, request, now);
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {
    domain.answered(ticket, answer, now);
  }

  @Override
  public void wake(long now) {
    domain.wake(now);
  }

  @Override
  public long nextWake() {
    return domain.nextWake();
  }
}
