package dev.trailmark.cloud.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Requests and responses as CloudTrail's records show them; see {@link Shapes#record}. */
final class TrailView {
  private TrailView() {}

  static Map<String, Object> of(SdkPojo pojo, Set<String> omit) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Member member : Shapes.of(pojo).members()) {
      Object value = omit.contains(member.name()) ? null : member.get(pojo);
      Object view = value == null ? null : view(value);
      if (view != null) {
        shown.put(member.trailName(), view);
      }
    }
    return shown;
  }

  private static Object view(Object value) {
    if (value instanceof SdkBytes) {
      return null;
    }
    if (value instanceof SdkPojo structure) {
      return of(structure, Set.of());
    }
    if (value instanceof Instant instant) {
      return Timestamps.inTrail(instant);
    }
    if (value instanceof List<?> list) {
      List<Object> views = new ArrayList<>(list.size());
      for (Object element : list) {
        views.add(view(element));
      }
      return views;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> views = new LinkedHashMap<>();
      map.forEach((key, element) -> views.put((String) key, view(element)));
      return views;
    }
    return value;
  }
}
