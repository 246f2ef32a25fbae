package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * How the SDK describes its request and response types, translated once per class. {@code SdkField}
 * and its traits are a protected API of the SDK: no other class uses them.
 */
public final class Shapes {
  private static final Map<Class<?>, Shape> CACHE = new ConcurrentHashMap<>();

  private Shapes() {}

  /** A built request's members by their API names. */
  public static Members members(SdkPojo input) {
    Shape shape = of(input);
    return name -> {
      Member member = shape.named(name);
      if (member == null) {
        throw new IllegalArgumentException(
            input.getClass().getSimpleName() + " has no member " + name);
      }
      return member.get(input);
    };
  }

  /**
   * The API names of the members that are wanted and set, in the model's order. Those that are not
   * wanted are not read: a request type has many, and reading them takes its time.
   */
  public static List<String> sent(SdkPojo input, Predicate<String> wanted) {
    List<String> names = new ArrayList<>(0);
    for (Member member : of(input).members()) {
      if (wanted.test(member.name()) && member.get(input) != null) {
        names.add(member.name());
      }
    }
    return names;
  }

  /**
   * A built type as CloudTrail shows it: the members that are set, under their API names with the
   * first letter lowered, structures nested, points in time as {@code Jan 7, 2026, 1:00:00 PM} in
   * UTC, binary members left out.
   *
   * @param omit API names of members of the type itself to leave out
   */
  public static Map<String, Object> record(SdkPojo pojo, Set<String> omit) {
    return TrailView.of(pojo, omit);
  }

  /** All API names of a type's members, in the model's order. */
  public static List<String> names(SdkPojo pojo) {
    return of(pojo).members().stream().map(Member::name).toList();
  }

  static Shape of(SdkPojo pojo) {
    Shape shape = CACHE.get(pojo.getClass());
    if (shape == null) {
      shape = new Shape(pojo.sdkFields().stream().map(Shapes::member).toList());
      CACHE.put(pojo.getClass(), shape);
    }
    return shape;
  }

  /** What a builder builds. */
  static SdkPojo build(SdkPojo builder) {
    return (SdkPojo) ((Buildable) builder).build();
  }

  private static Member member(SdkField<?> field) {
    return new Member(
        field.memberName() == null ? "" : field.memberName(),
        wireName(field),
        place(field.location()),
        kind(field),
        new FieldAccessor(field, field.containsTrait(DefaultValueTrait.class)),
        field.constructor(),
        aggregate(field),
        new Member.Xml(
            field.containsTrait(PayloadTrait.class),
            field.containsTrait(XmlAttributeTrait.class),
            attributes(field)),
        timestamps(field));
  }

  private static String wireName(SdkField<?> field) {
    return field.unmarshallLocationName() == null
        ? field.locationName()
        : field.unmarshallLocationName();
  }

  private static Member.Place place(MarshallLocation location) {
    return switch (location) {
      case HEADER -> Member.Place.HEADER;
      case QUERY_PARAM -> Member.Place.QUERY;
      case PATH, GREEDY_PATH -> Member.Place.PATH;
      case PAYLOAD -> Member.Place.BODY;
      case STATUS_CODE -> throw new IllegalArgumentException("a status code as a member");
    };
  }

  private static Member.Kind kind(SdkField<?> field) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> Member.Kind.STRING;
      case INTEGER -> Member.Kind.INTEGER;
      case LONG -> Member.Kind.LONG;
      case FLOAT -> Member.Kind.FLOAT;
      case DOUBLE -> Member.Kind.DOUBLE;
      case BOOLEAN -> Member.Kind.BOOLEAN;
      case INSTANT -> Member.Kind.INSTANT;
      case SDK_BYTES -> Member.Kind.BLOB;
      case SDK_POJO -> Member.Kind.STRUCTURE;
      case LIST -> Member.Kind.LIST;
      case MAP -> Member.Kind.MAP;
      default ->
          throw new IllegalArgumentException(
              field.memberName() + " is a " + field.marshallingType().getKnownType());
    };
  }

  private static Member.Aggregate aggregate(SdkField<?> field) {
    ListTrait list = field.getTrait(ListTrait.class);
    if (list != null) {
      String name = list.memberLocationName() == null ? "member" : list.memberLocationName();
      return new Member.Aggregate(list.isFlattened(), name, null, member(list.memberFieldInfo()));
    }
    MapTrait map = field.getTrait(MapTrait.class);
    return map == null
        ? null
        : new Member.Aggregate(
            map.isFlattened(),
            map.valueLocationName(),
            map.keyLocationName(),
            member(map.valueFieldInfo()));
  }

  private static Timestamps timestamps(SdkField<?> field) {
    TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
    if (trait == null) {
      return null;
    }
    return switch (trait.format()) {
      case ISO_8601 -> Timestamps.ISO;
      case RFC_822 -> Timestamps.HTTP;
      case UNIX_TIMESTAMP -> Timestamps.EPOCH;
      default -> throw new IllegalArgumentException("timestamps as " + trait.format());
    };
  }

  private static Member.Attributes attributes(SdkField<?> field) {
    XmlAttributesTrait trait = field.getTrait(XmlAttributesTrait.class);
    if (trait == null) {
      return null;
    }
    return structure -> {
      Map<String, String> values = new LinkedHashMap<>();
      trait
          .attributes()
          .forEach(
              (name, accessors) -> {
                String value = accessors.attributeGetter().apply(structure);
                if (value != null) {
                  values.put(name, value);
                }
              });
      return values;
    };
  }

  /**
   * Reads and sets through the SDK's field. The SDK invents a value for an absent idempotency
   * token; two readings then differ, which tells it from a value that was sent.
   */
  private record FieldAccessor(SdkField<?> field, boolean defaulted) implements Member.Accessor {
    @Override
    public Object get(Object pojo) {
      Object value = field.getValueOrDefault(pojo);
      if (value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap) {
        return null;
      }
      if (defaulted && value != null && !value.equals(field.getValueOrDefault(pojo))) {
        return null;
      }
      return value;
    }

    @Override
    public void set(Object builder, Object value) {
      field.set(builder, value);
    }
  }
}
