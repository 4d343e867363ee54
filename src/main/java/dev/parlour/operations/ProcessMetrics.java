package dev.parlour.operations;

import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the server's process costs: CPU, memory, collections, threads, open files. The names are
 * those of Prometheus's own JVM instrumentation, so that ready-made dashboards find them.
 */
final class ProcessMetrics {
  private static final Path MEMORY = Path.of("/proc/self/status"); // where it exists, on Linux
  private static final double NANOS = 1e9;

  private ProcessMetrics() {}

  static void register(PrometheusRegistry registry) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    GaugeWithCallback.builder()
        .name("jvm_memory_used_bytes")
        .help("Memory in use by area; of the heap with what is not collected yet.")
        .labelNames("area")
        .callback(
            gauge -> {
              gauge.call(memory.getHeapMemoryUsage().getUsed(), "heap");
              gauge.call(memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("jvm_memory_max_bytes")
        .help("The most that an area may take; -1 where nothing limits it.")
        .labelNames("area")
        .callback(
            gauge -> {
              gauge.call(memory.getHeapMemoryUsage().getMax(), "heap");
              gauge.call(memory.getNonHeapMemoryUsage().getMax(), "nonheap");
            })
        .register(registry);
    CounterWithCallback.builder()
        .name("jvm_gc_collections_total")
        .help("Garbage collections.")
        .labelNames("gc")
        .callback(
            counter ->
                collectors().forEach(gc -> counter.call(gc.getCollectionCount(), gc.getName())))
        .register(registry);
    CounterWithCallback.builder()
        .name("jvm_gc_seconds_total")
        .help("Time that garbage collections took.")
        .labelNames("gc")
        .callback(
            counter ->
                collectors()
                    .forEach(gc -> counter.call(gc.getCollectionTime() / 1e3, gc.getName())))
        .register(registry);
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
        && threads.isThreadAllocatedMemorySupported()) {
      CounterWithCallback.builder()
          .name("parlour_jvm_allocated_bytes_total")
          .help("Memory of the heap that all threads have asked for since the start, about.")
          .callback(counter -> counter.call(threads.getTotalThreadAllocatedBytes()))
          .register(registry);
    }
    GaugeWithCallback.builder()
        .name("jvm_threads_current")
        .help("Threads of the system; virtual ones are not among them.")
        .callback(gauge -> gauge.call(ManagementFactory.getThreadMXBean().getThreadCount()))
        .register(registry);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      CounterWithCallback.builder()
          .name("process_cpu_seconds_total")
          .help("CPU time of this process, in seconds; of what it started, nothing.")
          .callback(counter -> counter.call(system.getProcessCpuTime() / NANOS))
          .register(registry);
      GaugeWithCallback.builder()
          .name("process_open_fds")
          .help("Open files, sockets among them.")
          .callback(gauge -> gauge.call(system.getOpenFileDescriptorCount()))
          .register(registry);
      GaugeWithCallback.builder()
          .name("process_max_fds")
          .help("How many files may be open.")
          .callback(gauge -> gauge.call(system.getMaxFileDescriptorCount()))
          .register(registry);
    }
    if (Files.isReadable(MEMORY)) {
      GaugeWithCallback.builder()
          .name("process_resident_memory_bytes")
          .help("Memory of the machine that this process holds.")
          .callback(gauge -> gauge.call(resident()))
          .register(registry);
    }
  }

  private static Iterable<GarbageCollectorMXBean> collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans();
  }

  /** The line is such as {@code VmRSS: 526312 kB}. */
  private static double resident() {
    try (Stream<String> lines = Files.lines(MEMORY)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> 1024.0 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException unreadable) {
      return Double.NaN;
    }
  }
}
