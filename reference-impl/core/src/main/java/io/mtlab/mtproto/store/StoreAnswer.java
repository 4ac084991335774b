package io.mtlab.mtproto.store;

import io.mtlab.mtproto.machine.Answer;

/** What a store answers. Each request says which of these it may bring. */
public sealed interface StoreAnswer extends Answer
    permits PasswordAnswer, KeyAnswer, AccountAnswer, NameAnswer, ChannelAnswer, MailAnswer {}
