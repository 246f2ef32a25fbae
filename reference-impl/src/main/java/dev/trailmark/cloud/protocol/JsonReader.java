package dev.trailmark.cloud.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.trailmark.cloud.operation.ServiceException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Reads JSON into the SDK's types. A token of the wrong kind is the client's
 * SerializationException. Unknown members are skipped and nulls count as absent, as AWS's services
 * do.
 */
final class JsonReader {
  private JsonReader() {}

  /** Reads an object whose start has been read; returns the built structure. */
  static SdkPojo structure(JsonParser parser, SdkPojo builder) throws IOException {
    Shape shape = Shapes.of(builder);
    String name = parser.nextFieldName();
    while (name != null) {
      Member member = shape.inBody(name);
      JsonToken token = parser.nextToken();
      if (member == null) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        member.set(builder, value(parser, token, member));
      }
      name = parser.nextFieldName();
    }
    return Shapes.build(builder);
  }

  private static Object value(JsonParser parser, JsonToken token, Member member)
      throws IOException {
    return switch (member.kind()) {
      case STRING -> text(parser, token, "String");
      case BOOLEAN -> bool(parser, token);
      case INTEGER, LONG -> integer(parser, token, member.kind());
      case FLOAT, DOUBLE -> decimal(parser, token, member.kind());
      case INSTANT -> instant(parser, token);
      case BLOB -> blob(text(parser, token, "Blob"));
      case STRUCTURE -> {
        expect(token, JsonToken.START_OBJECT);
        yield structure(parser, member.newStructure());
      }
      case LIST -> list(parser, token, member.aggregate().element());
      case MAP -> map(parser, token, member.aggregate().element());
    };
  }

  private static List<Object> list(JsonParser parser, JsonToken token, Member element)
      throws IOException {
    expect(token, JsonToken.START_ARRAY);
    List<Object> values = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      values.add(value(parser, next, element));
    }
    return values;
  }

  private static Map<String, Object> map(JsonParser parser, JsonToken token, Member element)
      throws IOException {
    expect(token, JsonToken.START_OBJECT);
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken next = parser.nextToken();
      if (next != JsonToken.VALUE_NULL) {
        values.put(wellFormed(key), value(parser, next, element));
      }
    }
    return values;
  }

  private static String text(JsonParser parser, JsonToken token, String wanted) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw mismatch(token, wanted);
    }
    return wellFormed(parser.getText());
  }

  /** Half a surrogate pair, which an escape can smuggle in, has no UTF-8 to be answered in. */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) {
        continue;
      }
      i++;
      if (i == text.length() || !Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i))) {
        throw ProtocolError.SERIALIZATION.because("A string is not well-formed Unicode");
      }
    }
    return text;
  }

  private static Boolean bool(JsonParser parser, JsonToken token) {
    if (token == JsonToken.VALUE_TRUE) {
      return Boolean.TRUE;
    }
    if (token == JsonToken.VALUE_FALSE) {
      return Boolean.FALSE;
    }
    throw mismatch(token, "Boolean");
  }

  private static Number integer(JsonParser parser, JsonToken token, Member.Kind kind)
      throws IOException {
    String wanted = kind == Member.Kind.INTEGER ? "Integer" : "Long";
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw mismatch(token, wanted);
    }
    try {
      return kind == Member.Kind.INTEGER
          ? (Number) Integer.valueOf(parser.getIntValue())
          : (Number) Long.valueOf(parser.getLongValue());
    } catch (InputCoercionException e) {
      throw mismatch(token, wanted);
    }
  }

  private static Number decimal(JsonParser parser, JsonToken token, Member.Kind kind)
      throws IOException {
    if (!token.isNumeric()) {
      throw mismatch(token, kind == Member.Kind.FLOAT ? "Float" : "Double");
    }
    return kind == Member.Kind.FLOAT
        ? (Number) Float.valueOf(parser.getFloatValue())
        : (Number) Double.valueOf(parser.getDoubleValue());
  }

  private static Instant instant(JsonParser parser, JsonToken token) throws IOException {
    if (!token.isNumeric()) {
      throw mismatch(token, "Timestamp");
    }
    try {
      return Timestamps.EPOCH.parse(parser.getText());
    } catch (DateTimeException | ArithmeticException e) {
      throw mismatch(token, "Timestamp");
    }
  }

  private static SdkBytes blob(String text) {
    try {
      return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw mismatch(JsonToken.VALUE_STRING, "Blob");
    }
  }

  private static void expect(JsonToken token, JsonToken wanted) {
    if (token != wanted) {
      throw ProtocolError.SERIALIZATION.because(
          switch (token) {
            case START_OBJECT -> "Start of structure or map found where not expected.";
            case START_ARRAY -> "Start of list found where not expected";
            default -> "Unexpected field type";
          });
    }
  }

  private static ServiceException mismatch(JsonToken token, String wanted) {
    String found =
        switch (token) {
          case VALUE_STRING -> "STRING_VALUE";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE";
          case VALUE_TRUE -> "TRUE_VALUE";
          case VALUE_FALSE -> "FALSE_VALUE";
          case VALUE_NULL -> "NULL_VALUE";
          case START_OBJECT -> "START_OBJECT";
          default -> "START_ARRAY";
        };
    return switch (token) {
      case START_OBJECT ->
          ProtocolError.SERIALIZATION.because(
              "Start of structure or map found where not expected.");
      case START_ARRAY ->
          ProtocolError.SERIALIZATION.because("Start of list found where not expected");
      default -> ProtocolError.SERIALIZATION.because(found + " cannot be converted to " + wanted);
    };
  }
}
