package io.mtlab.simulator.toxiproxy.metrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What this process uses; a figure that the system does not tell is left out. */
final class ProcessMetrics {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIB = 1024;
  private static final double MS_PER_SECOND = 1e3;
  private static final double NS_PER_SECOND = 1e9;

  private ProcessMetrics() {}

  static void write(StringBuilder text) {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    gauge(
        text,
        "jvm_memory_heap_committed_bytes",
        "Heap taken from the system.",
        heap.getCommitted());
    gauge(text, "jvm_memory_heap_used_bytes", "Heap in use.", heap.getUsed());
    gauge(
        text,
        "jvm_threads_current",
        "Platform threads.",
        ManagementFactory.getThreadMXBean().getThreadCount());
    system(text);
    metric(
        text,
        "process_start_time_seconds",
        "Start time since the Unix epoch in seconds.",
        "gauge",
        seconds(runtime.getStartTime() / MS_PER_SECOND));
    memory(text);
  }

  private static void system(StringBuilder text) {
    OperatingSystemMXBean any = ManagementFactory.getOperatingSystemMXBean();
    if (any instanceof com.sun.management.OperatingSystemMXBean system) {
      metric(
          text,
          "process_cpu_seconds_total",
          "Total user and system CPU time spent in seconds.",
          "counter",
          seconds(system.getProcessCpuTime() / NS_PER_SECOND));
    }
    if (any instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
      long most = unix.getMaxFileDescriptorCount();
      long open = unix.getOpenFileDescriptorCount();
      gauge(text, "process_max_fds", "Maximum number of open file descriptors.", most);
      gauge(text, "process_open_fds", "Number of open file descriptors.", open);
    }
  }

  private static void memory(StringBuilder text) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        String[] words = line.split("\\s+", -1);
        switch (words[0]) {
          case "VmRSS:" ->
              gauge(
                  text,
                  "process_resident_memory_bytes",
                  "Resident memory size in bytes.",
                  Long.parseLong(words[1]) * KIB);
          case "VmSize:" ->
              gauge(
                  text,
                  "process_virtual_memory_bytes",
                  "Virtual memory size in bytes.",
                  Long.parseLong(words[1]) * KIB);
          default -> {
            // Not told.
          }
        }
      }
    } catch (IOException e) {
      // Not Linux: memory is left out.
      return;
    }
  }

  private static void gauge(StringBuilder text, String name, String about, long value) {
    metric(text, name, about, "gauge", Long.toString(value));
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static void metric(
      StringBuilder text, String name, String about, String type, String value) {
    text.append("# HELP ").append(name).append(' ').append(about).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    text.append(name).append(' ').append(value).append('\n');
  }
}
