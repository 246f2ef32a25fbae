package dev.trailmark.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A hash over what was handed in, which changes when anything in it does: names and bytes of a file
 * or of everything in a folder. Links are not followed; of a file that is too large to be graded
 * the size and time stand for the bytes.
 */
public final class ContentHash {
  private static final int BUFFER = 1 << 16;

  private ContentHash() {}

  /**
   * The SHA-256 of a place, in hexadecimal.
   *
   * @throws IOException when something in it cannot be read
   */
  public static String of(Path place) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        place,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(place.relativize(file).toString(), file);
            return FileVisitResult.CONTINUE;
          }
        });
    MessageDigest digest = sha256();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      add(digest, file.getKey(), file.getValue());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String name, Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean whole = attributes.isRegularFile() && attributes.size() <= HandoverLimits.USUAL.file();
    String head =
        whole
            ? name + '\0' + attributes.size() + '\0'
            : name + '\0' + attributes.size() + '\0' + attributes.lastModifiedTime() + '\0';
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    if (whole) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
