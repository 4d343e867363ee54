package dev.parlour.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The classes of a server as a JVM keeps them, read and verified (JEP 350): who starts with it
 * spends a fifth to a third less on the start. The first server that a test closes writes it, all
 * later ones begin with it. A JVM that finds it does not fit starts without it, and a class that
 * has changed since is read as ever; the build's {@code clean} removes it.
 *
 * <p>Where the build names no file for it, there is none: a benchmark measures a server as it is.
 */
final class ClassArchive {
  private static final long PATIENCE_SECONDS = 120;

  private final Optional<Path> file;

  private ClassArchive(Optional<Path> file) {
    this.file = file;
  }

  static ClassArchive ofTheBuild() {
    return new ClassArchive(
        Optional.ofNullable(System.getProperty("parlour.server.classes"))
            .map(name -> Path.of(name).toAbsolutePath()));
  }

  boolean isWanted() {
    return file.isPresent() && !Files.exists(file.get());
  }

  /** What a JVM must be told to begin with the archive, or to be able to write it. */
  String option() {
    return isWanted()
        ? "-XX:+RecordDynamicDumpInfo"
        : file.map(written -> "-XX:SharedArchiveFile=" + written).orElse("");
  }

  /** Has a running JVM that was told {@link #option} while it was wanted write the archive. */
  void writeFrom(long pid) throws IOException, InterruptedException {
    Path file = this.file.orElseThrow();
    Path unfinished = file.resolveSibling(file.getFileName() + "." + pid);
    Path told = file.resolveSibling(file.getFileName() + ".out");
    Process jcmd =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(pid),
                    "VM.cds",
                    "dynamic_dump",
                    unfinished.toString()))
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    if (!jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      jcmd.destroyForcibly();
      throw new IllegalStateException("no archive of classes after " + PATIENCE_SECONDS + " s");
    }
    if (!Files.exists(unfinished)) {
      throw new IllegalStateException("no archive of classes: " + Files.readString(told));
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(told);
  }
}
