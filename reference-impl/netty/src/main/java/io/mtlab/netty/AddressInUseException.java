package io.mtlab.netty;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Somebody listens at this address already. */
public final class AddressInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  private final InetSocketAddress address;

  AddressInUseException(InetSocketAddress address, Throwable cause) {
    super("somebody listens at " + address.getHostString() + ":" + address.getPort(), cause);
    this.address = address;
  }

  /** The address that was asked for. */
  public InetSocketAddress address() {
    return address;
  }
}
