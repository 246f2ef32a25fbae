package dev.trailmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.trailmark.cloud.store.Kind;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which tables the journal keeps encrypted. */
class SecretKindsTest {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|password|privatekey|sessiontoken|hash).*|key|seal");

  @Test
  void everyKindOfRecordWithASecretComponentIsKeptEncrypted() throws IllegalAccessException {
    List<String> secret = new ArrayList<>();
    for (Kind<?> kind : kinds()) {
      boolean holdsSecrets =
          Arrays.stream(kind.type().getRecordComponents()).anyMatch(SecretKindsTest::isSecret);
      assertThat(kind.secret()).as(kind.name()).isEqualTo(holdsSecrets);
      if (kind.secret()) {
        secret.add(kind.name());
      }
    }
    assertThat(secret)
        .contains(
            "kms.material",
            "kms.import",
            "kms.grant",
            "iam.key",
            "iam.session",
            "iam.login",
            "s3.service-key");
  }

  private static boolean isSecret(RecordComponent component) {
    boolean bytesOrText =
        component.getType() == byte[].class || component.getType() == String.class;
    boolean named = SECRET.matcher(component.getName()).matches();
    return bytesOrText
        && named
        && (component.getType() == byte[].class
            || !component.getName().matches("(?i)key|seal|.*hash.*"));
  }

  private static List<Kind<?>> kinds() throws IllegalAccessException {
    List<Kind<?>> kinds = new ArrayList<>();
    for (JavaField found :
        SimulatorClasses.ALL.stream()
            .flatMap(each -> each.getFields().stream())
            .filter(field -> field.getRawType().isEquivalentTo(Kind.class))
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .toList()) {
      Field field = found.reflect();
      field.setAccessible(true);
      kinds.add((Kind<?>) field.get(null));
    }
    return kinds;
  }
}
