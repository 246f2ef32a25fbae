package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Members;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;

/** The SDK's structures as XML text under one root element. */
public final class KeptDocuments implements DocumentCodec {
  private static final String ROOT = "Document";

  @Override
  public Members members(SdkPojo pojo) {
    Shape shape = Shapes.of(pojo);
    return name -> {
      Member member = shape.named(name);
      return member == null ? null : member.get(pojo);
    };
  }

  @Override
  public Set<String> names(SdkPojo pojo) {
    return Shapes.of(pojo).members().stream().map(Member::name).collect(Collectors.toSet());
  }

  @Override
  public String write(SdkPojo structure) {
    XmlText xml = new XmlText(false, false);
    xml.open(ROOT);
    new XmlWriter(xml, Timestamps.ISO_MILLIS, S3Documents::ordered).members(structure);
    return xml.close(ROOT).toString();
  }

  @Override
  public SdkPojo read(String text, SdkPojo builder) {
    byte[] document = text.getBytes(StandardCharsets.UTF_8);
    Member payload = Shapes.of(builder).payload();
    if (payload == null) {
      return XmlReader.read(document, ROOT, builder);
    }
    payload.set(builder, XmlReader.read(document, ROOT, payload.newStructure()));
    return Shapes.build(builder);
  }

  @Override
  public Map<String, Object> recorded(SdkPojo structure) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Member member : Shapes.of(structure).members()) {
      Object value = member.get(structure);
      if (value != null) {
        put(shown, member, value);
      }
    }
    return shown;
  }

  private void put(Map<String, Object> shown, Member member, Object value) {
    if (member.kind() != Member.Kind.LIST) {
      shown.put(member.wireName(), view(value));
      return;
    }
    List<?> values = (List<?>) value;
    if (member.aggregate().flattened()) {
      if (!values.isEmpty()) {
        shown.put(member.wireName(), views(values));
      }
    } else {
      shown.put(
          member.wireName(),
          values.isEmpty() ? "" : Map.of(member.aggregate().elementName(), views(values)));
    }
  }

  private Object views(List<?> values) {
    List<Object> views = new ArrayList<>(values.size());
    values.forEach(value -> views.add(view(value)));
    return views.size() == 1 ? views.get(0) : views;
  }

  private Object view(Object value) {
    if (value instanceof SdkPojo structure) {
      return recorded(structure);
    }
    return value instanceof Instant instant ? Timestamps.ISO_MILLIS.format(instant) : value;
  }
}
