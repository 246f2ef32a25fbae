package dev.trailmark.evidence.paper;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trailmark.evidence.LogFileReader;
import dev.trailmark.evidence.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** What kind of evidence a file is, by its name and its first bytes. */
enum FileKind {
  /** A log, packed or not. */
  LOG,
  /** A digest of logs, or its signature or headers. */
  DIGEST,
  /** Other JSON. */
  JSON,
  /** Text of any kind. */
  TEXT,
  /** A file of answers. */
  ANSWERS,
  /** A picture, of which nothing is read. */
  PICTURE,
  /** A document of a kind that is not read. */
  FOREIGN;

  private static final Set<String> PICTURES =
      Set.of(
          "png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "svg", "heic", "avif", "mp4");

  private static final Set<String> DOCUMENTS =
      Set.of(
          "pdf", "doc", "docx", "odt", "rtf", "pages", "xls", "xlsx", "ods", "ppt", "pptx", "rar",
          "7z", "tar", "tgz", "exe", "class", "jar");

  private static final JsonFactory JSON_FACTORY = new JsonFactory();

  /** More than this before the records begin is no log. */
  private static final int LOOK = 200;

  static FileKind of(SourceFile file) throws IOException {
    String name = plainName(file);
    if (name.contains("_cloudtrail-digest_")) {
      return DIGEST;
    }
    String ending = name.substring(name.lastIndexOf('.') + 1);
    if (PICTURES.contains(ending)) {
      return PICTURE;
    }
    if (DOCUMENTS.contains(ending) || name.matches(".*\\.tar\\.\\w{2,4}")) {
      return FOREIGN;
    }
    if (name.matches("answers?\\.ya?ml")) {
      return ANSWERS;
    }
    if (name.endsWith(".gz") || ending.equals("json")) {
      return json(file);
    }
    // A log saved as text is a log; other JSON may have prose behind it.
    FileKind kind = beginsAsJson(file) ? json(file) : TEXT;
    return kind == JSON ? TEXT : kind;
  }

  /** The name without the quotes that a download or a shell put around it. */
  static String plainName(SourceFile file) {
    return file.simpleName().replaceAll("[\"'“”‘’`]", "").strip();
  }

  private static boolean beginsAsJson(SourceFile file) throws IOException {
    try (InputStream in = file.open()) {
      for (int i = 0, next = in.read(); i < LOOK && next >= 0; i++, next = in.read()) {
        boolean mark = next >= 0x80 || next == 0;
        if (!mark && !Character.isWhitespace(next)) {
          return next == '{' || next == 0x1F;
        }
      }
    }
    return false;
  }

  private static FileKind json(SourceFile file) throws IOException {
    try (InputStream in = LogFileReader.unpacked(file.open());
        JsonParser parser = JSON_FACTORY.createParser(in)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        for (int i = 0; i < LOOK && parser.nextToken() == JsonToken.FIELD_NAME; i++) {
          String field = parser.currentName();
          if (field.equals("Records")) {
            return LOG;
          }
          if (field.startsWith("digest")) {
            return DIGEST;
          }
          parser.nextToken();
          parser.skipChildren();
        }
      }
      return JSON;
    } catch (IOException e) {
      return JSON;
    }
  }
}
