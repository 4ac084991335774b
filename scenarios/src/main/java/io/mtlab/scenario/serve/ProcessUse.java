package io.mtlab.scenario.serve;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process uses.
 *
 * @param cpuNs CPU time since it started
 * @param heapBytes heap in use
 * @param rssBytes resident memory; 0 where it is not known
 */
public record ProcessUse(long cpuNs, long heapBytes, long rssBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RSS = "VmRSS:";
  private static final int BYTES_PER_KB = 1024;

  /** As it is. */
  public static ProcessUse now() {
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long cpu = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    return new ProcessUse(Math.max(0, cpu), heap, rss());
  }

  private static long rss() {
    try {
      return Files.readAllLines(STATUS).stream()
              .filter(line -> line.startsWith(RSS))
              .map(line -> line.replaceAll("\\D", ""))
              .mapToLong(Long::parseLong)
              .findFirst()
              .orElse(0)
          * BYTES_PER_KB;
    } catch (IOException e) {
      return 0;
    }
  }
}
