package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Notes each step towards durability; fails or holds up commits when told. */
final class RecordingDisk extends Disk.FileSystemDisk {
  final List<String> steps = new CopyOnWriteArrayList<>();
  final Semaphore entered = new Semaphore(0);
  private final Semaphore gate = new Semaphore(0);
  private volatile boolean held;
  private volatile boolean heldAfter;
  private volatile IOException failure;

  /** From now on commits wait before their transaction. */
  void hold() {
    held = true;
  }

  /** From now on commits wait between their transaction and their publication. */
  void holdAfter() {
    heldAfter = true;
  }

  /** Lets commits go on. */
  void release() {
    held = false;
    heldAfter = false;
    gate.release();
  }

  /** From now on commits fail; {@code null} heals. */
  void failWith(IOException newFailure) {
    failure = newFailure;
  }

  @Override
  public void sync(FileChannel file) throws IOException {
    super.sync(file);
    steps.add("sync");
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    super.syncDirectory(directory);
    steps.add(
        directory.getFileName().toString().length() == 2
            ? "sync shelf"
            : "sync " + directory.getFileName());
  }

  @Override
  public void delete(Path file) throws IOException {
    super.delete(file);
    steps.add("delete");
  }

  @Override
  public void committing(int commits) throws IOException {
    entered.release();
    if (held) {
      gate.acquireUninterruptibly();
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void committed(int commits) {
    steps.add("commit " + commits);
    if (heldAfter) {
      entered.release();
      gate.acquireUninterruptibly();
    }
  }
}
