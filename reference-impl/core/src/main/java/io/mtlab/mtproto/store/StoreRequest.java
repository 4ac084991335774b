package io.mtlab.mtproto.store;

import io.mtlab.mtproto.machine.Request;

/** What a store can be asked. */
public sealed interface StoreRequest extends Request
    permits PasswordRequest, KeyRequest, AccountRequest, NameRequest, ChannelRequest, MailRequest {}
