package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.protocol.Codec;
import dev.trailmark.cloud.protocol.Codecs;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services of one simulator with their operations and codecs, by name. */
public final class ServiceRegistry {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(Service service, Codec codec, Map<String, Operation<?, ?>> operations) {}

  /** A registry of these services. */
  public ServiceRegistry(List<Service> services) {
    for (Service service : services) {
      Map<String, Operation<?, ?>> operations = new HashMap<>();
      for (Operation<?, ?> operation : service.operations()) {
        operations.put(operation.name(), operation);
      }
      entries.put(service.name(), new Entry(service, Codecs.of(service), operations));
    }
  }

  /** The service of that signing name; {@code null} when there is none. */
  public Service service(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.service();
  }

  /** How the service's messages are read and written. */
  public Codec codec(String service) {
    return entries.get(service).codec();
  }

  /** The operation of a service; {@code null} when it is not implemented. */
  public Operation<?, ?> operation(String service, String operation) {
    return operation == null ? null : entries.get(service).operations().get(operation);
  }

  /** All services in the order given. */
  public Collection<Service> services() {
    return entries.values().stream().map(Entry::service).toList();
  }
}
