package dev.trailmark.cloud.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A type's members, in the model's order. */
final class Shape {
  private final List<Member> members;
  private final List<Member> headers;
  private final Map<String, Member> byName = new HashMap<>();
  private final Map<String, Member> inBody = new HashMap<>();
  private final Member payload;
  private final boolean document;

  Shape(List<Member> members) {
    this.members = List.copyOf(members);
    this.headers =
        members.stream().filter(member -> member.place() == Member.Place.HEADER).toList();
    Member whole = null;
    boolean anyInBody = false;
    for (Member member : members) {
      byName.put(member.name(), member);
      if (member.place() == Member.Place.BODY) {
        inBody.put(member.wireName(), member);
        anyInBody = true;
        whole = member.xml().payload() ? member : whole;
      }
    }
    this.payload = whole;
    this.document = anyInBody && whole == null;
  }

  List<Member> members() {
    return members;
  }

  /** The members that travel as headers. */
  List<Member> headers() {
    return headers;
  }

  /** The member with that API name, or {@code null}. */
  Member named(String name) {
    return byName.get(name);
  }

  /** The member of the body with that wire name, or {@code null}. */
  Member inBody(String wireName) {
    return inBody.get(wireName);
  }

  /** The member that is the whole body, or {@code null}. */
  Member payload() {
    return payload;
  }

  /** Whether the body is a document made of several members. */
  boolean isDocument() {
    return document;
  }
}
