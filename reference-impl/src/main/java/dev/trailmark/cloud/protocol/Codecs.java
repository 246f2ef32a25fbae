package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.Service;
import java.util.Set;

/** Chooses a service's codec. */
public final class Codecs {
  /**
   * JSON services whose operations without output answer with no body instead of <code>{}</code>.
   */
  private static final Set<String> WITHOUT_EMPTY_OBJECT = Set.of("kms");

  private Codecs() {}

  /** The codec of that service. Stateless: one instance serves all threads. */
  public static Codec of(Service service) {
    return switch (service.protocol().style()) {
      case JSON -> new AwsJson(!WITHOUT_EMPTY_OBJECT.contains(service.name()));
      case QUERY -> new AwsQuery(service.protocol().version(), service.protocol().namespace());
      case REST_XML -> new RestXml(service.protocol().namespace());
    };
  }
}
