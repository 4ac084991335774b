package io.mtlab.mtproto.store;

import java.util.List;

/** What a store says about mailboxes. */
public sealed interface MailAnswer extends StoreAnswer {
  /**
   * The message has its places.
   *
   * @param sent as it lies in the sender's mailbox
   * @param received as it lies in the recipient's; the same as {@code sent} for a message to
   *     oneself
   * @param isNew false when it stands since an earlier request with the same random_id
   */
  record Delivered(StoredLetter sent, StoredLetter received, boolean isNew) implements MailAnswer {}

  /**
   * Events behind a pts, oldest first.
   *
   * @param letters at most as many as was asked for
   * @param pts the mailbox's last event
   */
  record Events(List<StoredLetter> letters, int pts) implements MailAnswer {
    /** Copies the list. */
    public Events {
      letters = List.copyOf(letters);
    }
  }
}
