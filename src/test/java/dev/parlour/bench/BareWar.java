package dev.parlour.bench;

import dev.parlour.bench.bare.BareFeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The bare endpoint as an application: its classes and nothing else. */
final class BareWar {
  static final String NAME = "bare";

  private BareWar() {}

  static void write(Path file) throws IOException {
    Path classes = classes();
    Path folder = classes.resolve(BareFeed.class.getPackageName().replace('.', '/'));
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream war = new JarOutputStream(out)) {
      for (Path one : files) {
        war.putNextEntry(new ZipEntry("WEB-INF/classes/" + classes.relativize(one)));
        try (InputStream in = Files.newInputStream(one)) {
          in.transferTo(war);
        }
        war.closeEntry();
      }
    }
  }

  private static Path classes() {
    try {
      return Path.of(BareFeed.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
