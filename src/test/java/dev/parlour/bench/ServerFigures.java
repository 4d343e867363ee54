package dev.parlour.bench;

/**
 * What a server says of itself in {@code /metrics}; NaN for what it does not say.
 *
 * @param cpuSeconds of its process since its start
 * @param gcSeconds that collections took since its start
 * @param heapBytes in use, with what is not collected yet
 */
record ServerFigures(
    double cpuSeconds,
    double gcSeconds,
    double heapBytes,
    double residentBytes,
    double threads,
    double files) {

  static ServerFigures read(String metrics) {
    return new ServerFigures(
        sum(metrics, "process_cpu_seconds_total", ""),
        sum(metrics, "jvm_gc_seconds_total", ""),
        sum(metrics, "jvm_memory_used_bytes", "area=\"heap\""),
        sum(metrics, "process_resident_memory_bytes", ""),
        sum(metrics, "jvm_threads_current", ""),
        sum(metrics, "process_open_fds", ""));
  }

  /** Of all series of that name whose labels hold that text. */
  private static double sum(String metrics, String name, String label) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .filter(line -> line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .boxed()
        .reduce(Double::sum)
        .orElse(Double.NaN);
  }
}
