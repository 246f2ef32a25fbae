package dev.trailmark.report.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** JSON as the reports write it: indented, with plain numbers, without members that are empty. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, null))
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final JsonMapper COMPACT =
      MAPPER.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /** Writes one value as a file. */
  public static Path file(Path file, Object value) throws IOException {
    return AtomicFile.bytes(file, out -> MAPPER.writeValue(out, value));
  }

  /** Writes a value piece by piece. */
  @FunctionalInterface
  public interface Pieces {
    /** Writes one value; values that are records may be written whole. */
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Writes a file piece by piece, for what is too much to hold as one value. */
  public static Path pieces(Path file, Pieces pieces) throws IOException {
    return AtomicFile.bytes(file, out -> generate(out, pieces));
  }

  private static void generate(OutputStream out, Pieces pieces) throws IOException {
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      pieces.writeTo(json);
    }
  }

  /** A value on one line, in which nothing can end the script element that it stands in. */
  public static String inScript(Object value) {
    return line(value).replace("<", "\\u003c");
  }

  /** A value on one line. */
  public static String line(Object value) {
    return written(COMPACT, value);
  }

  /** A value as a file would have it. */
  public static String text(Object value) {
    return written(MAPPER, value);
  }

  private static String written(JsonMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (IOException e) {
      throw new IllegalStateException("a record is not JSON", e);
    }
  }
}
