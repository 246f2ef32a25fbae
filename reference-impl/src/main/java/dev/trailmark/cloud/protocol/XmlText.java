package dev.trailmark.cloud.protocol;

import java.util.Map;

/**
 * Builds an XML document as text, escaped as AWS escapes it: quotation marks too, apostrophes not,
 * and characters that XML 1.0 cannot carry as references, which S3 sends although no parser takes
 * them.
 */
final class XmlText {
  private final StringBuilder out = new StringBuilder(512);
  private final boolean indented;
  private int depth;
  private boolean childless = true;

  /**
   * A document.
   *
   * @param declared whether it begins with the XML declaration
   * @param indented whether each element begins on a line of its own, as in the Query protocol
   */
  XmlText(boolean declared, boolean indented) {
    this.indented = indented;
    if (declared) {
      out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }
  }

  /** Opens an element. */
  XmlText open(String name) {
    return open(name, Map.of());
  }

  /** Opens an element with attributes. */
  XmlText open(String name, Map<String, String> attributes) {
    line();
    start(name, attributes);
    out.append('>');
    depth++;
    childless = true;
    return this;
  }

  /** Closes the element opened last. */
  XmlText close(String name) {
    depth--;
    if (!childless) {
      line();
    }
    childless = false;
    out.append("</").append(name).append('>');
    return this;
  }

  /** An element with text. */
  XmlText element(String name, String text) {
    return element(name, Map.of(), text);
  }

  /** An element with attributes and text. */
  XmlText element(String name, Map<String, String> attributes, String text) {
    line();
    childless = false;
    start(name, attributes);
    out.append('>');
    escape(text, false);
    out.append("</").append(name).append('>');
    return this;
  }

  /** An element without content. */
  XmlText empty(String name, Map<String, String> attributes) {
    line();
    childless = false;
    start(name, attributes);
    out.append("/>");
    return this;
  }

  /** The document. */
  @Override
  public String toString() {
    return indented ? out + "\n" : out.toString();
  }

  private void start(String name, Map<String, String> attributes) {
    out.append('<').append(name);
    attributes.forEach(
        (attribute, value) -> {
          out.append(' ').append(attribute).append("=\"");
          escape(value, true);
          out.append('"');
        });
  }

  private void line() {
    if (indented && out.length() > 0) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void escape(String text, boolean attribute) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> {
          // Parsers turn bare white space inside attributes into plain spaces.
          if (c < ' ' && (attribute || c != '\n' && c != '\t')) {
            out.append("&#x").append(Integer.toHexString(c)).append(';');
          } else {
            out.append(c);
          }
        }
      }
    }
  }
}
