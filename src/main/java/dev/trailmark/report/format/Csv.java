package dev.trailmark.report.format;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CSV (RFC 4180) that a spreadsheet can open without being made to compute: a text that a
 * spreadsheet would take for a formula gets an apostrophe in front. Texts are on one line; numbers
 * stay numbers.
 */
public final class Csv {
  private static final CsvMapper MAPPER =
      CsvMapper.csvBuilder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private static final String FORMULA = "=+-@";

  private Csv() {}

  /** Writes rows of texts and numbers as a file. */
  public static Path file(Path file, Iterable<? extends List<?>> rows) throws IOException {
    return AtomicFile.text(
        file,
        out -> {
          SequenceWriter writer =
              MAPPER.writer(CsvSchema.emptySchema().withLineSeparator("\r\n")).writeValues(out);
          for (List<?> row : rows) {
            writer.write(safe(row));
          }
          writer.flush();
        });
  }

  private static List<Object> safe(List<?> row) {
    List<Object> cells = new ArrayList<>();
    for (Object cell : row) {
      cells.add(cell instanceof BigDecimal number ? number.toPlainString() : safe(cell.toString()));
    }
    return cells;
  }

  private static String safe(String cell) {
    String text = Plain.line(cell);
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }
}
