package io.mtlab.mtproto.store.memory;

import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Part;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.ChannelRequest;
import io.mtlab.mtproto.store.KeyRequest;
import io.mtlab.mtproto.store.MailRequest;
import io.mtlab.mtproto.store.NameRequest;
import io.mtlab.mtproto.store.PasswordRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoreRequest;

/** A store that remembers in memory only, and answers at once. It asks nobody and never wakes. */
public final class MemoryStore implements Part {
  private final Replies replies;
  private final MemoryKeys keys;
  private final MemoryAccounts accounts;
  private final MemoryPasswords passwords;
  private final MemoryNames names;
  private final MemoryChannels channels;
  private final MemoryMail mail;

  /** An empty store that answers through {@code replies}. */
  public MemoryStore(Replies replies) {
    this(replies, 0);
  }

  /** An empty store of a data centre, whose accounts have ids of their own. */
  public MemoryStore(Replies replies, int dc) {
    this.replies = replies;
    this.keys = new MemoryKeys();
    this.accounts = new MemoryAccounts(dc);
    this.passwords = new MemoryPasswords();
    this.names = new MemoryNames();
    this.channels = new MemoryChannels(names);
    this.mail = new MemoryMail();
  }

  /** What another store holds, which is not asked any more, for a server that starts again. */
  public MemoryStore(Replies replies, MemoryStore before) {
    this.replies = replies;
    this.keys = before.keys;
    this.accounts = before.accounts;
    this.passwords = before.passwords;
    this.names = before.names;
    this.channels = before.channels;
    this.mail = before.mail;
  }

  @Override
  public void asked(Ticket ticket, Request request, long now) {
    if (!(request instanceof StoreRequest asked)) {
      throw new IllegalArgumentException("no request to a store: " + request);
    }
    replies.answer(ticket, answerTo(asked));
  }

  private StoreAnswer answerTo(StoreRequest request) {
    return switch (request) {
      case KeyRequest key -> keys.answerTo(key);
      case AccountRequest account -> accounts.answerTo(account);
      case PasswordRequest password -> passwords.answerTo(password);
      case NameRequest name -> names.answerTo(name);
      case ChannelRequest channel -> channels.answerTo(channel);
      case MailRequest letter -> mail.answerTo(letter);
    };
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {
    throw new IllegalStateException("a store in memory asks nobody");
  }

  @Override
  public void wake(long now) {
    // Nothing here depends on time.
  }

  @Override
  public long nextWake() {
    return Time.NEVER;
  }
}
