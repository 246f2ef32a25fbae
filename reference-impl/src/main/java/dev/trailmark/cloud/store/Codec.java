package dev.trailmark.cloud.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * Records of one type as JSON. Only a record's components count: a method named like a getter adds
 * nothing to the journal.
 */
final class Codec<R> {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .visibility(PropertyAccessor.GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .build();

  private final Class<R> type;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  Codec(Class<R> type) {
    this.type = type;
    this.reader = MAPPER.readerFor(type);
    this.writer = MAPPER.writerFor(type);
  }

  byte[] encode(R value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A " + type.getName() + " cannot be written as JSON", e);
    }
  }

  R decode(byte[] json) throws IOException {
    return reader.readValue(json);
  }

  /**
   * Whether a value comes back from the journal as it went in, judged by its JSON. The order of a
   * map's entries is no part of that: immutable maps have none to keep.
   */
  boolean survives(R value) {
    byte[] json = encode(value);
    try {
      return MAPPER.readTree(json).equals(MAPPER.readTree(encode(decode(json))));
    } catch (IOException e) {
      throw new IllegalArgumentException("A " + type.getName() + " cannot be read from JSON", e);
    }
  }
}
