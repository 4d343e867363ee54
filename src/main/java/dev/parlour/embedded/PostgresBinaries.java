package dev.parlour.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for every version into a folder that is kept.
 *
 * <p>A folder is there whole or not at all (it is unpacked beside its place and then moved), so a
 * server that is killed while it unpacks leaves nothing half done behind, and two servers may share
 * one folder.
 */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /** The folder with {@code bin/postgres}. */
  static Path unpackedIn(Path folder) throws StartRefused {
    String archive = "postgres-" + system() + "-" + processor() + ".txz";
    ClassLoader loader = PostgresBinaries.class.getClassLoader();
    if (loader.getResource(archive) == null) {
      throw new StartRefused(
          "there is no embedded PostgreSQL for this machine ("
              + archive
              + "); use an installed one with database.embedded=false.");
    }
    try {
      Path home = folder.resolve("postgres-" + digest(loader, archive));
      if (!Files.exists(home)) {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempDirectory(folder, "unfinished-");
        try (InputStream packed = loader.getResourceAsStream(archive)) {
          unpack(packed, unfinished);
          moveUnlessThere(unfinished, home);
        } finally {
          deleteTree(unfinished);
        }
      }
      return home;
    } catch (IOException e) {
      throw new StartRefused(
          "PostgreSQL's programs cannot be unpacked into " + folder + " (" + e + ").", e);
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "darwin" : name.contains("win") ? "windows" : "linux";
  }

  private static String processor() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return name.equals("amd64") || name.equals("x86_64")
        ? "x86_64"
        : name.equals("aarch64") ? "arm_64" : name;
  }

  private static String digest(ClassLoader loader, String archive) throws IOException {
    try (InputStream packed = loader.getResourceAsStream(archive);
        DigestInputStream digested =
            new DigestInputStream(packed, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    try (TarArchiveInputStream entries =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
          Files.createLink(file, target.resolve(entry.getLinkName()));
        } else {
          Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
          if ((entry.getMode() & 0111) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  private static void moveUnlessThere(Path unfinished, Path home) throws IOException {
    // As the temporary folder is for its owner alone, and a server started as another user may
    // share this place.
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(home)) {
        throw e;
      }
      // Another server was faster; what it unpacked is the same.
    }
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
