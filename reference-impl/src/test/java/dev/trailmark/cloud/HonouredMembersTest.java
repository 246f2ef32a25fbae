package dev.trailmark.cloud;

import dev.trailmark.cloud.cloudtrail.CloudTrailService;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Service;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * What structures may hold that stand inside of honoured members. A request's own members are
 * refused unless its row honours them; those of structures inside are read by whoever handles the
 * request, so one that a new version of the SDK adds would be dropped in silence. Where this fails
 * after an update, see to it that each new member is obeyed or refused, then write the files anew.
 */
class HonouredMembersTest {

  static Stream<Service> services() {
    return Services.all(InstantSource.system(), null, new CloudTrailService()).stream();
  }

  @ParameterizedTest
  @MethodSource("services")
  void structuresInsideOfRequestsHoldWhatTheirReadersKnow(Service service) {
    Set<String> members = new TreeSet<>();
    for (Operation<?, ?> row : service.operations()) {
      for (SdkField<?> field : row.newInput().sdkFields()) {
        if (row.honoured().contains(field.memberName())) {
          inside(field, members);
        }
      }
    }

    GoldenFile.check("members/" + service.name() + ".txt", String.join("\n", members) + "\n");
  }

  /**
   * The parameters that a request is refused for. Where this fails, write the files anew, and make
   * true what docs/DIVERGENCES.md lists as refused.
   */
  @ParameterizedTest
  @MethodSource("services")
  void whatIsRefusedIsKnown(Service service) {
    Set<String> members = new TreeSet<>();
    for (Operation<?, ?> row : service.operations()) {
      for (SdkField<?> field : row.newInput().sdkFields()) {
        String member = field.memberName();
        if (!row.honoured().contains(member) && !service.honouredEverywhere().contains(member)) {
          members.add(row.name() + "." + member);
        }
      }
    }

    GoldenFile.check("refused/" + service.name() + ".txt", String.join("\n", members) + "\n");
  }

  /** Adds the members of the structures that a member holds, and of those inside of them. */
  private static void inside(SdkField<?> field, Set<String> members) {
    ListTrait list = field.getTrait(ListTrait.class);
    MapTrait map = field.getTrait(MapTrait.class);
    if (list != null) {
      inside(list.memberFieldInfo(), members);
    } else if (map != null) {
      inside(map.valueFieldInfo(), members);
    } else if (field.constructor() != null) {
      SdkPojo structure = field.constructor().get();
      String name = structure.getClass().getEnclosingClass().getSimpleName();
      for (SdkField<?> member : structure.sdkFields()) {
        if (members.add(name + "." + member.memberName())) {
          inside(member, members);
        }
      }
    }
  }
}
