package dev.trailmark.cloud.protocol;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Writes the SDK's types as XML elements: members that are set and belong to the body. */
final class XmlWriter {
  private final XmlText xml;
  private final Timestamps timestamps;
  private final Function<SdkPojo, List<Member>> order;

  /**
   * A writer.
   *
   * @param timestamps the form of points in time when the model names none
   * @param order a type's members in the order in which they are written
   */
  XmlWriter(XmlText xml, Timestamps timestamps, Function<SdkPojo, List<Member>> order) {
    this.xml = xml;
    this.timestamps = timestamps;
    this.order = order;
  }

  /** Writes a structure's members as elements. */
  void members(SdkPojo structure) {
    for (Member member : order.apply(structure)) {
      if (member.place() == Member.Place.BODY && !member.xml().attribute()) {
        Object value = member.get(structure);
        if (value != null) {
          element(member, member.wireName(), value);
        }
      }
    }
  }

  private void element(Member member, String name, Object value) {
    switch (member.kind()) {
      case STRUCTURE -> {
        Member.Attributes attributes = member.xml().attributes();
        xml.open(name, attributes == null ? Map.of() : attributes.of(value));
        members((SdkPojo) value);
        xml.close(name);
      }
      case LIST -> list(member, name, (List<?>) value);
      case MAP -> map(member, name, (Map<?, ?>) value);
      default -> xml.element(name, scalar(member, value));
    }
  }

  private void list(Member member, String name, List<?> values) {
    Member.Aggregate aggregate = member.aggregate();
    if (aggregate.flattened()) {
      values.forEach(value -> element(aggregate.element(), name, value));
    } else if (values.isEmpty()) {
      xml.empty(name, Map.of());
    } else {
      xml.open(name);
      values.forEach(value -> element(aggregate.element(), aggregate.elementName(), value));
      xml.close(name);
    }
  }

  private void map(Member member, String name, Map<?, ?> values) {
    Member.Aggregate aggregate = member.aggregate();
    String entry = aggregate.flattened() ? name : "entry";
    if (!aggregate.flattened()) {
      xml.open(name);
    }
    values.forEach(
        (key, value) -> {
          xml.open(entry).element(aggregate.keyName(), (String) key);
          element(aggregate.element(), aggregate.elementName(), value);
          xml.close(entry);
        });
    if (!aggregate.flattened()) {
      xml.close(name);
    }
  }

  private String scalar(Member member, Object value) {
    return switch (member.kind()) {
      case INSTANT -> timestamp(member).format((Instant) value);
      case BLOB -> Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe());
      default -> value.toString();
    };
  }

  /** A model that asks for ISO 8601 means the document's own variety of it. */
  private Timestamps timestamp(Member member) {
    Timestamps asked = member.timestamps(timestamps);
    return asked == Timestamps.ISO ? timestamps : asked;
  }
}
