package dev.trailmark.cloud.protocol;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Reads an XML document into a structure of the SDK. What the schema does not have, or not more
 * than once, is MalformedXML, and so are document type declarations: no entity is ever resolved.
 */
final class XmlReader {
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
  private static final int MAX_DEPTH = 32;
  private static final int LONGEST_DECLARATION = 200;

  /** A byte order mark of UTF-16, or a declaration of another encoding. */
  private static final Pattern OTHERWISE_ENCODED =
      Pattern.compile(
          "\u00fe\u00ff|\u00ff\u00fe|<\\?xml[^>]*encoding\\s*=\\s*[\"'](?!utf-8[\"'])",
          Pattern.CASE_INSENSITIVE);

  private static final XMLInputFactory XML = factory();

  private final XMLStreamReader reader;
  private int depth;

  private XmlReader(XMLStreamReader reader) {
    this.reader = reader;
  }

  /**
   * Reads a document.
   *
   * @param root the root element's name
   * @param builder of the structure that the root is
   * @return the built structure
   */
  static SdkPojo read(byte[] document, String root, SdkPojo builder) {
    refuseBytes(document);
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        return new XmlReader(reader).document(root, builder);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw ProtocolError.MALFORMED_XML.fail();
    }
  }

  /**
   * Refuses bytes that are no text, of which the JDK's parser would tell the console. Documents
   * that say by their first bytes that they are not in UTF-8 are left to it.
   */
  private static void refuseBytes(byte[] document) {
    String start =
        new String(
            document,
            0,
            Math.min(document.length, LONGEST_DECLARATION),
            StandardCharsets.ISO_8859_1);
    if (OTHERWISE_ENCODED.matcher(start).lookingAt()) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
    } catch (CharacterCodingException e) {
      throw ProtocolError.MALFORMED_XML.fail();
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("entities are not resolved");
        });
    return factory;
  }

  private SdkPojo document(String root, SdkPojo builder) throws XMLStreamException {
    int event = next();
    while (event != XMLStreamConstants.START_ELEMENT) {
      event = next();
    }
    if (!reader.getLocalName().equals(root)) {
      throw ProtocolError.MALFORMED_XML.fail();
    }
    SdkPojo structure = structure(builder);
    while (reader.hasNext()) {
      next();
    }
    return structure;
  }

  /** Reads the element whose start is current, up to its end. */
  private SdkPojo structure(SdkPojo builder) throws XMLStreamException {
    if (++depth > MAX_DEPTH) {
      throw ProtocolError.MALFORMED_XML.fail();
    }
    Shape shape = Shapes.of(builder);
    attributes(shape, builder);
    List<Flattened> flattened = new ArrayList<>(2);
    Set<Member> once = new HashSet<>();
    while (nextChild()) {
      Member member = shape.inBody(reader.getLocalName());
      if (member == null || member.xml().attribute()) {
        throw ProtocolError.MALFORMED_XML.fail();
      }
      if (member.kind() == Member.Kind.LIST && member.aggregate().flattened()) {
        Flattened.of(flattened, member).add(value(member.aggregate().element()));
      } else if (once.add(member)) {
        member.set(builder, value(member));
      } else {
        throw ProtocolError.MALFORMED_XML.fail();
      }
    }
    flattened.forEach(list -> list.member().set(builder, list.values()));
    depth--;
    return Shapes.build(builder);
  }

  private void attributes(Shape shape, SdkPojo builder) {
    for (Member member : shape.members()) {
      if (member.xml().attribute()) {
        String local = member.wireName().substring(member.wireName().indexOf(':') + 1);
        String value = reader.getAttributeValue(XSI, local);
        if (value != null) {
          member.set(builder, value);
        }
      }
    }
  }

  private Object value(Member member) throws XMLStreamException {
    return switch (member.kind()) {
      case STRUCTURE -> structure(member.newStructure());
      case LIST -> list(member.aggregate());
      case MAP -> throw ProtocolError.MALFORMED_XML.fail();
      default -> Scalars.parse(member, reader.getElementText(), Timestamps.ISO_MILLIS);
    };
  }

  private List<Object> list(Member.Aggregate aggregate) throws XMLStreamException {
    List<Object> values = new ArrayList<>();
    while (nextChild()) {
      if (!reader.getLocalName().equals(aggregate.elementName())) {
        throw ProtocolError.MALFORMED_XML.fail();
      }
      values.add(value(aggregate.element()));
    }
    return values;
  }

  /** Moves to the next child's start; {@code false} at the end of the current element. */
  private boolean nextChild() throws XMLStreamException {
    while (true) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        return false;
      }
      if (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
        throw ProtocolError.MALFORMED_XML.fail();
      }
    }
  }

  private int next() throws XMLStreamException {
    int event = reader.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw ProtocolError.MALFORMED_XML.fail();
    }
    return event;
  }

  /** A list whose elements stand directly in the structure. */
  private record Flattened(Member member, List<Object> values) {
    static List<Object> of(List<Flattened> lists, Member member) {
      for (Flattened list : lists) {
        if (list.member == member) {
          return list.values;
        }
      }
      Flattened list = new Flattened(member, new ArrayList<>());
      lists.add(list);
      return list.values;
    }
  }
}
