package dev.parlour.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The classes of a server as a JVM keeps them, read and verified (JEP 350): who starts with it
 * spends a fifth to a third less on the start. The first server that a test closes in order leaves
 * it, all later ones begin with it. A JVM that finds it does not fit starts without it, and a class
 * that has changed since is read as ever; the build's {@code clean} removes it.
 *
 * <p>Where the build names no file for it, there is none: a benchmark measures a server as it is.
 */
final class ClassArchive {
  private final Optional<Path> file;

  private ClassArchive(Optional<Path> file) {
    this.file = file;
  }

  static ClassArchive ofTheBuild() {
    return new ClassArchive(
        Optional.ofNullable(System.getProperty("parlour.server.classes"))
            .map(name -> Path.of(name).toAbsolutePath()));
  }

  private boolean isThere() {
    return file.isPresent() && Files.exists(file.get());
  }

  /** What a JVM is told that begins with the archive, if there is one. */
  String use() {
    return isThere() ? "-XX:SharedArchiveFile=" + file.get() : "";
  }

  /**
   * The same, for a server that writes it at its end where there is none. It keeps all classes until
   * then: where some had been unloaded, JDK 25 crashed over them.
   */
  String useOrWrite(String server) {
    return file.isEmpty() || isThere()
        ? use()
        : "-XX:-ClassUnloading -XX:ArchiveClassesAtExit=" + unfinished(server);
  }

  /** Takes over what a server has written that has ended, if it has. */
  void take(String server) throws IOException {
    if (file.isPresent() && Files.exists(unfinished(server))) {
      Files.move(unfinished(server), file.get(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Nobody shall read what is half written, or what a JVM left that was killed while it wrote. */
  private Path unfinished(String server) {
    return file.orElseThrow().resolveSibling("classes-of-" + server + ".jsa");
  }
}
