package dev.trailmark.cloud.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The grants on a key and what a request brings for them.
 *
 * @param all the key's grants
 * @param tokens the request's grant tokens, each of which makes its grant work at once
 * @param encryptionContext the request's encryption context, names and values as sent
 */
public record Grants(List<Grant> all, Set<String> tokens, Map<String, String> encryptionContext) {

  /** No grant. */
  public static final Grants NONE = new Grants(List.of(), Set.of(), Map.of());

  /** Copies the collections so that the grants are immutable. */
  public Grants {
    all = List.copyOf(all);
    tokens = Set.copyOf(tokens);
    encryptionContext = Map.copyOf(encryptionContext);
  }

  /** How far the grant carries that helps the caller most. */
  Reach reach(AccessRequest request) {
    Reach best = Reach.NONE;
    for (int i = 0; i < all.size() && best != Reach.DIRECT; i++) {
      Reach reach = all.get(i).reach(request, tokens, encryptionContext);
      best = reach.compareTo(best) > 0 ? reach : best;
    }
    return best;
  }
}
