package dev.trailmark.cloud.protocol;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Writes the SDK's types as JSON: members that are set, in the model's order. */
final class JsonWriter {
  private JsonWriter() {}

  static void structure(JsonGenerator json, SdkPojo structure) throws IOException {
    json.writeStartObject();
    List<Member> members = Shapes.of(structure).members();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Object value = member.get(structure);
      if (value != null) {
        json.writeFieldName(member.jsonName());
        value(json, member, value);
      }
    }
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, Member member, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (member.kind()) {
      case STRING -> json.writeString((String) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case INTEGER -> json.writeNumber((Integer) value);
      case LONG -> json.writeNumber((Long) value);
      case FLOAT -> json.writeNumber((Float) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case INSTANT -> json.writeNumber(member.timestamps(Timestamps.EPOCH).format((Instant) value));
      case BLOB -> blob(json, (SdkBytes) value);
      case STRUCTURE -> structure(json, (SdkPojo) value);
      case LIST -> {
        json.writeStartArray();
        for (Object element : (List<?>) value) {
          value(json, member.aggregate().element(), element);
        }
        json.writeEndArray();
      }
      case MAP -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          json.writeFieldName((String) entry.getKey());
          value(json, member.aggregate().element(), entry.getValue());
        }
        json.writeEndObject();
      }
    }
  }

  private static void blob(JsonGenerator json, SdkBytes blob) throws IOException {
    byte[] bytes = blob.asByteArrayUnsafe();
    json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, 0, bytes.length);
  }
}
