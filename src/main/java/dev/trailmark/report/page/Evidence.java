package dev.trailmark.report.page;

import dev.trailmark.report.format.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The details of a class's students as the page carries them: of {@value #BLOCK} students after
 * each other as a JSON array, in zlib's format (RFC 1950), in base 64. Students' details are much
 * alike, so that together they take a fifteenth of their length; a browser unpacks one block when
 * somebody opens one of its students.
 */
final class Evidence {
  /** Students to a block. */
  static final int BLOCK = 25;

  private final List<String> packed = new ArrayList<>();
  private final List<StudentRow.Details> open = new ArrayList<>();

  /**
   * A place in the blocks.
   *
   * @param block the block's number, from 0
   * @param entry the student's number in it, from 0
   */
  record Place(int block, int entry) {}

  /** Adds the next student's details. */
  Place add(StudentRow.Details details) {
    Place place = new Place(packed.size(), open.size());
    open.add(details);
    if (open.size() == BLOCK) {
      pack();
    }
    return place;
  }

  /** The blocks, to be asked for when the last student was added; before that it may be made. */
  Iterator<String> blocks() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        if (!open.isEmpty()) {
          pack();
        }
        return next < packed.size();
      }

      @Override
      public String next() {
        return packed.get(next++);
      }
    };
  }

  private void pack() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(Json.line(open).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    } finally {
      deflater.end();
    }
    packed.add(Base64.getEncoder().encodeToString(bytes.toByteArray()));
    open.clear();
  }
}
