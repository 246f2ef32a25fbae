package dev.trailmark.cli;

import dev.trailmark.classroom.ClassFile;
import dev.trailmark.classroom.ClassroomException;
import dev.trailmark.target.TargetSettings;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which class to grade, on which simulator. */
final class ClassOptions {
  private static final Path USUAL = Path.of("class.yaml");

  @Option(
      names = "--server",
      paramLabel = "URL",
      converter = UrlConverter.class,
      description =
          "Grade a whole class where it works, on this simulator; DIR then adds what students"
              + " wrote down, see docs/CLASSES.md.")
  private URI server;

  @Option(
      names = "--class",
      paramLabel = "FILE",
      description =
          "What trailmark class init made, with the server's URL in it (default with --server:"
              + " class.yaml).")
  private Path file;

  /** Whether a class is to be graded, and not only a folder. */
  boolean given() {
    return server != null || file != null;
  }

  /** The file that is named, or the usual one. */
  Path file() {
    return file == null ? USUAL : file;
  }

  /** The class, on the server that was named, else on its own. */
  ClassFile read() {
    try {
      ClassFile read = ClassFile.read(file());
      URI url = server == null ? URI.create(read.server()) : server;
      return read.on(TargetSettings.endpoint(url).endpoint().orElseThrow());
    } catch (ClassroomException e) {
      throw CliException.usage("--class: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--server: " + e.getMessage());
    }
  }
}
