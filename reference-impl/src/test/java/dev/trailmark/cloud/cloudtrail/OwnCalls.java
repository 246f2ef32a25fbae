package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceCalls;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** The calls of CloudTrail's own accord: as itself, never for a caller or in a role. */
abstract class OwnCalls implements ServiceCalls {
  @Override
  public <O extends SdkPojo> O onBehalfOf(
      Call caller,
      String service,
      String operation,
      SdkPojo input,
      Map<String, List<String>> context) {
    throw new UnsupportedOperationException("deliveries are on nobody's behalf");
  }

  @Override
  public Call withCredentials(String accessKeyId, String region) {
    throw new UnsupportedOperationException("CloudTrail assumes no role");
  }

  @Override
  public void require(
      Call caller,
      String service,
      String action,
      String resource,
      Map<String, List<String>> context) {
    throw new UnsupportedOperationException("deliveries ask for nobody's permission");
  }
}
