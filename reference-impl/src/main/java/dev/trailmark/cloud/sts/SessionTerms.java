package dev.trailmark.cloud.sts;

/**
 * What a session is issued with beside its lifetime.
 *
 * @param policies what narrows it
 * @param tags its tags
 * @param sourceIdentity who began the chain of sessions; {@code null} when nobody said
 */
record SessionTerms(SessionPolicies policies, SessionTags tags, String sourceIdentity) {

  /** A session that is as wide as its bearer. */
  static final SessionTerms PLAIN = new SessionTerms(SessionPolicies.NONE, SessionTags.NONE, null);
}
