package dev.trailmark.cloud.protocol;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** A member of a request, response or structure, or the element of a list or map. */
final class Member {

  /** Where a member travels. */
  enum Place {
    BODY,
    HEADER,
    QUERY,
    PATH
  }

  /** What kind of value a member has. */
  enum Kind {
    STRING,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    BOOLEAN,
    INSTANT,
    BLOB,
    STRUCTURE,
    LIST,
    MAP
  }

  /** Reads the member from a built type and writes it to a builder. */
  interface Accessor {
    /** The value, or {@code null} when it is not set. */
    Object get(Object pojo);

    /** Sets a value of the kind's Java type. */
    void set(Object builder, Object value);
  }

  /**
   * What a list or map holds.
   *
   * @param flattened for XML: whether elements stand without a wrapper
   * @param elementName for XML and Query: what elements are called
   */
  record Aggregate(boolean flattened, String elementName, String keyName, Member element) {}

  /**
   * What XML needs to know.
   *
   * @param payload whether the member is the whole body
   * @param attribute whether it is an attribute of its structure's element
   * @param attributes makes the attributes of the element; {@code null} when there are none
   */
  record Xml(boolean payload, boolean attribute, Attributes attributes) {}

  /** Makes the attributes of a structure's element from the structure. */
  interface Attributes {
    /** Names with prefixes, and values, in order. */
    Map<String, String> of(Object structure);
  }

  private final String name;
  private final String wireName;
  private final String headerName;
  private final String trailName;
  private final SerializedString jsonName;
  private final Place place;
  private final Kind kind;
  private final Accessor accessor;
  private final Supplier<SdkPojo> maker;
  private final Aggregate aggregate;
  private final Xml xml;
  private final Timestamps timestamps;

  Member(
      String name,
      String wireName,
      Place place,
      Kind kind,
      Accessor accessor,
      Supplier<SdkPojo> maker,
      Aggregate aggregate,
      Xml xml,
      Timestamps timestamps) {
    this.name = name;
    this.wireName = wireName;
    this.headerName = wireName == null ? null : wireName.toLowerCase(Locale.ROOT);
    this.trailName =
        name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    this.jsonName = new SerializedString(wireName);
    this.place = place;
    this.kind = kind;
    this.accessor = accessor;
    this.maker = maker;
    this.aggregate = aggregate;
    this.xml = xml;
    this.timestamps = timestamps;
  }

  /** The wire name in lower case. */
  String headerName() {
    return headerName;
  }

  /** The API's name, such as {@code KeyId}. */
  String name() {
    return name;
  }

  /**
   * What it is called on the wire: element, JSON key, header, parameter, or header prefix of a map.
   */
  String wireName() {
    return wireName;
  }

  /** The name in CloudTrail: the API's with its first letter lowered. */
  String trailName() {
    return trailName;
  }

  /** The wire name, ready for the JSON writer. */
  SerializedString jsonName() {
    return jsonName;
  }

  Place place() {
    return place;
  }

  Kind kind() {
    return kind;
  }

  /** The value, or {@code null} when it is not set. */
  Object get(Object pojo) {
    return accessor.get(pojo);
  }

  void set(Object builder, Object value) {
    accessor.set(builder, value);
  }

  /** An empty builder of the structure. */
  SdkPojo newStructure() {
    return maker.get();
  }

  /** For lists and maps. */
  Aggregate aggregate() {
    return aggregate;
  }

  Xml xml() {
    return xml;
  }

  /** The form of its points in time, or {@code usual} when the model does not say. */
  Timestamps timestamps(Timestamps usual) {
    return timestamps == null ? usual : timestamps;
  }
}
