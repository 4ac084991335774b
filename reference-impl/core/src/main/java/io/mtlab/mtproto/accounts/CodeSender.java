package io.mtlab.mtproto.accounts;

/** Takes a login code to its phone. It does so later and elsewhere, and never calls back. */
public interface CodeSender {
  /**
   * Deliver a code.
   *
   * @param phone digits only
   * @param code digits only; a secret until it is used
   */
  void send(String phone, String code);
}
