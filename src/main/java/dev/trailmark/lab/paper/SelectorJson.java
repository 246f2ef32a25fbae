package dev.trailmark.lab.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.lab.AdvancedSelectors;
import dev.trailmark.lab.BasicSelectors;
import dev.trailmark.lab.SelectorFacts;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;

/** Event selectors as a command prints them, or as a record has them, with small initials. */
final class SelectorJson {

  private SelectorJson() {}

  static SelectorFacts read(JsonNode json, String bucket) {
    List<AdvancedEventSelector> advanced = new ArrayList<>();
    member(json, "advancedEventSelectors").forEach(each -> advanced.add(advanced(each)));
    if (!advanced.isEmpty()) {
      return AdvancedSelectors.read(advanced, bucket);
    }
    List<EventSelector> basic = new ArrayList<>();
    member(json, "eventSelectors").forEach(each -> basic.add(basic(each)));
    return BasicSelectors.read(basic, bucket);
  }

  private static EventSelector basic(JsonNode json) {
    List<DataResource> resources = new ArrayList<>();
    member(json, "dataResources")
        .forEach(
            each ->
                resources.add(
                    DataResource.builder()
                        .type(member(each, "type").asText())
                        .values(texts(member(each, "values")))
                        .build()));
    return EventSelector.builder()
        .readWriteType(member(json, "readWriteType").asText("All"))
        .includeManagementEvents(member(json, "includeManagementEvents").asBoolean(true))
        .dataResources(resources)
        .excludeManagementEventSources(texts(member(json, "excludeManagementEventSources")))
        .build();
  }

  private static AdvancedEventSelector advanced(JsonNode json) {
    List<AdvancedFieldSelector> fields = new ArrayList<>();
    member(json, "fieldSelectors")
        .forEach(
            each ->
                fields.add(
                    AdvancedFieldSelector.builder()
                        .field(member(each, "field").asText())
                        .equalsValue(texts(member(each, "equals")))
                        .startsWith(texts(member(each, "startsWith")))
                        .endsWith(texts(member(each, "endsWith")))
                        .notEquals(texts(member(each, "notEquals")))
                        .notStartsWith(texts(member(each, "notStartsWith")))
                        .notEndsWith(texts(member(each, "notEndsWith")))
                        .build()));
    return AdvancedEventSelector.builder().fieldSelectors(fields).build();
  }

  private static JsonNode member(JsonNode json, String name) {
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return json.has(name) ? json.path(name) : json.path(capital);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
