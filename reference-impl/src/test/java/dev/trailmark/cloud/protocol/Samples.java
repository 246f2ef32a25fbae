package dev.trailmark.cloud.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Fills the SDK's types with random values, from a seed, so that a failure can be repeated. */
final class Samples {
  private static final String[] TEXTS = {
    "plain",
    "<a href=\"x\">&amp;</a>",
    "über 漢字 \uD83D\uDE00",
    "tab\there",
    "line\nbreak",
    "'q'",
    "a+b c%20d",
    " s "
  };

  private final Random random;

  Samples(long seed) {
    this.random = new Random(seed);
  }

  /** A built structure with all members set, down to a depth. */
  SdkPojo fill(SdkPojo builder) {
    return fill(builder, 0);
  }

  private SdkPojo fill(SdkPojo builder, int depth) {
    for (Member member : Shapes.of(builder).members()) {
      if (fits(member) && (depth < 6 || isScalar(member))) {
        member.set(builder, value(member, depth));
      }
    }
    return Shapes.build(builder);
  }

  /** Members that the SDK has for its own convenience, spells twice or computes. */
  private static boolean fits(Member member) {
    return switch (member.name()) {
      case "ContentLength", "SourceBucket", "SourceKey", "SourceVersionId", "ExpiresString" ->
          false;
      default -> true;
    };
  }

  private static boolean isScalar(Member member) {
    return member.aggregate() == null && member.kind() != Member.Kind.STRUCTURE;
  }

  private Object value(Member member, int depth) {
    return switch (member.kind()) {
      case STRING -> text(member);
      case INTEGER -> 1 + random.nextInt(1000);
      case LONG -> random.nextLong() >>> 1;
      case FLOAT -> random.nextInt(1000) / 8f;
      case DOUBLE -> random.nextInt(1000) / 8d;
      case BOOLEAN -> random.nextBoolean();
      case INSTANT -> Instant.ofEpochSecond(1_000_000_000L + random.nextInt(900_000_000));
      case BLOB -> SdkBytes.fromByteArray(bytes());
      case STRUCTURE -> fill(member.newStructure(), depth + 1);
      case LIST -> list(member, depth);
      case MAP -> map(member, depth);
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[1 + random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String text(Member member) {
    if (member.xml().attribute()) {
      return "CanonicalUser"; // the SDK does not escape attributes
    }
    return switch (member.place()) {
      case PATH -> member.wireName().equals("Key") ? "a folder/ü+%2F&=?#k" : "a-bucket";
      case HEADER -> header(member.name());
      case QUERY -> TEXTS[random.nextInt(TEXTS.length)];
      case BODY -> TEXTS[random.nextInt(TEXTS.length)];
    };
  }

  /** The SDK computes with some headers itself. */
  private String header(String name) {
    return switch (name) {
      case "ChecksumAlgorithm" -> "CRC32";
      case "RequestRoute" -> "route";
      default -> "value-" + random.nextInt(1000);
    };
  }

  private List<Object> list(Member member, int depth) {
    List<Object> values = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      values.add(
          member.place() == Member.Place.HEADER
              ? "v" + i
              : value(member.aggregate().element(), depth + 1));
    }
    return values;
  }

  private Map<String, Object> map(Member member, int depth) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      values.put(
          "k" + i,
          member.place() == Member.Place.HEADER
              ? "v" + i
              : value(member.aggregate().element(), depth + 1));
    }
    return values;
  }
}
