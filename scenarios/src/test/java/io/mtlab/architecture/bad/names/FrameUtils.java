package io.mtlab.architecture.bad.names;

/** Says nothing. */
public final class FrameUtils {
  private FrameUtils() {}

  /** Says nothing either. */
  public static final class KeyManager {}
}
