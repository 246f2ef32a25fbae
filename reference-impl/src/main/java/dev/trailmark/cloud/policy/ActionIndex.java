package dev.trailmark.cloud.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Many actions by their service, of which no wildcard may be part: AWS's ReadOnlyAccess has
 * thousands of actions, but few for each service.
 *
 * @param byService the actions of each service, by its name in lower case
 */
record ActionIndex(Map<String, GlobMatcher> byService) implements GlobMatcher {

  /** One matcher for all of these actions. */
  static GlobMatcher of(List<String> actions) {
    if (actions.contains("*")) {
      return action -> true;
    }
    Map<String, List<String>> grouped =
        actions.stream().collect(Collectors.groupingBy(ActionIndex::service));
    Map<String, GlobMatcher> compiled = new HashMap<>();
    grouped.forEach((service, names) -> compiled.put(service, GlobMatcher.anyOf(names)));
    return new ActionIndex(compiled);
  }

  @Override
  public boolean matches(String action) {
    GlobMatcher ofService = byService.get(service(action));
    return ofService != null && ofService.matches(action);
  }

  private static String service(String action) {
    int colon = action.indexOf(':');
    String service = colon < 0 ? action : action.substring(0, colon);
    return service.toLowerCase(Locale.ROOT);
  }
}
