package dev.trailmark.cloud.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Reads form parameters such as {@code Tags.member.1.Key} into the SDK's types. Parameters that the
 * model does not have are ignored, as AWS does.
 */
final class QueryReader {
  private final Map<String, String> parameters;
  private final Set<String> prefixes = new HashSet<>();

  QueryReader(Map<String, String> parameters) {
    this.parameters = parameters;
    for (String name : parameters.keySet()) {
      for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
        prefixes.add(name.substring(0, dot));
      }
    }
  }

  /** Reads the structure whose members' names begin with {@code prefix}; returns it built. */
  SdkPojo structure(String prefix, SdkPojo builder) {
    for (Member member : Shapes.of(builder).members()) {
      Object value = value(prefix + member.wireName(), member);
      if (value != null) {
        member.set(builder, value);
      }
    }
    return Shapes.build(builder);
  }

  private Object value(String name, Member member) {
    return switch (member.kind()) {
      case STRUCTURE ->
          prefixes.contains(name) ? structure(name + ".", member.newStructure()) : null;
      case LIST -> list(name, member.aggregate());
      case MAP -> map(name, member.aggregate());
      default -> scalar(name, member);
    };
  }

  private Object scalar(String name, Member member) {
    String text = parameters.get(name);
    if (text == null) {
      return null;
    }
    try {
      return Scalars.parse(member, text, Timestamps.ISO);
    } catch (IllegalArgumentException e) {
      throw ProtocolError.MALFORMED_INPUT.because(
          "STRING_VALUE cannot be converted to %s",
          member.kind().name().charAt(0)
              + member.kind().name().substring(1).toLowerCase(Locale.ROOT));
    }
  }

  /** Elements 1, 2, … up to the first that is missing; an empty parameter is an empty list. */
  private List<Object> list(String name, Member.Aggregate aggregate) {
    String stem = aggregate.flattened() ? name + "." : name + "." + aggregate.elementName() + ".";
    List<Object> values = new ArrayList<>();
    for (Object value = value(stem + 1, aggregate.element());
        value != null;
        value = value(stem + (values.size() + 1), aggregate.element())) {
      values.add(value);
    }
    return values.isEmpty() && !parameters.containsKey(name) ? null : values;
  }

  private Map<String, Object> map(String name, Member.Aggregate aggregate) {
    String stem = aggregate.flattened() ? name + "." : name + ".entry.";
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 1; parameters.containsKey(stem + i + "." + aggregate.keyName()); i++) {
      values.put(
          parameters.get(stem + i + "." + aggregate.keyName()),
          value(stem + i + "." + aggregate.elementName(), aggregate.element()));
    }
    return values.isEmpty() ? null : values;
  }
}
