package dev.parlour.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder with everything that outlives a run, claimed by one server at a time.
 *
 * <p>The claim is a lock of the operating system, so it ends with the process however that dies,
 * and there is never a stale one to clean up.
 */
final class ClaimedFolder implements AutoCloseable {

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private ClaimedFolder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  static ClaimedFolder claim(Path folder) throws StartRefused {
    Path root = folder.toAbsolutePath().normalize();
    FileChannel channel = null;
    try {
      Files.createDirectories(root);
      root = root.toRealPath();
      channel =
          FileChannel.open(
              root.resolve("in-use"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = lockOrNull(channel);
      if (lock == null) {
        String holder = read(channel);
        channel.close();
        throw new StartRefused(
            "the data folder "
                + root
                + " is in use by another Parlour"
                + (holder.isBlank() ? "" : " (process " + holder + ")")
                + "; stop that one, or choose another folder with data.folder.");
      }
      channel
          .truncate(0)
          .write(
              ByteBuffer.wrap(
                  Long.toString(ProcessHandle.current().pid())
                      .getBytes(StandardCharsets.US_ASCII)));
      return new ClaimedFolder(root, channel, lock);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new StartRefused("the data folder " + root + " cannot be used (" + e + ").", e);
    }
  }

  private static FileLock lockOrNull(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(32);
    channel.read(content, 0);
    return new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException ignored) {
        // The first failure is the one to report.
      }
    }
  }

  Path resolve(String name) {
    return root.resolve(name);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
