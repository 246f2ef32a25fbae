package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;

/**
 * Basic event selectors as callers give and get them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html">
 *     EventSelector</a>
 */
final class BasicSelectors {
  private static final int MOST_SELECTORS = 5;
  private static final int MOST_RESOURCES = 250;
  private static final Set<String> EXCLUDABLE =
      Set.of("kms.amazonaws.com", "rdsdata.amazonaws.com");
  private static final Set<String> READ_WRITE_TYPES = Set.of("All", "ReadOnly", "WriteOnly");

  private BasicSelectors() {}

  /**
   * Selectors as they are kept.
   *
   * @throws ServiceException InvalidEventSelectorsException
   */
  static List<SelectorRecord> toRecords(List<EventSelector> given) {
    long resources =
        given.stream()
            .flatMap(selector -> selector.dataResources().stream())
            .mapToLong(resource -> resource.values().size())
            .sum();
    if (given.size() > MOST_SELECTORS || resources > MOST_RESOURCES) {
      throw invalid(
          "A trail takes 1 to %d event selectors with %d data resources in all.",
          MOST_SELECTORS, MOST_RESOURCES);
    }
    return given.stream().map(BasicSelectors::toRecord).toList();
  }

  private static SelectorRecord toRecord(EventSelector selector) {
    String type =
        selector.readWriteTypeAsString() == null ? "All" : selector.readWriteTypeAsString();
    if (!READ_WRITE_TYPES.contains(type)) {
      throw invalid("%s is not a ReadWriteType; choose All, ReadOnly or WriteOnly.", type);
    }
    if (!EXCLUDABLE.containsAll(selector.excludeManagementEventSources())) {
      throw invalid(
          "ExcludeManagementEventSources takes kms.amazonaws.com and rdsdata.amazonaws.com.");
    }
    boolean management = !Boolean.FALSE.equals(selector.includeManagementEvents());
    if (!management && selector.dataResources().isEmpty()) {
      throw invalid("A selector includes management events or names data resources.");
    }
    List<SelectorRecord.Data> data = new ArrayList<>();
    selector.dataResources().forEach(resource -> data.add(toData(resource)));
    return new SelectorRecord(type, management, data, selector.excludeManagementEventSources());
  }

  private static SelectorRecord.Data toData(DataResource resource) {
    String prefix = SelectorRecord.Data.ARNS.get(String.valueOf(resource.type()));
    if (prefix == null) {
      throw invalid("Type %s for DataResources.Type is invalid.", resource.type());
    }
    if (resource.values().isEmpty()) {
      throw invalid("DataResources.Values is empty; name what to log the data events of.");
    }
    for (String value : resource.values()) {
      boolean objects = resource.type().equals(SelectorRecord.Data.S3);
      boolean all = value.equals(prefix) || objects && value.equals(SelectorRecord.Data.S3_ALL);
      boolean part = value.startsWith(prefix) && (!objects || value.indexOf('/') > 0);
      if (!all && !part) {
        throw invalid("Value %s for DataResources.Values is invalid.", value);
      }
    }
    return new SelectorRecord.Data(resource.type(), resource.values());
  }

  private static ServiceException invalid(String text, Object... arguments) {
    return CloudTrailError.INVALID_EVENT_SELECTORS.because(text, arguments);
  }

  /** Selectors as callers get them; {@code null} for a trail with advanced ones. */
  static List<EventSelector> fromRecords(List<SelectorRecord> selectors) {
    return selectors.isEmpty() ? null : selectors.stream().map(BasicSelectors::fromRecord).toList();
  }

  private static EventSelector fromRecord(SelectorRecord selector) {
    return EventSelector.builder()
        .readWriteType(selector.readWriteType())
        .includeManagementEvents(selector.management())
        .dataResources(
            selector.data().stream()
                .map(data -> DataResource.builder().type(data.type()).values(data.values()).build())
                .toList())
        .excludeManagementEventSources(selector.excludedSources())
        .build();
  }
}
