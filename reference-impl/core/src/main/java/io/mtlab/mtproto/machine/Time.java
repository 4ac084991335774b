package io.mtlab.mtproto.machine;

/**
 * Time as the machines know it: nanoseconds since the Unix epoch in a {@code long} (good until the
 * year 2262). It is always an argument, and never goes back.
 */
public final class Time {
  /** One microsecond. */
  public static final long MICROSECOND = 1_000;

  /** One millisecond. */
  public static final long MILLISECOND = 1_000_000;

  /** One second. */
  public static final long SECOND = 1_000_000_000;

  /** One minute. */
  public static final long MINUTE = 60 * SECOND;

  /** One hour. */
  public static final long HOUR = 60 * MINUTE;

  /** Later than anything: no alarm is set. */
  public static final long NEVER = Long.MAX_VALUE;

  private Time() {}
}
