package dev.parlour.bench;

/**
 * What a server says of itself in {@code /metrics}; NaN for what it does not say.
 *
 * @param cpuSeconds of its process since its start
 * @param gcSeconds that collections took since its start
 * @param allocatedBytes that all threads have asked for since its start
 * @param heapBytes in use, with what is not collected yet
 * @param stalled sockets whose readers do not keep up
 * @param stepsLate steps of what moves that came too late, since its start
 * @param databaseCpuSeconds of the embedded PostgreSQL, where the server is the tool's own
 * @param toolCpuSeconds of this process, which shares the machine with the server
 */
record ServerFigures(
    double cpuSeconds,
    double gcSeconds,
    double allocatedBytes,
    double heapBytes,
    double residentBytes,
    double threads,
    double files,
    double stalled,
    double stepsLate,
    double databaseCpuSeconds,
    double toolCpuSeconds) {

  static ServerFigures read(String metrics, double databaseCpuSeconds) {
    return new ServerFigures(
        sum(metrics, "process_cpu_seconds_total", ""),
        sum(metrics, "jvm_gc_seconds_total", ""),
        sum(metrics, "parlour_jvm_allocated_bytes_total", ""),
        sum(metrics, "jvm_memory_used_bytes", "area=\"heap\""),
        sum(metrics, "process_resident_memory_bytes", ""),
        sum(metrics, "jvm_threads_current", ""),
        sum(metrics, "process_open_fds", ""),
        sum(metrics, "parlour_sockets_stalled", ""),
        sum(metrics, "parlour_steps_late_total", ""),
        databaseCpuSeconds,
        cpuSeconds(ProcessHandle.current()));
  }

  /** NaN where the system does not say it. */
  static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(Double.NaN);
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
