package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.dc.DcSettings;

/**
 * What the chapters of a server are made with.
 *
 * @param codes which login code lets somebody in
 * @param tokens which tokens let a bot in
 * @param dc what the server tells about itself
 */
public record DomainSettings(CodePolicy codes, TokenPolicy tokens, DcSettings dc) {}
