package dev.trailmark.report.classes;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Points;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.report.format.AtomicFile;
import dev.trailmark.report.format.Plain;
import dev.trailmark.report.format.Words;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@value #FILE_NAME} as JUnit's reporters write it: a suite for each student, a test case for each
 * check. A check that did not pass is a failure, one that could not be made an error. Times are
 * left out, since checks share what they fetch.
 */
public final class JUnitXml implements ReportWriter {
  /** The file's name. */
  public static final String FILE_NAME = "junit.xml";

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    return AtomicFile.text(directory.resolve(FILE_NAME), out -> write(book, out));
  }

  private static void write(GradeBook book, Writer out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      line(xml, 0);
      xml.writeStartElement("testsuites");
      attribute(xml, "name", Words.lab(book.course()));
      Outcomes all = new Outcomes();
      book.grades().forEach(all::add);
      counts(xml, all);
      for (Grade grade : book.grades()) {
        suite(xml, grade, book.gradedAt());
      }
      line(xml, 0);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void suite(XMLStreamWriter xml, Grade grade, Instant at)
      throws XMLStreamException {
    line(xml, 1);
    xml.writeStartElement("testsuite");
    attribute(xml, "name", grade.student());
    attribute(xml, "id", grade.id());
    attribute(xml, "timestamp", at.toString());
    counts(xml, new Outcomes().add(grade));
    line(xml, 2);
    xml.writeStartElement("properties");
    property(xml, "score", Points.text(grade.score()));
    property(xml, "maximum", Points.text(grade.maximum()));
    line(xml, 2);
    xml.writeEndElement();
    for (Check check : grade.checks()) {
      testCase(xml, check);
    }
    line(xml, 1);
    xml.writeEndElement();
  }

  private static void counts(XMLStreamWriter xml, Outcomes outcomes) throws XMLStreamException {
    attribute(xml, "tests", Long.toString(outcomes.all()));
    attribute(xml, "failures", Long.toString(outcomes.of(Outcome.FAIL)));
    attribute(xml, "errors", Long.toString(outcomes.of(Outcome.INDETERMINATE)));
    attribute(xml, "skipped", "0");
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    line(xml, 3);
    xml.writeEmptyElement("property");
    attribute(xml, "name", name);
    attribute(xml, "value", value);
  }

  private static void testCase(XMLStreamWriter xml, Check check) throws XMLStreamException {
    line(xml, 2);
    if (check.outcome() == Outcome.PASS) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    attribute(xml, "classname", Words.task(check.item().task()));
    attribute(xml, "name", check.item().name());
    if (check.outcome() != Outcome.PASS) {
      boolean failed = check.outcome() == Outcome.FAIL;
      line(xml, 3);
      xml.writeStartElement(failed ? "failure" : "error");
      attribute(xml, "type", failed ? "not passed" : "indeterminate");
      attribute(xml, "message", check.found());
      xml.writeCharacters(Plain.xml(Account.of(check)));
      xml.writeEndElement();
      line(xml, 2);
      xml.writeEndElement();
    }
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, Plain.xml(Plain.line(value)));
  }

  private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
