package dev.trailmark.cloud.operation;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.AwsRequest;

/** What the SDK's clients tell of a service's model. */
public final class SdkModel {
  private static final String REQUEST = "Request";

  private static final ClassValue<Set<String>> OPERATIONS =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> client) {
          return Collections.unmodifiableSet(read(client));
        }
      };

  private SdkModel() {}

  /**
   * The names of all operations that a service's client can call; sorted, and compared without
   * regard to case, since the SDK writes {@code CreateSamlProvider} where the API says {@code
   * CreateSAMLProvider}.
   *
   * @param client a client interface, such as {@code KmsClient.class}
   */
  public static Set<String> operationsOf(Class<?> client) {
    return OPERATIONS.get(client);
  }

  private static Set<String> read(Class<?> client) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Method method : client.getMethods()) {
      for (Class<?> parameter : method.getParameterTypes()) {
        if (AwsRequest.class.isAssignableFrom(parameter)) {
          String name = parameter.getSimpleName();
          names.add(name.substring(0, name.length() - REQUEST.length()));
        }
      }
    }
    return names;
  }
}
