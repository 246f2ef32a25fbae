package dev.trailmark.cloud.operation;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Locale;
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
   * The names of all operations that a service's client can call, as the API spells them: those of
   * the client's methods, since the SDK's classes say {@code CreateSamlProviderRequest} of {@code
   * CreateSAMLProvider}. Sorted.
   *
   * @param client a client interface, such as {@code KmsClient.class}
   */
  public static Set<String> operationsOf(Class<?> client) {
    return OPERATIONS.get(client);
  }

  private static Set<String> read(Class<?> client) {
    Set<String> names = new TreeSet<>();
    for (Method method : client.getMethods()) {
      String name =
          method.getName().substring(0, 1).toUpperCase(Locale.ROOT) + method.getName().substring(1);
      for (Class<?> parameter : method.getParameterTypes()) {
        if (AwsRequest.class.isAssignableFrom(parameter)
            && parameter.getSimpleName().equalsIgnoreCase(name + REQUEST)) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
