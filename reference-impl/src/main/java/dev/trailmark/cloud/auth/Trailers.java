package dev.trailmark.cloud.auth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The fields after the last chunk. {@code x-amz-trailer} announces them; what comes must be what
 * was announced.
 */
final class Trailers {
  private static final String SIGNATURE = "x-amz-trailer-signature";

  private final boolean allowed;
  private final Set<String> announced;
  private final ChunkSignatures signatures;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private boolean complete;

  Trailers(boolean allowed, String announced, ChunkSignatures signatures) {
    this.allowed = allowed;
    this.announced = names(announced);
    this.signatures = signatures;
  }

  private static Set<String> names(String announced) {
    if (announced == null) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    for (String name : announced.split(",")) {
      if (!name.isBlank()) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** The fields, once the body's end was reached. */
  Map<String, String> fields() {
    return complete ? Collections.unmodifiableMap(fields) : Map.of();
  }

  /**
   * Reads up to and with the empty line that ends the body, which may be left out. As measured at
   * S3: of a field that comes twice the last counts, a signature that the body ends without is a
   * body that ends too early, and a trailer of a signature alone is one too.
   */
  void read(ChunkLines lines) throws IOException {
    String signature = null;
    String line = lines.atEnd() ? "" : lines.next();
    while (!line.isEmpty()) {
      int colon = line.indexOf(':');
      if (!allowed || colon <= 0 || signature != null) {
        throw malformed();
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (signatures != null && name.equals(SIGNATURE)) {
        signature = value;
      } else if (announced.contains(name)) {
        fields.put(name, value);
      } else {
        throw malformed();
      }
      if (lines.atEnd()) {
        break;
      }
      line = lines.next();
    }
    boolean cut = signatures != null && allowed && lines.atEnd();
    finish(signature, cut && !line.isEmpty());
  }

  private void finish(String signature, boolean cut) throws PayloadFailure {
    if (cut && (signature == null || announced.isEmpty())) {
      throw ChunkLines.incomplete();
    }
    if (fields.size() != announced.size()) {
      throw malformed();
    }
    if (allowed && signatures != null) {
      if (signature == null) {
        throw malformed();
      }
      signatures.verifyTrailer(canonical(), signature);
    }
    complete = true;
  }

  private byte[] canonical() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            lines.writeBytes((name + ":" + value + "\n").getBytes(StandardCharsets.ISO_8859_1)));
    return lines.toByteArray();
  }

  private static PayloadFailure malformed() {
    return new PayloadFailure(PayloadFaults.malformedTrailer());
  }
}
