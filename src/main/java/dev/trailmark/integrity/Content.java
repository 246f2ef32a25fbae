package dev.trailmark.integrity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.trailmark.evidence.SourceFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/** What a file is, by what it holds; by its name only when it cannot be read as anything. */
enum Content {
  /** A log file. */
  LOG,
  /** A digest file. */
  DIGEST,
  /** Something else. */
  OTHER;

  /** Members that nothing else but a digest has. */
  private static final Set<String> DIGEST_MEMBERS =
      Set.of(
          "digestStartTime",
          "digestEndTime",
          "digestS3Bucket",
          "digestS3Object",
          "digestPublicKeyFingerprint",
          "digestSignatureAlgorithm");

  private static final int NESTING = 200;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING)
                  .maxDocumentLength(Holdings.LOG_LIMIT)
                  .build())
          .build();

  /**
   * Looks into a file, as far as it takes to tell. JSON that has a digest's name, is not packed and
   * is no digest may be its headers.
   *
   * @throws IOException if it cannot be fetched
   */
  static Content of(SourceFile file) throws IOException {
    try (InputStream content = Unpacked.of(file.open(), Holdings.LOG_LIMIT);
        JsonParser parser = JSON.createParser(content)) {
      Content told = told(parser);
      boolean headers = told == OTHER && !file.name().endsWith(".gz") && byName(file) == DIGEST;
      return told == OTHER && !headers ? byName(file) : told;
    } catch (JsonProcessingException | ZipException | EOFException e) {
      return byName(file);
    }
  }

  private static Content told(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return OTHER;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      if (member.equals("Records")) {
        return LOG;
      }
      if (DIGEST_MEMBERS.contains(member)) {
        return DIGEST;
      }
      parser.nextToken();
      parser.skipChildren();
    }
    return OTHER;
  }

  private static Content byName(SourceFile file) {
    Optional<ObjectName> name = ObjectName.ofFile(HandedFiles.simpleName(file));
    return name.map(said -> said.digest() ? DIGEST : LOG).orElse(OTHER);
  }
}
